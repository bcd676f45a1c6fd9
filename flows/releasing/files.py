"""The data files of a release: Parquet from the tables, and CSV and JSON from that Parquet, so that all say the same.

Where they lie `flows.layout` says, and which are packed. Everything goes a table and a batch at a time through compiled code (Arrow and Polars); no row
becomes a Python object but the cells of the wide tables, `csv/tables/<table_id>.csv`, which a flat release alone has. Cost: about
1.5 ms a file, and beyond that the speed of Polars' CSV and JSON writers. Memory: one table of one part.
"""
from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from flows.layout import FORMATS, Part, data_path, data_paths, tables_there
from flows.releasing import csv_files, json_files
from flows.releasing.checksums import sha256_of
from flows.releasing.identity import Identity, write_identity
from flows.releasing.parquet_files import restamp, write_parquet
from flows.releasing.wide_tables import write_wide_tables

BATCH = 65_536
WIDE = "csv/tables"

__all__ = ["restamp_data", "write_data", "write_json", "write_parquet", "write_part"]


def write_data(tables: Mapping[str, pa.Table], folder: Path, identity: Identity) -> None:
    """Write `release.json` and all data files of a flat release into its (staging) folder."""
    write_identity(folder, identity)
    write_part(tables, folder, identity)


def write_part(tables: Mapping[str, pa.Table], folder: Path, identity: Identity, part: Part = None) -> dict[str, str]:
    """Write the data files of one part of a release; path (relative to the release) → SHA-256.

    Of a mapping that reads a table when it is asked for, one is held at a time.
    """
    for name in tables:
        write_parquet({name: tables[name]}, folder, identity, part)
        paths = [folder / data_path(form, name, part) for form in FORMATS]
        for path in paths:
            path.parent.mkdir(parents=True, exist_ok=True)
        with pq.ParquetFile(paths[0]) as file:
            csv_files.write_csv(file.schema_arrow, file.iter_batches(BATCH), paths[1])
            json_files.write_json(file.iter_batches(BATCH), paths[2])
    written = [data_path(form, name, part) for form in FORMATS for name in tables]
    if part is None and {"tables", "table_cells"} <= set(tables):
        wide = folder / WIDE
        wide.mkdir(exist_ok=True)
        write_wide_tables(pl.scan_parquet(folder / "parquet/tables.parquet"), pl.scan_parquet(folder / "parquet/table_cells.parquet"), wide)
        written += [f"{WIDE}/{path.name}" for path in wide.iterdir()]
    return {path: sha256_of(folder / path) for path in written}


def restamp_data(folder: Path, identity: Identity) -> dict[str, str]:
    """Give the data files of a staged release another identity; path → SHA-256 of those that name it. CSV and JSON do not and stay as they are."""
    write_identity(folder, identity)
    paths = [path for name in tables_there(folder) for path in data_paths(folder, "parquet", name)]
    for path in paths:
        restamp(path, identity)
    return {path.relative_to(folder).as_posix(): sha256_of(path) for path in paths}


def write_json(tables: Mapping[str, pa.Table], folder: Path) -> None:
    """Write `json/<record>.json` for every table."""
    (folder / "json").mkdir(parents=True, exist_ok=True)
    for name, table in tables.items():
        json_files.write_json(table.to_batches(BATCH), folder / "json" / f"{name}.json")
