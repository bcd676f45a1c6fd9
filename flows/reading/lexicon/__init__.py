"""Word lists of the reading, as CSV files that an analyst can read and extend: columns kind, word, note."""
from __future__ import annotations

import csv
from functools import cache
from pathlib import Path


@cache
def words(file: str, kind: str) -> tuple[str, ...]:
    """The words of one kind in `<file>.csv`, longest first, so that the first match is the fullest."""
    with Path(__file__).with_name(f"{file}.csv").open(encoding="utf-8", newline="") as rows:
        found = [row["word"] for row in csv.DictReader(rows) if row["kind"] == kind]
    return tuple(sorted(found, key=len, reverse=True))
