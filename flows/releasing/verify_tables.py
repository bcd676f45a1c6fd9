"""Whether the files of a release agree: keys and references, and CSV and JSON against the Parquet, read anew and compared."""
from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import polars as pl
from polars.exceptions import PolarsError

from flows.releasing.columns import Table
from flows.releasing.csv_files import cell, unguard
from flows.releasing.problems import Problem, cases
from flows.releasing.wide_tables import wide_csv, wide_tables


def verify_key(table: Table) -> Iterator[Problem]:
    """Every key stands once and is not null."""
    key = pl.struct(table.key)
    null = table.scan().filter(pl.any_horizontal(pl.col(table.key).is_null())).select(pl.len()).collect().item()
    twice = table.scan().group_by(table.key).len().filter(pl.col("len") > 1).select(key.alias("key")).collect()
    if null:
        yield Problem("keys", table.name, f"{null} records without a key")
    if twice.height:
        yield Problem("keys", table.name, f"a key stands twice: {cases([tuple(row.values()) for row in twice['key']])}")


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
        data = path.read_bytes()
        found = pl.read_json(data, schema=expected.schema)
        columns = list(json.loads(data.split(b"\n", 2)[1].rstrip(b","))) if expected.height else expected.columns
    except (OSError, ValueError, PolarsError) as error:
        yield Problem("json", path.name, f"cannot be read: {error}")
        return
    if not found.equals(expected) or columns != expected.columns or data.count(b"\n") != expected.height + 2:
        yield Problem("json", path.name, "not the columns and rows of the Parquet, one record a line")


def verify_csv(table: Table, path: Path) -> Iterator[Problem]:
    """The CSV file, read with the types of the Parquet and its guards undone, holds the rows of the Parquet."""
    expected = table.scan().collect()
    texts = {name for name, kind in expected.schema.items() if kind == pl.String}
    expected = expected.select(pl.col(name) if name in texts else cell(name, kind) for name, kind in expected.schema.items())
    try:
        with path.open("rb") as file:
            header = file.readline().decode().rstrip("\r\n").split(",")
        found = pl.read_csv(path, schema=dict(expected.schema))
        found = found.select(unguard(pl.col(name)).alias(name) if name in texts else pl.col(name) for name in found.columns)
    except (OSError, ValueError, PolarsError) as error:
        yield Problem("csv", path.name, f"cannot be read: {error}")
        return
    if header != expected.columns or not found.equals(expected):
        wrong = [name for name in expected.columns if name in found.columns and not found[name].equals(expected[name])]
        yield Problem("csv", path.name, f"not the columns and rows of the Parquet: {cases(list(wrong or header))}")


def verify_wide_tables(tables: Table, cells: Table, folder: Path) -> Iterator[Problem]:
    """Each table has its own CSV file, made of its cells, and there is no other."""
    expected = {f"{table_id}.csv": frame for table_id, frame in wide_tables(tables.scan(), cells.scan())}
    there = {path.name for path in folder.glob("*")}
    for name in sorted(expected.keys() ^ there):
        yield Problem("csv/tables", name, "a table without a file" if name in expected else "a file without a table")
    for name in sorted(expected.keys() & there):
        if (folder / name).read_bytes() != wide_csv(expected[name]).encode():
            yield Problem("csv/tables", name, "not the cells of the Parquet")
