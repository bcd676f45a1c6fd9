"""The `renewal` command: one file a verb."""
