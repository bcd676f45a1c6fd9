"""Whether the files of a release agree: keys and references, and CSV and JSON against the Parquet, read anew and compared."""
from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path

import polars as pl
from polars.exceptions import PolarsError

from flows.layout import FORMATS
from flows.releasing.columns import Table
from flows.releasing.csv_files import cell, unguard
from flows.releasing.packed import unpacked
from flows.releasing.problems import Problem, cases
from flows.releasing.wide_tables import wide_csv, wide_tables
from flows.streaming import repeated_keys


def verify_key(table: Table) -> Iterator[Problem]:
    """Every key stands once over all parts and is not null."""
    null = table.scan().filter(pl.any_horizontal(pl.col(table.key).is_null())).select(pl.len()).collect(engine="streaming").item()
    twice, first = repeated_keys(table.paths, table.key, limit=3)
    if null:
        yield Problem("keys", table.name, f"{null} records without a key")
    if twice:
        yield Problem("keys", table.name, f"a key stands twice: {cases(list(first), in_all=twice)}")


def verify_references(table: Table, tables: Mapping[str, Table]) -> Iterator[Problem]:
    """Every reference leads to a record."""
    for column, parent in table.references.items():
        if parent not in tables or len(tables[parent].key) != 1:
            yield Problem("references", f"{table.name}.{column}", f"there is no table {parent} with a key of one column")
            continue
        known = tables[parent].scan().select(pl.col(tables[parent].key[0]).alias(column))
        lost = table.scan().select(column).drop_nulls().unique().join(known, on=column, how="anti").sort(column).collect()
        if lost.height:
            yield Problem("references", f"{table.name}.{column}", f"not in {parent}: {cases(lost[column].to_list())}")


def verify_json(table: Table, path: Path) -> Iterator[Problem]:
    """The JSON file holds the rows of the Parquet, one a line, with its columns in order."""
    expected = table.scan().collect()
    try:
        data = unpacked(path)
        found = pl.read_json(data, schema=expected.schema)
        columns = list(json.loads(data.split(b"\n", 2)[1].rstrip(b","))) if expected.height else expected.columns
    except (OSError, EOFError, ValueError, zlib.error, PolarsError) as error:
        yield Problem("json", _place(path), f"cannot be read: {error}")
        return
    if not found.equals(expected) or columns != expected.columns or data.count(b"\n") != expected.height + 2:
        yield Problem("json", _place(path), "not the columns and rows of the Parquet, one record a line")


def verify_csv(table: Table, path: Path) -> Iterator[Problem]:
    """The CSV file, read with the types of the Parquet and its guards undone, holds the rows of the Parquet."""
    expected = table.scan().collect()
    texts = {name for name, kind in expected.schema.items() if kind == pl.String}
    expected = expected.select(pl.col(name) if name in texts else cell(name, kind) for name, kind in expected.schema.items())
    try:
        data = unpacked(path)
        header = data.partition(b"\n")[0].decode().rstrip("\r").split(",")
        found = pl.read_csv(data, schema=dict(expected.schema))
        found = found.select(unguard(pl.col(name)).alias(name) if name in texts else pl.col(name) for name in found.columns)
    except (OSError, EOFError, ValueError, zlib.error, PolarsError) as error:
        yield Problem("csv", _place(path), f"cannot be read: {error}")
        return
    if header != expected.columns or not found.equals(expected):
        wrong = [name for name in expected.columns if name in found.columns and not found[name].equals(expected[name])]
        yield Problem("csv", _place(path), f"not the columns and rows of the Parquet: {cases(list(wrong or header))}")


def verify_wide_tables(tables: Table, cells: Table, folder: Path) -> Iterator[Problem]:
    """Each table has its own CSV file, made of its cells, and there is no other."""
    expected = {f"{table_id}.csv": frame for table_id, frame in wide_tables(tables.scan(), cells.scan())}
    there = {path.name for path in folder.glob("*")}
    for name in sorted(expected.keys() ^ there):
        yield Problem("csv/tables", name, "a table without a file" if name in expected else "a file without a table")
    for name in sorted(expected.keys() & there):
        if (folder / name).read_bytes() != wide_csv(expected[name]).encode():
            yield Problem("csv/tables", name, "not the cells of the Parquet")


def _place(path: Path) -> str:
    """A data file by its name, and its table where it holds a part of it."""
    return path.name if path.parent.name in FORMATS else f"{path.parent.name}/{path.name}"
