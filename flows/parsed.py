"""What was read of a batch of sources, on disk: the seam between reading and releasing.

A *part* is a folder with one `<record>.parquet` for every record of the contract, rows in source order. Tasks hand on the
`Parsed` that names it, never the tables, so that neither a task runner nor one process ever holds all that was read. A part is
written beside its place and renamed, so it is there whole or not at all.
"""
from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from schemas import RECORDS

if TYPE_CHECKING:
    from flows.parsing import Tables


class Parsed(NamedTuple):
    """A part: its folder, the ids of its sources in order, the bytes of their files, and record → number of rows."""

    folder: Path
    sources: tuple[str, ...]
    text_bytes: int
    rows: dict[str, int]


def write_parsed_part(tables: Tables, folder: Path) -> Parsed:
    """Write the records of a batch of sources as a part, in the place of what lies in `folder`."""
    unfinished = folder.with_name(f".{folder.name}.{os.getpid()}")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(parents=True)
    for name in RECORDS:
        pq.write_table(tables[name], unfinished / f"{name}.parquet", compression="zstd", compression_level=1)
    shutil.rmtree(folder, ignore_errors=True)
    unfinished.rename(folder)
    return _described(folder, tables["sources"], {name: tables[name].num_rows for name in RECORDS})


def open_part(folder: Path) -> Parsed:
    """The part that lies in a folder; OSError or pa.ArrowInvalid where none lies there whole."""
    rows = {name: pq.read_metadata(folder / f"{name}.parquet").num_rows for name in RECORDS}
    return _described(folder, pq.read_table(folder / "sources.parquet"), rows)


def read_part(parsed: Parsed, names: Iterable[str] | None = None, sources: Collection[str] | None = None) -> Tables:
    """The tables of a part (those of `names`, or all), of some of its sources or of all."""
    tables = {name: pq.read_table(parsed.folder / f"{name}.parquet") for name in names or RECORDS}
    if sources is None or set(parsed.sources) <= set(sources):
        return tables
    import pyarrow.compute as pc  # here: 0.03 s of CPU, which a text read without the cache need not pay

    chosen = pa.array(sorted(sources), pa.string())
    return {name: table.filter(pc.is_in(table["source_id"], chosen)) for name, table in tables.items()}


def _described(folder: Path, sources: pa.Table, rows: dict[str, int]) -> Parsed:
    return Parsed(folder, tuple(sources["source_id"].to_pylist()), sum(filter(None, sources["bytes"].to_pylist())), rows)
