"""Reading: text to records. Pure functions without I/O; nothing here knows of Prefect."""
