"""The pipeline: what happens (publish), how text is read, checked and released, and the `renewal` command."""
