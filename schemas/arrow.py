"""Arrow schemas, derived from the records: types, nullability, and descriptions in the field metadata.

str → string, int → int64, float → float64, date → date32, a code → string, a tuple → list, a nested record → struct.
These are the types that Polars, pandas, DuckDB, PyArrow and R read alike.
"""
from __future__ import annotations

import types
import typing
from datetime import date
from functools import cache

import pyarrow as pa
from pydantic.fields import FieldInfo

from schemas.base import Record, columns_of

SCALARS: dict[type, pa.DataType] = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_(), date: pa.date32()}


def arrow_type(annotation: typing.Any) -> pa.DataType:
    """The Arrow type of a column's annotation; TypeError for one that no rule covers."""
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin in (typing.Union, types.UnionType):
        (inner,) = (argument for argument in arguments if argument is not type(None))
        return arrow_type(inner)
    if origin is typing.Annotated:
        return arrow_type(arguments[0])
    if origin is typing.Literal:
        return pa.string()
    if origin is tuple:
        return pa.list_(pa.field("element", arrow_type(arguments[0]), nullable=False))
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return pa.struct([arrow_field(name, annotation.model_fields[name]) for name in columns_of(annotation)])
    if annotation in SCALARS:
        return SCALARS[annotation]
    raise TypeError(f"no Arrow type for {annotation!r}")


def nullable(field: FieldInfo) -> bool:
    """Whether a column may hold null: exactly where its declaration says what null means."""
    return "null_meaning" in typing.cast("dict[str, object]", field.json_schema_extra or {})


def arrow_field(name: str, field: FieldInfo) -> pa.Field:
    """The Arrow field of a column, its description, labels, unit, null meaning and vocabulary in the metadata."""
    extra = typing.cast("dict[str, str]", field.json_schema_extra or {})
    metadata = {"description": field.description or "", **{key: str(value) for key, value in extra.items()}}
    return pa.field(name, arrow_type(field.annotation), nullable=nullable(field), metadata=metadata)


@cache
def arrow_schema(record: type[Record]) -> pa.Schema:
    """The Arrow schema of a record's table, in published column order, its title and meaning in the metadata."""
    fields = [arrow_field(name, record.model_fields[name]) for name in columns_of(record)]
    meaning = " ".join((record.__doc__ or "").split())
    return pa.schema(fields, metadata={"table": record.table, "title_zh": record.title_zh, "title_en": record.title_en, "description": meaning})
