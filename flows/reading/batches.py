"""Rows to Arrow: the columns of each record, validated against its Pydantic model, as typed and described tables."""
from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pyarrow as pa

from flows.reading.collecting import uncollected
from schemas import RECORDS
from schemas.arrow import arrow_schema
from schemas.base import Record, columns_of
from schemas.checked import checked_arrays
from schemas.validation import spelled_out, validate_columns

AT_ONCE = 2_000  # rows made into arrays in one go: few enough to stay in the cache, which takes a quarter less time than all at once


@uncollected
def to_arrow(record: type[Record], rows: Sequence[tuple[Any, ...]]) -> pa.Table:
    """The Arrow table of a record's rows (tuples in column order); RecordError where a row breaks the contract.

    Nested records are tuples in column order too; dicts do as well, which takes longer.
    """
    portions = [_portion(record, rows[start : start + AT_ONCE]) for start in range(0, len(rows) or 1, AT_ONCE)]
    return pa.concat_tables(portions).combine_chunks()


def _portion(record: type[Record], rows: Sequence[tuple[Any, ...]]) -> pa.Table:
    schema = arrow_schema(record)
    try:
        arrays = checked_arrays(record, schema, rows)
    except (TypeError, ValueError, OverflowError):
        arrays = _as_told(record, rows)
    return pa.Table.from_arrays(arrays, schema=schema)


def _as_told(record: type[Record], rows: Sequence[tuple[Any, ...]]) -> list[pa.Array]:
    """The arrays of rows that are not proved to be valid: at its full cost the validation tells what is wrong and where, if anything is."""
    columns = spelled_out(record, dict(zip(columns_of(record), zip(*rows, strict=True), strict=True)))
    validate_columns(record, columns)
    return [pa.array(columns[field.name], field.type) for field in arrow_schema(record)]


@uncollected
def to_tables(rows: dict[str, list[tuple[Any, ...]]]) -> dict[str, pa.Table]:
    """Record name → Arrow table, for all the records there are rows of."""
    return {name: to_arrow(RECORDS[name], found) for name, found in rows.items()}
