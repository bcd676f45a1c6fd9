"""The lexicon's files as they stand: rows of text, checked for shape only.

A file that cannot be used stops the import with a `LexiconError` that names it.
"""
from __future__ import annotations

import csv
from pathlib import Path

LEXICON = Path(__file__).with_name("lexicon")


class LexiconError(ValueError):
    """A lexicon file that cannot be used: it names the file and what is wrong with it."""


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file with a header; LexiconError where one has more or fewer cells than the header."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file, strict=True)
        header = next(reader, [])
        cells = [row for row in reader if row]
    if any(len(row) != len(header) for row in cells):
        raise LexiconError(f"{path.name}: a row has more or fewer cells than the header")
    return [dict(zip(header, row, strict=True)) for row in cells]


def words(cell: str) -> tuple[str, ...]:
    """The words of a cell, which ASCII semicolons part; LexiconError where full-width ones do."""
    if "；" in cell:
        raise LexiconError(f"words are parted by the ASCII semicolon, not by ；: {cell}")
    return tuple(word.strip() for word in cell.split(";") if word.strip())
