"""Validation of records column by column: the rules of the Pydantic models, at a tenth of the cost of one model a row.

For every column of a record the field's own type and constraints are compiled into one adapter over the whole column
(0.3 µs a record against 3–5 µs for a model each). A record that these adapters pass is one that its model accepts.
Lists of nested records are flattened and checked column by column too, about a quarter of the cost of a model for each of them.
"""
from __future__ import annotations

import typing
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Annotated, Any

from pydantic import ConfigDict, TypeAdapter, ValidationError

from schemas.base import Record, columns_of

Columns = Mapping[str, Sequence[Any]]


class RecordError(ValueError):
    """Records that break the contract: names the table, the column, the record's key and what is wrong."""


@cache
def column_adapters(record: type[Record]) -> dict[str, TypeAdapter[list[Any]]]:
    """Column name → adapter that validates a list of the column's values, strictly."""
    adapters = {}
    for name in columns_of(record):
        field = record.model_fields[name]
        element: Any = Annotated[(field.annotation, *field.metadata)] if field.metadata else field.annotation
        adapters[name] = _adapter(element)
    return adapters


@cache
def _adapter(element: Any) -> TypeAdapter[list[Any]]:
    """The adapter of lists of a type; most columns share a few of them, and each takes half a millisecond to build."""
    return TypeAdapter(list[element], config=ConfigDict(strict=True))


def validate_columns(record: type[Record], columns: Columns) -> None:
    """Check a table's columns against its record; RecordError with the first failing rows of every failing column."""
    problems = []
    for name, adapter in column_adapters(record).items():
        nested = _nested(record, name)
        if nested and _all_valid(nested, columns[name]):
            continue
        try:
            adapter.validate_python(columns[name])
        except ValidationError as error:
            problems += [_describe(record, columns, name, item) for item in error.errors()[:3]]
    if problems:
        raise RecordError("; ".join(problems))


@cache
def _nested(record: type[Record], name: str) -> type[Record] | None:
    """The record of which a column holds lists; None for any other column."""
    annotation = record.model_fields[name].annotation
    inner = typing.get_args(annotation)[:1]
    lists = typing.get_origin(annotation) is tuple and isinstance(inner[0], type) and issubclass(inner[0], Record)
    return inner[0] if lists else None


def _all_valid(record: type[Record], column: Sequence[Any]) -> bool:
    """Whether every value of a column is a tuple of dicts that the record accepts; where not, its model says what is wrong."""
    if not set(map(type, column)) <= {tuple}:
        return False
    items = [item for value in column for item in value]
    adapters = column_adapters(record)
    if not (set(map(type, items)) <= {dict} and all(item.keys() == adapters.keys() for item in items)):
        return False
    try:
        for name, adapter in adapters.items():
            adapter.validate_python([item[name] for item in items])
    except ValidationError:
        return False
    return True


def _describe(record: type[Record], columns: Columns, name: str, item: Any) -> str:
    row = item["loc"][0] if item["loc"] else 0
    key = " ".join(f"{part}={columns[part][row]!r}" for part in record.key)
    place = f" (source {columns['source_id'][row]}, line {columns['line_start'][row]})" if "line_start" in columns else ""
    return f"{record.table}.{name} of {key}{place}: {item['msg']}, not {item['input']!r}"
