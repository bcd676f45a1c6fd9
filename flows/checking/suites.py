"""The suite of a record: all that is expected of its table, in the four shapes in which the table is looked at.

header   the published columns, in order                 (a frame without rows)
types    one row a column: its Arrow type and the declared one
facts    one row: how many rows the table has
rows     the table itself, widened by what its rules read  (in batches)
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl
import pyarrow as pa

from flows.checking.columns import column_expectations
from flows.checking.expectations import Expectation, Reason, true_of
from flows.checking.rules import rules_of
from schemas import Record, columns_of
from schemas.arrow import arrow_schema

NEVER_EMPTY = ("sources", "events", "directives", "lines")
"""Tables without which there is no dataset. The others may be empty: a text may state no quantity and have no table or defect,
and where it has, the counts of events and tables promise the rows."""


@dataclass(frozen=True)
class Suite:
    """What is expected of a record's table."""

    record: type[Record]
    header: tuple[Expectation, ...]
    types: tuple[Expectation, ...]
    facts: tuple[Expectation, ...]
    rows: tuple[Expectation, ...]


def suite_of(record: type[Record]) -> Suite:
    """The suite of a record, derived from its declaration and joined by the rules written for it."""
    in_order = Expectation(
        "columns_in_order",
        "expect_table_columns_to_match_ordered_list",
        {"column_list": list(columns_of(record))},
        (),
        "列齐全且次序与约定一致",
        "The columns are those of the contract, in its order",
    )
    types = true_of("as_declared", "column_types", ("type", "declared"), "各列的类型与约定一致", "Every column has the type of the contract")
    written = [true_of(f"holds.{rule.name}", rule.name, shown(rule.condition), *rule[2:]) for rule in rules_of(record)]
    return Suite(record, (in_order,), (types,), (_rows_expected(record),), (*column_expectations(record), *written))


def _rows_expected(record: type[Record]) -> Expectation:
    required = record.table in NEVER_EMPTY
    needed = Reason("没有它就不成为数据集", "Without it there is no dataset")
    may_be = Reason("一篇文本可以没有这类记录；有多少，由上级记录的计数保证", "A text may have none; how many there are, the counts of their parents promise")
    sentences = ("表中有记录", "The table has rows") if required else ("表可以为空", "The table may be empty")
    return Expectation(
        "row_count",
        "expect_column_values_to_be_between",
        {"column": "rows", "min_value": int(required)},
        ("rows",),
        *sentences,
        reason=needed if required else may_be,
    )


def shown(condition: pl.Expr) -> tuple[str, ...]:
    """The columns that a rule reads, in the order it names them."""
    return tuple(dict.fromkeys(name for name in condition.meta.root_names() if name))


def types_frame(record: type[Record], found: pa.Schema) -> pl.DataFrame:
    """One row a declared column that the table has: its type, the declared type, and whether they are the same."""
    schema = arrow_schema(record)
    rows = [(field.name, str(found.field(field.name).type), str(field.type)) for field in schema if field.name in found.names]
    frame = pl.DataFrame(
        rows, schema=["column", "type", "declared"], orient="row", schema_overrides={"column": pl.String, "type": pl.String, "declared": pl.String}
    )
    return frame.with_columns(as_declared=pl.col("type") == pl.col("declared"))
