"""CSV: RFC 4180 with CRLF line ends, UTF-8 without a byte order mark, one header row, columns and rows as in the Parquet.

- Null is an empty cell, an empty text is `""`.
- A list or struct is one cell of JSON, so an empty list (`[]`) differs from null.
- A *text* cell that a spreadsheet program would take for a formula (it begins with = + - @, their full-width forms, a tab or
  a line end, and is no plain number) has one apostrophe put in front: a raw line `- 目标` reads `'- 目标`. So that this can be
  undone exactly, a text that already begins with apostrophes and such a sign gets one more. To read back, drop the first
  character of every cell that matches `^'+[=+@＝＋－＠\\t\\r\\n-]` (`unguard`). Numbers, dates and JSON cells are never touched,
  and JSON and Parquet hold every text as it is.
"""
from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import polars as pl
import pyarrow as pa

from flows.releasing.packed import writing

LINE_END = "\r\n"
SIGNS = "=+@＝＋－＠\\t\\r\\n-"
FORMULA = f"^[{SIGNS}]"
GUARDED = f"^'+[{SIGNS}]"
PLAIN_NUMBER = r"^[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?%?$"


def guard(text: pl.Expr) -> pl.Expr:
    """A text column whose cells no spreadsheet program takes for a formula."""
    risky = text.str.contains(FORMULA) & ~text.str.contains(PLAIN_NUMBER)
    return pl.when(risky | text.str.contains(GUARDED)).then(pl.lit("'") + text).otherwise(text)


def unguard(text: pl.Expr) -> pl.Expr:
    """The text column that `guard` was given."""
    return pl.when(text.str.contains(GUARDED)).then(text.str.slice(1)).otherwise(text)


def cell(name: str, kind: pl.DataType) -> pl.Expr:
    """A column as CSV publishes it: texts guarded, lists and structs as JSON, everything else as it is."""
    column = pl.col(name)
    if kind == pl.String:
        return guard(column).alias(name)
    if kind.is_nested():
        json = pl.struct(name).struct.json_encode().str.strip_prefix(f'{{"{name}":').str.strip_suffix("}")
        return pl.when(column.is_not_null()).then(json).alias(name)
    return column


def write_csv(schema: pa.Schema, batches: Iterable[pa.RecordBatch], path: Path) -> None:
    """Write one table, batch by batch; a table without rows has its header."""
    with writing(path) as write:
        write((",".join(schema.names) + LINE_END).encode())
        for batch in batches:
            frame = pl.DataFrame(pl.from_arrow(batch))
            cells = frame.select(cell(name, kind) for name, kind in frame.schema.items())
            write(cells.write_csv(include_header=False, line_terminator=LINE_END).encode())
