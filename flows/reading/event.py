"""One event, read: the lines from its date heading to its last, into the rows of its records."""
from __future__ import annotations

from typing import Any, NamedTuple

from flows.reading.corrections import Mend
from flows.reading.directives import Gathered, gathered
from flows.reading.ids import Identifiers
from flows.reading.kinds import Shape
from flows.reading.lexicon import words
from flows.reading.metrics import Asked
from flows.reading.outline import Outline
from flows.reading.quantities import Context, has_numeral
from flows.reading.statements import label_span
from flows.reading.tables import Cell, split_row
from flows.reading.text_lines import TextLine
from flows.reading.titles import read_title
from flows.reading.words import Words, body_of

Rows = dict[str, list[tuple[Any, ...]]]
TABLE = ("table_row", "table_rule")
NO_PARENT = (None, None, None, None)
BINDING = "约束性"  # what a plan says of an indicator that binds; 预期性 of one that is aimed at


class SourceText(NamedTuple):
    """What the events of a source share: its id, the lines that corrections mend, the ids handed out, and what was found so far to be read later.

    That is the directives, and the words that are asked for quantities.
    """

    source_id: str
    mends: dict[int, Mend]
    identifiers: Identifiers
    directives: list[Gathered]
    asked: list[Asked]


class Stretch(NamedTuple):
    """Some lines of a source in a row, and in parallel what is known of each."""

    lines: list[TextLine]
    shapes: list[Shape]
    kinds: list[str]
    texts: list[str]  # cleaned, as mended
    keys: list[str]  # the source's own words, folded, which ids are made of: no correction changes them

    def part(self, start: int, end: int | None = None) -> Stretch:
        """The lines from one place to before another, or to the end."""
        part = slice(start, end)
        return Stretch(self.lines[part], self.shapes[part], self.kinds[part], self.texts[part], self.keys[part])

    def rows(self, source_id: str, event_id: str | None) -> list[tuple[Any, ...]]:
        """The rows of the lines themselves."""
        entries = zip(self.lines, self.kinds, self.texts, strict=True)
        return [(kind, raw, text, event_id, source_id, number, number, start, end) for (number, start, end, raw), kind, text in entries]


class EventReader:
    """Reads one event line by line: appends its rows, tuples in column order, and gathers what is read later.

    `read()` does it all but for the event's own row, which `row()` is when its metrics have been counted. The stretch goes from the
    date heading to the event's last line.
    """

    def __init__(self, source: SourceText, stretch: Stretch, rows: Rows) -> None:
        self.source_id, self.mends, self.identifiers, self.directives, self.asked = source
        self.stretch, self.rows = stretch, rows
        self.lines, self.shapes, self.kinds, self.texts, self.keys = stretch
        self.outline = Outline()
        self.directives_before, self.tables_before = len(self.directives), len(self.rows["tables"])
        self.counts = (0, 0)
        date = self.shapes[0].date
        assert date is not None, "an event begins with a date heading"
        self.date = date
        self.titled = self.kinds.index("title") if "title" in self.kinds else None
        key = "" if self.titled is None else self.keys[self.titled]
        self.event_id = self.identifiers.child_of_folded(f"{self.source_id}-{date.value}", "e", key)

    def read(self) -> None:
        """Read every line of the event."""
        self.rows["lines"] += self.stretch.rows(self.source_id, self.event_id)
        readers = {"directive": self._directive, "heading": self._heading, "title": self._title}
        place = 0
        while place < len(self.lines):
            if self.kinds[place] in TABLE:
                place = self._table(place)
                continue
            if reader := readers.get(self.kinds[place]):
                reader(place, self.texts[place])
            place += 1
        self.counts = len(self.directives) - self.directives_before, len(self.rows["tables"]) - self.tables_before

    def _body(self, place: int) -> Words:
        line = self.lines[place]
        return body_of(line, self.shapes[place], self.mends.get(line.number))

    def _title(self, place: int, _: str) -> None:
        self._metrics_of_line(place, "title", ())

    def _heading(self, place: int, text: str) -> None:
        self._metrics_of_line(place, "heading", self.outline.texts)
        self.outline.heading(self.shapes[place], text, self.lines[place].number)

    def _metrics_of_line(self, place: int, parent: str, headings: tuple[str, ...]) -> None:
        body = self._body(place)
        if has_numeral(body.text):
            context = Context(self.date.year, headings, parent)
            self.asked.append(Asked(body, self.lines[place].number, context, self.event_id, self.event_id, (self.keys[place],), NO_PARENT))

    def _directive(self, place: int, text: str) -> None:
        line, shape, body = self.lines[place], self.shapes[place], self._body(place)
        label = label_span(body.text)
        self.outline.item(shape, labelled=label is not None)
        headings = self.outline.texts
        directive_id = self.identifiers.child_of_folded(self.event_id, "d", self.keys[place])
        ordinal = len(self.directives) - self.directives_before + 1
        marker = shape.marker.text if shape.marker else None
        row = gathered(self.source_id, directive_id, self.event_id, ordinal, marker, text, line, body, label, headings, self.date.year)
        self.directives.append(row)
        if has_numeral(body.text):
            context = Context(self.date.year, headings)
            self.asked.append(Asked(body, line.number, context, self.event_id, directive_id, (), (directive_id, None, None, None)))

    def _table(self, place: int) -> int:
        """Read the table that begins at a place; the place after it."""
        end = place
        while end < len(self.lines) and self.kinds[end] in TABLE:
            end += 1
        introduced = self.outline.introduced_by()
        self.outline.item(self.shapes[place])
        grid = [row for at in range(place, end) if self.kinds[at] == "table_row" for row in self._cells(self.lines[at])]
        if not grid:
            return end
        head = grid[0][1]
        columns = tuple(cell.text for cell in head) + ("",) * (max(len(cells) for _, cells in grid) - len(head))
        table_id = self.identifiers.child(self.event_id, "t", *(cell.raw for cell in head))
        caption = (introduced.text, introduced.line) if introduced else (None, None)
        first, last = self.lines[place], self.lines[end - 1]
        span = (self.source_id, first.number, last.number, first.start, last.end)
        self.rows["tables"].append((table_id, self.event_id, *caption, columns, len(grid) - 1, *span))
        for index, (line, cells) in enumerate(grid, start=-1):
            self._row(table_id, columns, index, line, cells)
        return end

    def _cells(self, line: TextLine) -> list[tuple[TextLine, list[Cell]]]:
        """The rows that a table line holds: its own, or those that a correction rebuilt from it."""
        mend = self.mends.get(line.number)
        return [(line, row) for row in mend.rows] if mend and mend.rows else [(line, split_row(line.raw))]

    def _row(self, table_id: str, columns: tuple[str, ...], index: int, line: TextLine, cells: list[Cell]) -> None:
        """The cells of a table's row, and their quantities; index -1 is the head, which states quantities but is no body row."""
        binding = BINDING in _stated(columns, cells, "property_column")
        for number, cell in enumerate(cells):
            start = line.start + cell.start
            if index >= 0:
                span = (self.source_id, line.number, line.number, start, line.start + cell.end)
                self.rows["table_cells"].append((table_id, index, number, columns[number], cell.text, cell.raw, *span))
            if not has_numeral(cell.raw):
                continue
            head = columns[number] if index >= 0 else None
            row = _row_head(columns, cells) if number else None
            context = Context(self.date.year, self.outline.texts, "cell", head, row, binding)
            parents = (None, table_id, index if index >= 0 else None, number)
            self.asked.append(Asked(Words(cell.raw, start), line.number, context, self.event_id, table_id, (cells[0].raw, columns[number]), parents))

    def row(self, metrics: int) -> tuple[Any, ...]:
        """The row of the event itself, which has so many metrics."""
        date, titled = self.date, self.titled
        raw_title = "" if titled is None else self.lines[titled].raw
        text = "" if titled is None else self.texts[titled]
        title = read_title(text)
        precision = "month" if date.day is None else "day"
        codes, names = tuple(code for code, _ in title.issuers), tuple(name for _, name in title.issuers)
        says = (raw_title, text, title.documents, title.kind, title.instrument, codes, names, title.joint_issuer_count)
        directives, tables = self.counts
        first, last = self.lines[0], self.lines[-1]
        span = (self.source_id, first.number, last.number, first.start, last.end)
        return (self.event_id, date.value, date.year, date.month, date.day, precision, *says, directives, metrics, tables, *span)


def _row_head(columns: tuple[str, ...], cells: list[Cell]) -> str:
    """What heads a row: its first cell, and in brackets the unit where a column of the table states units."""
    units = _stated(columns, cells, "unit_column")
    return f"{cells[0].text}({units[0]})" if units else cells[0].text


def _stated(columns: tuple[str, ...], cells: list[Cell], kind: str) -> list[str]:
    """What a row says in the columns of a kind, by their heads."""
    return [cell.text for head, cell in zip(columns, cells, strict=False) if head in words("table_words", kind) and cell.text]
