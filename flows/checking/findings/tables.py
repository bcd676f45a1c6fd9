"""Tables: without a rule line, caption or rows, ragged, with ordinals in their cells; and tables collapsed into prose."""
from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from flows.checking.findings.lexicon import words
from flows.checking.findings.remarks import Remark, remark
from flows.checking.findings.view import View
from flows.reading.markers import find_marker
from flows.reading.tables import split_row
from schemas import Line, Table

ORDINALS = frozenset({"chinese", "bracketed_chinese", "arabic", "bracketed_arabic", "circled"})
HEADS = 3
HAN = "\u4e00-\u9fff"


def table_forms(view: View) -> Iterator[Remark]:
    """What each table lacks of its form."""
    by_number = {line.line_start: line for line in view.lines if line.kind in ("table_row", "table_rule")}
    for table in view.tables:
        lines = [by_number[number] for number in range(table.line_start, table.line_end + 1)]
        head = next(line for line in lines if line.kind == "table_row")
        span = (head.char_start, head.char_end, table)
        names = "、".join(filter(None, table.columns))
        if not any(line.kind == "table_rule" for line in lines):
            yield remark("table_without_rule", *span, columns=names)
        if table.caption is None:
            yield remark("table_without_caption", *span, columns=names)
        if table.n_rows == 0:
            yield remark("table_without_rows", *span, columns=names)
        yield from _ragged(lines, table)
        yield from _ordinals(view, table)


def _ragged(lines: list[Line], table: Table) -> Iterator[Remark]:
    """Rows that have more or fewer cells than the head."""
    rows = [(line, len(split_row(line.raw_text))) for line in lines if line.kind == "table_row"]
    for line, count in rows[1:]:
        if count != rows[0][1]:
            yield remark("ragged_table", line.char_start, line.char_end, table, count=count, expected=rows[0][1])


def _ordinals(view: View, table: Table) -> Iterator[Remark]:
    """First cells that all begin with an ordinal."""
    first = [cell for cell in view.cells_of[table.table_id] if cell.column_index == 0]
    markers = [find_marker(cell.raw_text) for cell in first]
    if len(first) > 1 and all(marker and marker.kind in ORDINALS and marker.end < len(cell.raw_text) for marker, cell in zip(markers, first, strict=True)):
        yield remark("ordinal_in_cell", first[0].char_start, first[0].char_end, first[0], count=len(first))


@cache
def _row_heads() -> re.Pattern[str]:
    """Two characters and a noun that heads rows of tables (评选数量, 支持范围)."""
    return re.compile(f"[{HAN}]{{2}}(?:{'|'.join(words('table_heads', 'row'))})")


def collapsed_tables(view: View) -> Iterator[Remark]:
    """Prose lines that are a table run together: they begin with a column's head, and several heads of rows follow without
    any mark that a sentence would have before or after them."""
    for directive in view.directives:
        body = directive.text
        if directive.label is None and directive.marker is None and body.startswith(words("table_heads", "column")):
            heads = [match for match in _row_heads().finditer(body) if _stands_free(body, match)]
            if len(heads) >= HEADS:
                found = "、".join(match.group() for match in heads)
                yield remark("collapsed_table", directive.char_start, directive.char_end, heads=found, count=len(heads))


def _stands_free(body: str, match: re.Match[str]) -> bool:
    """Whether a head is joined to its neighbours by no word or mark of a sentence."""
    before, after = body[match.start() - 1 : match.start()], body[match.end() : match.end() + 1]
    return before not in set("、的和与及或，,:：") and after not in set("、的和与及或，,。；;:：")
