"""JSON: an array with one record a line, columns in order, every column present; dates in ISO 8601, no NaN and no infinity.

Polars writes large batches, at 2 to 9 µs a record; small ones pydantic-core does, at 4 to 20 µs, for importing Polars takes 0.1 s of
CPU, most of what `renewal parse` of one source would spend on its JSON. Both write the same bytes.
"""
from __future__ import annotations

from collections.abc import Iterable
from math import isfinite
from pathlib import Path

import pyarrow as pa
from pydantic_core import to_json

from flows.errors import ReleaseError
from flows.releasing.packed import writing

SMALL = 2000
"""Rows of a batch for which loading Polars does not pay."""


def write_json(batches: Iterable[pa.RecordBatch], path: Path) -> None:
    """Write one table, batch by batch; ReleaseError where a number is NaN or infinite, which JSON cannot say."""
    between = b""
    with writing(path) as write:
        write(b"[\n")
        for batch in batches:
            _refuse_no_numbers(batch, path)
            write(between + (rows_of_few(batch) if batch.num_rows <= SMALL else rows_of_many(batch)))
            between = b",\n"
        write(b"\n]\n" if between else b"]\n")


def rows_of_few(batch: pa.RecordBatch) -> bytes:
    """The records of a batch, one a line, by pydantic-core."""
    return b",\n".join([to_json(row) for row in batch.to_pylist()])


def rows_of_many(batch: pa.RecordBatch) -> bytes:
    """The records of a batch, one a line, by Polars."""
    import polars as pl

    return pl.DataFrame(pl.from_arrow(batch)).write_ndjson().encode().removesuffix(b"\n").replace(b"\n", b",\n")


def _refuse_no_numbers(batch: pa.RecordBatch, path: Path) -> None:
    numbers = {field.name: batch.column(field.name) for field in batch.schema if pa.types.is_floating(field.type)}
    if wrong := [name for name, column in numbers.items() if not all(map(isfinite, column.drop_null().to_pylist()))]:
        raise ReleaseError(f"{path.stem}.{', '.join(wrong)}: NaN or infinity, which is no value of a published number")
