"""Word lists of the rules, as CSV files that an analyst can read and extend."""
from __future__ import annotations

import csv
from functools import cache
from pathlib import Path


@cache
def rows(file: str) -> tuple[dict[str, str], ...]:
    """The rows of `<file>.csv`, in order."""
    with Path(__file__).with_name(f"{file}.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines))


@cache
def words(file: str, kind: str) -> tuple[str, ...]:
    """The words of one kind in `<file>.csv` (columns kind, word, note), longest first."""
    found = (row["word"] for row in rows(file) if row["kind"] == kind)
    return tuple(sorted(found, key=len, reverse=True))
