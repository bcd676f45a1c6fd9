"""Sources, read: text in, the rows of every record out. Pure; what is read of a source does not depend on others read with it.

The statements of all are read at once, in columns: texts of 17 KB take a fifth less time so, texts of 2 KB two thirds. Rows are
tuples in column order, gathered per record; `flows.reading.batches` validates them and makes Arrow tables. Cost: see `make bench`.
"""
from __future__ import annotations

from collections import Counter
from collections.abc import Container, Sequence
from itertools import islice, pairwise
from typing import NamedTuple

from flows.reading.cleaning import clean
from flows.reading.collecting import uncollected
from flows.reading.corrections import Correction, Mend, mends
from flows.reading.directives import Gathered, directive_rows
from flows.reading.event import EventReader, Rows, SourceText, Stretch
from flows.reading.ids import Identifiers, fold_all
from flows.reading.kinds import Shape, line_kinds, shape_of
from flows.reading.markers import find_marker
from flows.reading.metrics import metric_rows
from flows.reading.text_lines import TextLine, split_lines
from schemas import Metric
from schemas.base import columns_of

METRIC_EVENT = columns_of(Metric).index("event_id")
RECORDS = ("events", "directives", "metrics", "tables", "table_cells", "lines")


class Unread(NamedTuple):
    """A decoded source, and the corrections that mend it."""

    source_id: str
    text: str
    corrections: Sequence[Correction] = ()


def read_text(source_id: str, text: str, corrections: Sequence[Correction] = ()) -> Rows:
    """Read a decoded source, as its corrections mend it: record name → rows, in source order."""
    return read_texts([Unread(source_id, text, corrections)])[0]


@uncollected
def read_texts(texts: Sequence[Unread]) -> list[Rows]:
    """Read some decoded sources, as their corrections mend them: of each, record name → rows, in source order."""
    read = [_read(text) for text in texts]
    directives = directive_rows([directive for _, own in read for directive in own])
    for rows, own in read:
        rows["directives"] = list(islice(directives, len(own)))
    return [rows for rows, _ in read]


def _read(unread: Unread) -> tuple[Rows, list[Gathered]]:
    """The rows of a source but for its directives, and those as they are gathered before their statements are read."""
    source_id, text, corrections = unread
    lines = split_lines(text)
    mended = mends(lines, corrections)
    shapes = [_shape(line, mended.get(line.number)) for line in lines] if mended else [shape_of(line) for line in lines]
    kinds = line_kinds(shapes)
    texts = [clean(shape.body or line.raw) for line, shape in zip(lines, shapes, strict=True)]
    keys = fold_all(_own_words(lines, shapes, mended))
    whole = Stretch(lines, shapes, kinds, texts, keys)
    rows: Rows = {record: [] for record in RECORDS}
    source = SourceText(source_id, mended, Identifiers(), [], [])
    ends = [place for place, kind in enumerate(kinds) if kind in ("date_heading", "year_heading")] + [len(lines)]
    events = [event for part in pairwise([0, *ends]) if (event := _read_stretch(source, whole.part(*part), rows))]
    rows["metrics"] = list(metric_rows(source.asked, source_id, text, source.identifiers))
    counts = Counter(row[METRIC_EVENT] for row in rows["metrics"])
    rows["events"] = [event.row(counts[event.event_id]) for event in events]
    return rows, source.directives


def _shape(line: TextLine, mend: Mend | None) -> Shape:
    """The shape of a line as mended; a rebuilt table is a table row."""
    if mend is None:
        return shape_of(line)
    return Shape("table_row", None, mend.text) if mend.rows else shape_of(line._replace(raw=mend.text))


def _own_words(lines: Sequence[TextLine], shapes: Sequence[Shape], mended: Container[int]) -> list[str]:
    """The source's own words of each line after its list marker."""
    markers = [shape.marker for shape in shapes]
    if mended:
        markers = [find_marker(line.raw) if line.number in mended else marker for line, marker in zip(lines, markers, strict=True)]
    return [line.raw[marker.end :] if marker else line.raw for line, marker in zip(lines, markers, strict=True)]


def _read_stretch(source: SourceText, stretch: Stretch, rows: Rows) -> EventReader | None:
    """Read what stands from one date or year heading to the next, and tell which event it is; blank lines at its end belong to none."""
    kinds = stretch.kinds
    size = len(kinds) if kinds and kinds[0] == "date_heading" else 0
    while size and kinds[size - 1] == "blank":
        size -= 1
    event = EventReader(source, stretch.part(0, size), rows) if size else None
    if event:
        event.read()
    rows["lines"] += stretch.part(size).rows(source.source_id, None)
    return event
