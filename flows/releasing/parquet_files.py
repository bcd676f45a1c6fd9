"""Parquet: one file a record, typed and described, written batch by batch.

zstd, page index and page checksums; what a column means, its unit and vocabulary stand in the field metadata; what the table
is, its primary key and references, and the dataset's name, licence and version stand in the file metadata. The same rows give
the same bytes. Row groups of DuckDB's default size: enough for dictionaries to pay, few enough to be read one at a time.
"""
from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from flows.layout import Part, data_path
from flows.releasing.identity import Identity
from schemas import RECORDS
from schemas.base import Record
from schemas.dataset import dataset

ROW_GROUP = 122_880
COMPRESSION_LEVEL = 3
METADATA_KEYS = ("version", "released")
"""The keys of the file metadata that tell one release from another and nothing else."""


def file_metadata(record: type[Record], identity: Identity | None) -> dict[str, str]:
    """What the file metadata says besides the record's titles and meaning: key, references, dataset, licence and version."""
    about = dataset()
    metadata = {
        "title": f"{about.title.en}: {record.title_en}",
        "key": json.dumps(record.key),
        "references": json.dumps(record.references),
        "dataset": about.name,
        "license": about.licence.spdx,
    }
    return metadata | ({"version": identity.version, "released": identity.date.isoformat()} if identity else {})


def write_parquet(tables: Mapping[str, pa.Table], folder: Path, identity: Identity | None = None, part: Part = None) -> None:
    """Write the Parquet file of every table (of one part of it); without an identity no version is written into the files."""
    for name, table in tables.items():
        path = folder / data_path("parquet", name, part)
        path.parent.mkdir(parents=True, exist_ok=True)
        metadata = {**(table.schema.metadata or {}), **{key.encode(): value.encode() for key, value in file_metadata(RECORDS[name], identity).items()}}
        write_table(table.replace_schema_metadata(metadata), path)


def restamp(path: Path, identity: Identity) -> None:
    """Write a Parquet file of a release anew under another identity: its rows and bytes are those it would have been written with."""
    with pq.ParquetFile(path) as file:
        table = file.read().combine_chunks()
    own = {key: value for key, value in table.schema.metadata.items() if key.decode() not in METADATA_KEYS}
    stamped = {"version": identity.version, "released": identity.date.isoformat()}
    write_table(table.replace_schema_metadata({**own, **{key.encode(): value.encode() for key, value in stamped.items()}}), path)


def write_table(table: pa.Table, path: Path) -> None:
    """Write one table with the settings of a release. The file is opened here, so that a full disk is an OSError with its number."""
    with path.open("wb") as file:
        pq.write_table(
            table,
            file,
            row_group_size=ROW_GROUP,
            compression="zstd",
            compression_level=COMPRESSION_LEVEL,
            write_page_index=True,
            write_page_checksum=True,
        )
