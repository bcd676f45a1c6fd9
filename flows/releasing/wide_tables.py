"""Each table of the text as a CSV of its own, wide: the heads as header, one line a body row, cells cleaned.

Heads are made fit for a header: blank ones become `column_<number>`, repeated ones get `_2`, `_3` …. A row that is shorter
than the table ends in empty cells. The dialect is that of the other CSV files.
"""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import polars as pl

from flows.releasing.csv_files import LINE_END, guard

TABLE_COLUMNS = ("table_id", "columns", "n_rows")
CELL_COLUMNS = ("table_id", "row_index", "column_index", "text")


def write_wide_tables(tables: pl.LazyFrame, cells: pl.LazyFrame, folder: Path) -> None:
    """Write `<table_id>.csv` for every row of `tables` into a folder."""
    for table_id, frame in wide_tables(tables, cells):
        with (folder / f"{table_id}.csv").open("wb") as file:
            file.write(wide_csv(frame).encode())


def wide_csv(frame: pl.DataFrame) -> str:
    """A wide table as CSV; its heads are guarded like its cells."""
    heads = pl.Series("head", frame.columns, pl.String).to_frame().select(guard(pl.col("head")).alias("head")).to_series().to_list()
    cells = frame.select(guard(pl.col(name)).alias(head) for name, head in zip(frame.columns, heads, strict=True))
    return cells.write_csv(line_terminator=LINE_END)


def wide_tables(tables: pl.LazyFrame, cells: pl.LazyFrame) -> Iterator[tuple[str, pl.DataFrame]]:
    """Table id and wide frame of every table, in source order."""
    by_table = cells.select(CELL_COLUMNS).collect().partition_by("table_id", as_dict=True, include_key=False)
    for table_id, columns, n_rows in tables.select(TABLE_COLUMNS).collect().iter_rows():
        found = by_table.get((table_id,))
        yield table_id, wide(columns, n_rows, found.iter_rows() if found is not None else ())


def wide(columns: Sequence[str], n_rows: int, cells: Iterable[tuple[int, int, str]]) -> pl.DataFrame:
    """The wide frame of one table from its (row index, column index, text) cells."""
    grid: list[list[str | None]] = [[None] * n_rows for _ in columns]
    for row, column, text in cells:
        grid[column][row] = text
    heads = unique_heads(columns)
    return pl.DataFrame(dict(zip(heads, grid, strict=True)), schema=dict.fromkeys(heads, pl.String))


def unique_heads(columns: Sequence[str]) -> list[str]:
    """Heads that are neither blank nor repeated, without outer blanks."""
    heads: list[str] = []
    for number, column in enumerate(columns, start=1):
        head = column.strip() or f"column_{number}"
        candidate, count = head, 1
        while candidate in heads:
            count += 1
            candidate = f"{head}_{count}"
        heads.append(candidate)
    return heads
