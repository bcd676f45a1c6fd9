"""Pipe tables: the rows of consecutive `|` lines cut into cells, each with its span in the line."""
from __future__ import annotations

import re
from typing import NamedTuple

from flows.reading.cleaning import BLANKS, clean

CELL = re.compile(r"(?:[^|\\]|\\.|\\\Z)*")


class Cell(NamedTuple):
    """A cell: the span of its words in the line, those words, and their cleaned form."""

    start: int
    end: int
    raw: str
    text: str


def split_row(line: str) -> list[Cell]:
    r"""The cells of a table line, in order. The outer pipes are optional; `\|` is a pipe within a cell."""
    first = len(line) - len(line.lstrip(BLANKS))
    last = len(line.rstrip(BLANKS))
    first += line.startswith("|", first)
    last -= last > first and line[last - 1] == "|" and line[last - 2 : last - 1] != "\\"
    cells, place = [], first
    while place <= last:
        end = CELL.match(line, place, last).end()  # type: ignore[union-attr]
        cells.append(_cell(line, place, end))
        place = end + 1
    return cells


def _cell(line: str, start: int, end: int) -> Cell:
    while start < end and line[start] in BLANKS:
        start += 1
    while end > start and line[end - 1] in BLANKS:
        end -= 1
    raw = line[start:end]
    return Cell(start, end, raw, clean(raw.replace("\\|", "|")))
