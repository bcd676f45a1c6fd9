"""Rows to Arrow: the columns of each record, validated against its Pydantic model, as typed and described tables."""
from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pyarrow as pa

from flows.reading.collecting import uncollected
from schemas import RECORDS
from schemas.arrow import arrow_schema
from schemas.base import Record, columns_of
from schemas.validation import validate_columns


@uncollected
def to_arrow(record: type[Record], rows: Sequence[tuple[Any, ...]]) -> pa.Table:
    """The Arrow table of a record's rows (tuples in column order); RecordError where a row breaks the contract."""
    names = columns_of(record)
    values = list(zip(*rows, strict=True)) if rows else [()] * len(names)
    columns = {name: list(column) for name, column in zip(names, values, strict=True)}
    validate_columns(record, columns)
    schema = arrow_schema(record)
    return pa.Table.from_arrays([pa.array(columns[field.name], field.type) for field in schema], schema=schema)


def to_tables(rows: dict[str, list[tuple[Any, ...]]]) -> dict[str, pa.Table]:
    """Record name → Arrow table, for all the records there are rows of."""
    return {name: to_arrow(RECORDS[name], found) for name, found in rows.items()}
