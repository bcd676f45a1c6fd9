"""What the rules look at: the records of one source by name, its lines as items, and the lookups that rules share.

Records are light named tuples with the columns of their Pydantic record, so that a rule reads `event.title`.
"""
from __future__ import annotations

import re
from bisect import bisect_right
from collections import namedtuple
from collections.abc import Callable, Iterable, Sequence
from functools import cache, cached_property, lru_cache, partial
from typing import Any, NamedTuple, TypeVar, cast
from unicodedata import numeric

from flows.reading.kinds import COLONS, TAIL
from flows.reading.markers import Marker, find_marker
from flows.reading.quantities.numerals import chinese
from schemas import Directive, Event, Line, Metric, Record, Spanned, Table, TableCell
from schemas.base import columns_of
from schemas.official_documents import OfficialDocument
from schemas.verifications import Verification

Rows = dict[str, list[tuple[Any, ...]]]
R = TypeVar("R", bound=Record)
MARKED = frozenset({"heading", "directive", "title"})
CONTENT = frozenset({"heading", "directive", "table_row", "table_rule"})
NUMERAL = re.compile("[0-9０-９]+|[一二三四五六七八九十百]+")


@cache
def _maker(record: type[Record]) -> Callable[[Sequence[Any]], Any]:
    """What makes a named tuple of a row, without the look at its length that `_make` takes for each."""
    return partial(tuple.__new__, cast("Any", namedtuple(record.__name__, columns_of(record))))


def viewed(record: type[R], rows: Sequence[tuple[Any, ...]]) -> list[R]:
    """Rows in column order, their columns by name; typed as the record whose attributes they have."""
    return cast("list[R]", list(map(_maker(record), rows)))


class Item(NamedTuple):
    """A content line of an event. `body` is what follows the list marker, at offset `start`; `directive` is None on other kinds."""

    line: Line
    marker: Marker | None
    body: str
    start: int
    directive: Directive | None

    @property
    def kind(self) -> str:
        """The kind of list marker; empty for an unmarked line."""
        return self.marker.kind if self.marker else ""

    @property
    def label(self) -> str | None:
        """The label of a directive."""
        return self.directive.label if self.directive else None

    @property
    def introduces(self) -> bool:
        """Whether it is a heading that ends in a colon."""
        return self.line.kind == "heading" and self.body.endswith(tuple(COLONS))


@lru_cache(maxsize=4096)
def numbers(marker: Marker) -> tuple[int, ...]:
    """The numbers of a list marker, outermost first: (2, 1) for `2.1`; empty for a bullet."""
    if marker.kind == "circled":
        return (int(numeric(marker.text)),)
    found = [int(numeral) if numeral.isdecimal() else chinese(numeral) for numeral in NUMERAL.findall(marker.text)]
    return tuple(int(value) for value in found if value is not None)


class View:
    """One source: its text, its records, and where they stand."""

    def __init__(self, source_id: str, text: str, rows: Rows) -> None:
        self.source_id, self.text = source_id, text
        self.events = viewed(Event, rows.get("events", ()))
        self.directives = viewed(Directive, rows.get("directives", ()))
        self.metrics = viewed(Metric, rows.get("metrics", ()))
        self.tables = viewed(Table, rows.get("tables", ()))
        self.cells = viewed(TableCell, rows.get("table_cells", ()))
        self.lines = viewed(Line, rows.get("lines", ()))
        self.official_documents = viewed(OfficialDocument, rows.get("official_documents", ()))
        self.verifications = viewed(Verification, rows.get("verifications", ()))
        self._starts = [line.char_start for line in self.lines]
        self._directive_on = {directive.line_start: directive for directive in self.directives}

    @cached_property
    def event_of(self) -> dict[str, Event]:
        """Event by id."""
        return {event.event_id: event for event in self.events}

    @cached_property
    def cells_of(self) -> dict[str, list[TableCell]]:
        """Body cells by table, in reading order."""
        cells: dict[str, list[TableCell]] = {table.table_id: [] for table in self.tables}
        for cell in self.cells:
            cells[cell.table_id].append(cell)
        return cells

    @cached_property
    def title_lines(self) -> dict[str, Line]:
        """The title line of each event that has one, by event id."""
        return {line.event_id: line for line in self.lines if line.kind == "title" and line.event_id}

    @cached_property
    def markers(self) -> dict[int, Marker]:
        """Line number → the list marker that the line begins with, of headings, directives and titles that have one."""
        found = ((line.line_start, find_marker(line.raw_text)) for line in self.lines if line.kind in MARKED)
        return {number: marker for number, marker in found if marker}

    @cached_property
    def items(self) -> dict[str, list[Item]]:
        """The content lines of each event, in order, by event id."""
        items: dict[str, list[Item]] = {event.event_id: [] for event in self.events}
        for line in self.lines:
            if line.kind in CONTENT and line.event_id:
                items[line.event_id].append(self._item(line))
        return items

    @cached_property
    def statements(self) -> list[Item]:
        """The items that are directives, of all events."""
        return [item for items in self.items.values() for item in items if item.directive]

    @cached_property
    def place_of(self) -> dict[int, int]:
        """Line number → the line's place among the items of its event."""
        return {item.line.line_start: place for items in self.items.values() for place, item in enumerate(items)}

    @cached_property
    def captioned(self) -> dict[int, Table]:
        """Line number of a caption → its table."""
        return {table.caption_line: table for table in self.tables if table.caption_line}

    def line_at(self, offset: int) -> Line:
        """The line that holds an offset."""
        return self.lines[max(bisect_right(self._starts, offset) - 1, 0)]

    def lines_at(self, offsets: Iterable[int]) -> list[Line]:
        """The lines that hold some offsets, each line once, in order."""
        return [self.lines[place] for place in sorted({bisect_right(self._starts, offset) - 1 for offset in offsets})]

    def record_at(self, offset: int) -> Spanned:
        """The tightest record at an offset: a cell or table, a directive, an event (on its title), else the line."""
        line = self.line_at(offset)
        if directive := self._directive_on.get(line.line_start):
            return directive
        if line.kind in ("table_row", "table_rule"):
            return self._cell_at(line, offset) or line
        if line.kind in ("title", "date_heading") and line.event_id:
            return self.event_of[line.event_id]
        return line

    @cached_property
    def _row_cells(self) -> dict[int, list[TableCell]]:
        cells: dict[int, list[TableCell]] = {}
        for cell in self.cells:
            cells.setdefault(cell.line_start, []).append(cell)
        return cells

    @cached_property
    def _table_on(self) -> dict[int, Table]:
        return {number: table for table in self.tables for number in range(table.line_start, table.line_end + 1)}

    def _cell_at(self, line: Line, offset: int) -> Spanned | None:
        cells = self._row_cells.get(line.line_start, ())
        return next((cell for cell in cells if cell.char_start <= offset < cell.char_end), self._table_on.get(line.line_start))

    def _item(self, line: Line) -> Item:
        marker = self.markers.get(line.line_start)
        body = line.raw_text[marker.end :] if marker else line.raw_text
        start = line.char_end - len(body.lstrip(TAIL))
        return Item(line, marker, body.strip(TAIL), start, self._directive_on.get(line.line_start))
