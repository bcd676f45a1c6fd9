"""Rows made into Arrow and validated in one go, by the same adapters, each over the fewest values that prove a whole column.

A code is looked at once, however often it stands there; integers have their lower bound where the least of them has it;
tuples are laid flat, so that their elements are a column, or the columns of a nested record. Where this proves nothing,
it does not tell why: `schemas.validation` does.
"""
from __future__ import annotations

import typing
from collections.abc import Callable, Iterable, Sequence
from functools import cache, partial
from itertools import accumulate, chain
from typing import Annotated, Any, Literal

import pyarrow as pa
from annotated_types import Ge

from schemas.base import Record
from schemas.validation import adapter_of, element_of, nested, value_types

Values = tuple[Any, ...]


def checked_arrays(record: type[Record], fields: Iterable[pa.Field], rows: Sequence[Values]) -> list[pa.Array]:
    """The Arrow arrays of a record's columns, from rows that are tuples in column order, as nested records in them are.

    TypeError, ValueError or OverflowError where the rows are not proved to keep the contract.
    """
    makers = _makers(record)
    columns = zip(*rows, strict=True) if rows else [()] * len(makers)
    return [make(values, field.type) for make, field, values in zip(makers, fields, columns, strict=True)]


@cache
def _makers(record: type[Record]) -> list[Callable[[Values, pa.DataType], pa.Array]]:
    return [_maker(kind) for kind in value_types(record).values()]


def _maker(kind: Any) -> Callable[[Values, pa.DataType], pa.Array]:
    """What checks values of a type and makes them an array of an Arrow type."""
    if element := element_of(kind):
        return partial(_lists, _maker(element))
    if record := nested(kind):
        return partial(_structs, record)
    return partial(_scalars, _proof(kind))


def _lists(make: Callable[[Values, pa.DataType], pa.Array], values: Values, arrow: pa.DataType) -> pa.ListArray:
    elements = make(tuple(chain.from_iterable(_tuples(values))), arrow.value_type)
    starts = pa.array([0, *accumulate(map(len, values))], pa.int32())
    return pa.ListArray.from_arrays(starts, elements, type=arrow)


def _structs(record: type[Record], values: Values, arrow: pa.DataType) -> pa.StructArray:
    fields = list(arrow)
    return pa.StructArray.from_arrays(checked_arrays(record, fields, _tuples(values)), fields=fields)


def _scalars(prove: Callable[[Values], object], values: Values, arrow: pa.DataType) -> pa.Array:
    prove(values)
    return pa.array(values, arrow)


def _proof(kind: Any) -> Callable[[Values], object]:
    """What raises an error where values of a type may not all be valid."""
    validate = adapter_of(kind).validate_python
    if any(typing.get_origin(part) is Literal for part in (kind, *typing.get_args(kind))):
        return lambda codes: validate(tuple(set(codes)))
    if typing.get_origin(kind) is Annotated and kind.__origin__ is int and all(isinstance(rule, Ge) for rule in kind.__metadata__):
        integers = adapter_of(int).validate_python
        return lambda numbers: integers(numbers) and validate((min(numbers),))
    return validate


def _tuples(values: Values) -> Values:
    """The values as they are; TypeError where one is no tuple."""
    if not set(map(type, values)) <= {tuple}:
        raise TypeError("a value is no tuple")
    return values
