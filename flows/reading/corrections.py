"""Corrections laid over a source: the text is never edited, each line is read as mended, every span stays the source's.

`replace` puts other words in the place of an excerpt (none: it is deleted). `table` reads an excerpt as the pipe table that
stands in its place; the cells must be the excerpt's own words, in order. An excerpt stays within one line.
"""
from __future__ import annotations

import os.path
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from flows.reading.ids import Identifiers
from flows.reading.tables import Cell, split_row
from flows.reading.text_lines import TextLine

TABLE = "table"


class StaleCorrectionError(ValueError):
    """A correction that does not fit its source: names it and says why."""


class Entry(NamedTuple):
    """A correction as the file beside the source states it; `where` is its file and line.

    `occurrences` is how often the excerpt stands in the source, `which` of them is meant (None: each).
    """

    kind: str
    excerpt: str
    occurrences: int
    which: int | None
    replacement: str
    settles: tuple[str, ...]
    reason_zh: str
    reason_en: str
    citation: str
    reviewed_by: str
    reviewed: str
    where: str


class Correction(NamedTuple):
    """An entry at its place in the source: text[start:end] is its excerpt."""

    correction_id: str
    start: int
    end: int
    entry: Entry


class Mend(NamedTuple):
    """A line as mended: its words, for each of their characters the span in the raw line, and the rows of a rebuilt table."""

    text: str
    origins: list[tuple[int, int]]
    rows: list[list[Cell]]


def locate(source_id: str, text: str, entries: Sequence[Entry]) -> list[Correction]:
    """Every entry at its places in the text, in order; StaleCorrectionError where one is stale, ambiguous or in another's way."""
    identifiers = Identifiers()
    found = []
    for entry in entries:
        places = _places(text, entry.excerpt)
        if len(places) != entry.occurrences:
            said = f"stands {len(places)} times in {source_id}, not {entry.occurrences}; mend the excerpt or its count"
            raise StaleCorrectionError(f"{entry.where}: {entry.excerpt!r} {said}")
        for start in places if entry.which is None else places[entry.which - 1 : entry.which]:
            correction_id = identifiers.child(source_id, "c", entry.kind, entry.excerpt, entry.replacement)
            found.append(Correction(correction_id, start, start + len(entry.excerpt), entry))
    found.sort(key=lambda correction: correction.start)
    for before, after in pairwise(found):
        if after.start < before.end:
            raise StaleCorrectionError(f"{after.entry.where}: overlaps the correction at {before.entry.where}; make them one")
    return found


def _places(text: str, excerpt: str) -> list[int]:
    places, place = [], text.find(excerpt)
    while place >= 0:
        places.append(place)
        place = text.find(excerpt, place + len(excerpt))
    return places


def mends(lines: Sequence[TextLine], corrections: Sequence[Correction]) -> dict[int, Mend]:
    """Line number → the line as mended, for the lines that corrections touch; StaleCorrectionError for one that crosses a line end."""
    touched: dict[int, list[Correction]] = {}
    remaining = list(corrections)
    for line in lines:
        while remaining and remaining[0].start < line.end:
            correction = remaining.pop(0)
            if correction.end > line.end:
                raise StaleCorrectionError(f"{correction.entry.where}: the excerpt crosses the end of line {line.number}; make it one a line")
            touched.setdefault(line.number, []).append(correction)
    by_number = {line.number: line for line in lines if line.number in touched}
    return {number: _mend(by_number[number], own) for number, own in touched.items()}


def _mend(line: TextLine, corrections: list[Correction]) -> Mend:
    text, origins, rows, at = "", [], [], 0
    for correction in corrections:
        start, end, entry = correction.start - line.start, correction.end - line.start, correction.entry
        if entry.kind == TABLE:
            rows += _rebuilt(line, start, end, entry)
        replacement = entry.replacement.replace("\n", " ")
        kept = len(os.path.commonprefix([entry.excerpt, replacement]))  # noqa: RUF071 (of characters is what is meant)
        tail = len(os.path.commonprefix([entry.excerpt[kept:][::-1], replacement[kept:][::-1]]))  # noqa: RUF071
        new = replacement[kept : len(replacement) - tail]
        text += line.raw[at : start + kept] + new
        origins += [(place, place + 1) for place in range(at, start + kept)] + [(start + kept, end - tail)] * len(new)
        at = end - tail
    text += line.raw[at:]
    origins += [(place, place + 1) for place in range(at, len(line.raw))]
    return Mend(text, origins, rows)


def _rebuilt(line: TextLine, start: int, end: int, entry: Entry) -> list[list[Cell]]:
    rows, at = [], start
    for row in entry.replacement.split("\n"):
        cells = []
        for cell in split_row(row):
            place = line.raw.find(cell.raw, at, end)
            if place < 0:
                raise StaleCorrectionError(f"{entry.where}: the cell {cell.raw!r} does not stand in the excerpt after the cells before it")
            at = place + len(cell.raw)
            cells.append(Cell(place, at, cell.raw, cell.text))
        rows.append(cells)
    return rows
