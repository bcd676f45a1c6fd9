"""Expectations derived from the records: what a column's declaration promises, and nothing retyped.

From a record's JSON Schema and Arrow schema come: that a column is always present, holds codes of its vocabulary, matches its
pattern, keeps within its range. Great Expectations can ask little of a list, so a list's length stands for it
(`<column>.length`), and that all its elements are known codes is a rule (`<column>.known`).
"""
from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, cast

import polars as pl
import pyarrow as pa

from flows.checking.expectations import Expectation, true_of
from schemas import Record, columns_of
from schemas.arrow import arrow_schema

Schema = dict[str, Any]


@cache
def _properties(record: type[Record]) -> Schema:
    return cast(Schema, record.model_json_schema()["properties"])


def told(record: type[Record], column: str) -> dict[str, str]:
    """What a column's declaration says beside its type: label_zh, label_en, unit, null_meaning, vocabulary."""
    return cast("dict[str, str]", record.model_fields[column].json_schema_extra)


def constraints(record: type[Record], column: str) -> Schema:
    """The JSON Schema of a column's values where they are not null, or of a list column's elements."""
    declared = _properties(record)[column]
    options = declared.get("anyOf", [declared])
    (found,) = (option for option in options if option.get("type") != "null")
    return cast(Schema, found.get("items", found))


def is_list(record: type[Record], column: str) -> bool:
    """Whether a column holds lists."""
    return bool(pa.types.is_list(arrow_schema(record).field(column).type))


def computed(record: type[Record]) -> dict[str, pl.Expr]:
    """Computed column → expression, for the list columns of a record: their length, and whether their codes are known."""
    expressions = {}
    for column in filter(lambda name: is_list(record, name), columns_of(record)):
        expressions[f"{column}.length"] = pl.col(column).list.len()
        if codes := constraints(record, column).get("enum"):
            expressions[f"{column}.known"] = pl.col(column).list.eval(pl.element().is_in(codes)).list.all()
    return expressions


def column_expectations(record: type[Record]) -> list[Expectation]:
    """What the declarations of a record's columns promise, column by column."""
    return [expectation for column in columns_of(record) for expectation in _of_column(record, column)]


def _of_column(record: type[Record], column: str) -> Iterator[Expectation]:
    label = told(record, column)["label_zh"]
    field = arrow_schema(record).field(column)
    in_list = is_list(record, column)
    if not field.nullable:
        subject = f"{column}.length" if in_list else column
        sentences = (f"“{label}”每行都有值", f"{column} is never null")
        yield Expectation(f"{column}.present", "expect_column_values_to_not_be_null", {"column": subject}, (column,), *sentences)
    if in_list:
        if "enum" in constraints(record, column):
            yield true_of(f"{column}.known", f"{column}.known", (column,), f"“{label}”只含词表中的代码", f"{column} holds known codes only")
    else:
        yield from _of_values(column, label, constraints(record, column))


def _of_values(column: str, label: str, schema: Schema) -> Iterator[Expectation]:
    """Codes, pattern, range and length of the values of a column that is no list."""
    if codes := schema.get("enum"):
        arguments = {"column": column, "value_set": codes}
        said = (f"“{label}”只取词表中的代码", f"{column} holds known codes only")
        yield Expectation(f"{column}.known", "expect_column_values_to_be_in_set", arguments, (column,), *said)
    if pattern := schema.get("pattern"):
        arguments = {"column": column, "regex": pattern.removesuffix("$") + r"\Z"}  # `$` would let a line end stand after the value
        said = (f"“{label}”格式正确", f"{column} is well formed: {pattern}")
        yield Expectation(f"{column}.pattern", "expect_column_values_to_match_regex", arguments, (column,), *said)
    if bounds := {f"{side}_value": schema[f"{side}imum"] for side in ("min", "max") if f"{side}imum" in schema}:
        arguments = {"column": column, **bounds}
        zh = "，".join(f"{word} {bounds[side]}" for side, word in (("min_value", "不小于"), ("max_value", "不大于")) if side in bounds)
        en = " and ".join(f"at {word} {bounds[side]}" for side, word in (("min_value", "least"), ("max_value", "most")) if side in bounds)
        yield Expectation(f"{column}.range", "expect_column_values_to_be_between", arguments, (column,), f"“{label}”{zh}", f"{column} is {en}")
    if least := schema.get("minLength"):
        arguments = {"column": column, "min_value": least}
        said = (f"“{label}”不为空文本", f"{column} is no empty text")
        yield Expectation(f"{column}.filled", "expect_column_value_lengths_to_be_between", arguments, (column,), *said)
