"""Where values and codes occur in a release: the example of a column, and the count and first example of each code."""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from flows.releasing.portals.columns import Column, Table, published_tables
from schemas.base import SPAN

Tables = Mapping[str, pa.Table]

QUOTES = ("raw_text", "raw", "raw_title", "evidence", "title", "text")
"""The columns that quote a record, best first."""


@dataclass(frozen=True)
class Use:
    """How often a code occurs in a column (or a part of a nested one), and the first row that holds it."""

    table: Table
    column: Column
    count: int
    first_row: int


def example_of(tables: Tables, table: Table, column: Column) -> dict[str, Any] | None:
    """The first value of a column that is neither null nor empty, with the record and span it stands in; None where there is none."""
    values = tables[table.name][column.name]
    full = pc.is_valid(values)
    if column.is_list:
        full = pc.and_kleene(full, pc.greater(pc.list_value_length(values), 0))
    if pa.types.is_string(column.type):
        full = pc.and_kleene(full, pc.not_equal(values, ""))
    row = pc.index(pc.fill_null(full, False), True).as_py()
    return None if row < 0 else {"value": plain(values[row].as_py())} | place_of(tables, table, row)


def place_of(tables: Tables, table: Table, row: int) -> dict[str, Any]:
    """The key of a record, and the span it was read from, where it has one."""
    record = tables[table.name].slice(row, 1).to_pylist()[0]
    key = "/".join(str(record[name]) for name in table.key)
    return {"record": key} | {name: record[name] for name in SPAN if name in record}


def quotation_of(tables: Tables, table: Table, row: int) -> dict[str, str]:
    """The words of a record (`quote`), and the first line of the source that it stands in (`line`)."""
    record = tables[table.name].slice(row, 1).to_pylist()[0]
    lines = tables["lines"]
    here = pc.and_(pc.equal(lines["source_id"], record["source_id"]), pc.equal(lines["line_start"], record.get("line_start")))
    found = pc.index(pc.fill_null(here, False), True).as_py()
    line = lines["raw_text"][found].as_py() if found >= 0 else ""
    return {"quote": next((record[name] for name in QUOTES if record.get(name)), line), "line": line}


def uses_of(tables: Tables, vocabulary: str) -> dict[str, list[Use]]:
    """Code → where it occurs, column by column, for every code of a vocabulary that occurs at all."""
    uses: dict[str, list[Use]] = {}
    for table, outer, part in _columns_of(vocabulary):
        for code, count, row in _occurrences(tables[table.name][outer.name], part):
            uses.setdefault(code, []).append(Use(table, outer, count, row))
    return uses


def _columns_of(vocabulary: str) -> Iterator[tuple[Table, Column, Column | None]]:
    """The columns that hold codes of a vocabulary, by table; and the part of their records that does, if it is one."""
    for table in published_tables().values():
        for outer in table.columns:
            yield from ((table, outer, None if column is outer else column) for column in (outer, *outer.parts) if column.vocabulary == vocabulary)


def _occurrences(values: pa.ChunkedArray, part: Column | None) -> list[tuple[str, int, int]]:
    """Code, count and first row of each code in a column; a code may be one of a list, a part of a record, or joined by /."""
    found: dict[str, tuple[int, int]] = {}
    start = 0
    for chunk in values.chunks:
        for code, count, row in _occurrences_in(chunk, part):
            before, first = found.get(code, (0, start + row))
            found[code] = (before + count, first)
        start += len(chunk)
    return [(code, count, first) for code, (count, first) in found.items()]


def _occurrences_in(codes: pa.Array, part: Column | None) -> list[tuple[str, int, int]]:
    rows = pa.arange(0, len(codes), 1)
    while pa.types.is_list(codes.type):
        rows, codes = rows.take(pc.list_parent_indices(codes)), pc.list_flatten(codes)
    if part:
        codes = pc.struct_field(codes, part.name)
    split = pc.split_pattern(codes, "/")
    rows, codes = rows.take(pc.list_parent_indices(split)), pc.list_flatten(split)
    grouped = pa.table({"code": codes, "row": rows}).group_by("code").aggregate([("row", "count"), ("row", "min")])
    return [(group["code"], group["row_count"], group["row_min"]) for group in grouped.to_pylist()]


def plain(value: Any) -> Any:
    """A value as JSON holds it."""
    return value.isoformat() if hasattr(value, "isoformat") else value
