"""The data files of a release: Parquet from the tables, and CSV and JSON from that Parquet, so that all say the same.

```
parquet/<record>.parquet   csv/<record>.csv   csv/tables/<table_id>.csv   json/<record>.json
```
Everything goes batch by batch through compiled code (Arrow and Polars); no row becomes a Python object but the cells of the
wide tables. Cost: about 1.5 ms a file, and beyond that the speed of Polars' CSV and JSON writers.
"""
from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from flows.releasing import csv_files, json_files
from flows.releasing.identity import Identity, write_identity
from flows.releasing.parquet_files import write_parquet
from flows.releasing.wide_tables import write_wide_tables

BATCH = 65_536

__all__ = ["write_data", "write_json", "write_parquet"]


def write_data(tables: Mapping[str, pa.Table], folder: Path, identity: Identity) -> None:
    """Write `release.json` and all data files of a release into its (staging) folder."""
    write_identity(folder, identity)
    write_parquet(tables, folder, identity)
    for part in ("csv/tables", "json"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    for name in tables:
        with pq.ParquetFile(folder / "parquet" / f"{name}.parquet") as file:
            csv_files.write_csv(file.schema_arrow, file.iter_batches(BATCH), folder / "csv" / f"{name}.csv")
            json_files.write_json(file.iter_batches(BATCH), folder / "json" / f"{name}.json")
    if {"tables", "table_cells"} <= tables.keys():
        write_wide_tables(pl.scan_parquet(folder / "parquet/tables.parquet"), pl.scan_parquet(folder / "parquet/table_cells.parquet"), folder / "csv/tables")


def write_json(tables: Mapping[str, pa.Table], folder: Path) -> None:
    """Write `json/<record>.json` for every table."""
    (folder / "json").mkdir(parents=True, exist_ok=True)
    for name, table in tables.items():
        json_files.write_json(table.to_batches(BATCH), folder / "json" / f"{name}.json")
