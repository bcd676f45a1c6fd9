"""Tables widened: beside a table's own columns those of other tables that its rules read.

Three sorts of columns are joined, all by name, so that a rule is an expression over names and no rule writes a join:

    <table>.<column>    of the row that a reference names (events.char_start); <table>.found is true where there is one
    first_line.<column>, last_line.<column>   of the lines that a record begins and ends on; cell.<column> of a metric's cell
    counted.<name>      a tally of the rows of another table that belong to this row

A rule whose columns are missing anywhere is not computed, and so fails for want of its column. Lazy: nothing is read here.
"""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl
import pyarrow.parquet as pq

from flows.checking.columns import computed
from flows.layout import Part, data_path, data_paths
from schemas import RECORDS, Record, Spanned
from schemas.arrow import arrow_schema

Scans = Mapping[str, pl.LazyFrame]


@dataclass(frozen=True)
class Relation:
    """To the row of `table` whose `key` is this row's `on`."""

    table: str
    on: tuple[str, ...]
    key: tuple[str, ...]


@dataclass(frozen=True)
class Tally:
    """A figure over the rows of `table` whose `by` is this row's `on`; `empty` where there is none."""

    table: str
    on: tuple[str, ...]
    by: tuple[str, ...]
    figure: pl.Expr
    empty: int | bool = 0


PLACE = ("source_id", "line_start")
LINE_ENDS = pl.col("char_start") - pl.col("char_end").shift(1, fill_value=0)

RELATIONS: dict[str, dict[str, Relation]] = {
    "metrics": {"cell": Relation("table_cells", ("table_id", "row_index", "column_index"), ("table_id", "row_index", "column_index"))},
    "findings": {
        "named": Relation("any record", ("record_type", "record_id"), ("record_type", "record_id")),
        "corrections": Relation("corrections", ("correction_id",), ("correction_id",)),
    },
}
"""Relations beyond a record's declared references and the lines it stands on."""

TALLIES: dict[str, dict[str, Tally]] = {
    "sources": {
        "lines": Tally("lines", ("source_id",), ("source_id",), pl.len()),
        "characters": Tally("lines", ("source_id",), ("source_id",), pl.col("raw_text").str.len_chars().sum()),
        "utf8_bytes": Tally("lines", ("source_id",), ("source_id",), pl.col("raw_text").str.len_bytes().sum()),
        "line_end_characters": Tally("lines", ("source_id",), ("source_id",), LINE_ENDS.sum()),
        "last_character": Tally("lines", ("source_id",), ("source_id",), pl.col("char_end").max()),
        "lines_with_words": Tally("lines", ("source_id",), ("source_id",), (pl.col("kind") != "blank").sum()),
        "unparsed_lines": Tally("lines", ("source_id",), ("source_id",), (pl.col("kind") == "unparsed").sum()),
        "directives": Tally("directives", ("source_id",), ("source_id",), pl.len()),
        "directives_with_topic": Tally("directives", ("source_id",), ("source_id",), (pl.col("topics").list.len() > 0).sum()),
    },
    "events": {
        "directives": Tally("directives", ("event_id",), ("event_id",), pl.len()),
        "metrics": Tally("metrics", ("event_id",), ("event_id",), pl.len()),
        "tables": Tally("tables", ("event_id",), ("event_id",), pl.len()),
        "unlisted_findings": Tally("findings", ("event_id",), ("record_id",), (pl.col("rule") == "unlisted_issuer").any(), False),
        "untitled_findings": Tally("findings", ("event_id",), ("record_id",), (pl.col("rule") == "event_without_title").any(), False),
    },
    "tables": {
        "cells": Tally("table_cells", ("table_id",), ("table_id",), pl.len()),
        "rows": Tally("table_cells", ("table_id",), ("table_id",), pl.col("row_index").n_unique()),
        "last_row": Tally("table_cells", ("table_id",), ("table_id",), pl.col("row_index").max(), -1),
    },
    "formulations": {
        "occurrences": Tally("formulation_occurrences", ("formulation_id",), ("formulation_id",), pl.len()),
        "events": Tally("formulation_occurrences", ("formulation_id",), ("formulation_id",), pl.col("event_id").drop_nulls().n_unique()),
        "first_start": Tally("formulation_occurrences", ("formulation_id",), ("formulation_id",), pl.col("char_start").min(), -1),
        "variants": Tally("formulation_occurrences", ("formulation_id",), ("formulation_id",), pl.col("variant").n_unique()),
    },
    "verifications": {"disagreements": Tally("findings", PLACE, PLACE, (pl.col("rule") == "claim_disagrees").any(), False)},
    "lines": {
        "unparsed_findings": Tally("findings", PLACE, PLACE, (pl.col("rule") == "unparsed_line").any(), False),
        "directives": Tally("directives", PLACE, PLACE, pl.len()),
    },
}
"""Tables that are counted beside a row: `counted.<name>`."""


def scan(folder: Path, part: Part = None) -> Scans:
    """The published tables of a release, lazily, by name, and the keys of all of them as the table “any record”; or those of one part.

    A column that has not its declared type is left out: no rule can be asked about it.
    """
    paths = {name: [folder / data_path("parquet", name, part)] if part else data_paths(folder, "parquet", name) for name in RECORDS}
    there = {name: found for name, found in paths.items() if found and found[0].exists()}
    scans = {name: pl.scan_parquet(found).select(_usable(RECORDS[name], found[0])) for name, found in there.items()}
    keys = [_keys(RECORDS[name], frame) for name, frame in scans.items() if set(RECORDS[name].key) <= names_in(frame)]
    return {**scans, "any record": pl.concat(keys)} if keys else scans


def _usable(record: type[Record], path: Path) -> list[str]:
    declared, found = arrow_schema(record), pq.read_schema(path)
    return [field.name for field in found if field.name not in declared.names or field.type == declared.field(field.name).type]


def _keys(record: type[Record], frame: pl.LazyFrame) -> pl.LazyFrame:
    identifier = pl.concat_str(record.key, separator="/")
    return frame.select(pl.lit(record.table).alias("record_type"), identifier.alias("record_id"))


def names_in(frame: pl.LazyFrame) -> set[str]:
    """The columns of a lazy frame, without reading it."""
    return set(frame.collect_schema().names())


def relations(record: type[Record]) -> dict[str, Relation]:
    """Prefix → relation: the references that a record declares, the lines that it stands on, and those of `RELATIONS`."""
    found = {table: Relation(table, (column,), RECORDS[table].key) for column, table in record.references.items()}
    if issubclass(record, Spanned):
        found["first_line"] = Relation("lines", PLACE, PLACE)
        found["last_line"] = Relation("lines", ("source_id", "line_end"), PLACE)
    return found | RELATIONS.get(record.table, {})


def widen(record: type[Record], scans: Scans, rules: Mapping[str, pl.Expr]) -> pl.LazyFrame:
    """A record's table with the number of each row (`row`), what its rules read beside it, and each rule's answer (`holds.<rule>`).

    A rule that cannot say (a null) does not hold.
    """
    wanted = {name for expression in rules.values() for name in expression.meta.root_names()}
    frame = scans[record.table].with_row_index("row")
    frame = _join_relations(record, frame, scans, wanted)
    frame = _join_tallies(record, frame, scans, wanted)
    lists = {name: expression for name, expression in computed(record).items() if reads(expression) <= names_in(frame)}
    have = names_in(frame)
    answers = {f"holds.{name}": expression.fill_null(False) for name, expression in rules.items() if reads(expression) <= have}
    return frame.with_columns(**lists, **answers)


def reads(expression: pl.Expr) -> set[str]:
    """The columns that an expression reads."""
    return set(expression.meta.root_names()) - {""}


def _join_relations(record: type[Record], frame: pl.LazyFrame, scans: Scans, wanted: Iterable[str]) -> pl.LazyFrame:
    for prefix, relation in relations(record).items():
        columns = sorted(name.partition(".")[2] for name in wanted if name.startswith(f"{prefix}."))
        if not columns or relation.table not in scans or not set(relation.on) <= names_in(frame):
            continue
        other = scans[relation.table]
        columns = [column for column in columns if column in names_in(other)]
        if not set(relation.key) <= names_in(other):
            continue
        row = other.unique(relation.key, keep="any").select(
            *(pl.col(part).alias(f"key {part}") for part in relation.key),
            *(pl.col(column).alias(f"{prefix}.{column}") for column in columns),
            pl.lit(True).alias(f"{prefix}.found"),
        )
        frame = _beside(frame, row, relation.on, tuple(f"key {part}" for part in relation.key))
        frame = frame.with_columns(pl.col(f"{prefix}.found").fill_null(False))
    return frame


def _join_tallies(record: type[Record], frame: pl.LazyFrame, scans: Scans, wanted: Iterable[str]) -> pl.LazyFrame:
    for name, tally in TALLIES.get(record.table, {}).items():
        column = f"counted.{name}"
        if column not in wanted or tally.table not in scans or not set(tally.on) <= names_in(frame):
            continue
        other = scans[tally.table]
        if not {*tally.by, *reads(tally.figure)} <= names_in(other):
            continue
        keys = [pl.col(part).alias(f"key {part}") for part in tally.by]
        figures = other.group_by(keys).agg(tally.figure.alias(column))
        frame = _beside(frame, figures, tally.on, tuple(f"key {part}" for part in tally.by))
        frame = frame.with_columns(pl.col(column).fill_null(tally.empty))
    return frame


def _beside(frame: pl.LazyFrame, other: pl.LazyFrame, on: tuple[str, ...], key: tuple[str, ...]) -> pl.LazyFrame:
    return frame.join(other, left_on=on, right_on=key, how="left", maintain_order="left")
