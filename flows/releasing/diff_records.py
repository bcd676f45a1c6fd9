"""Which records of one table were added, removed, changed or moved: lazy joins, of which only what differs is collected.

A record is found again by its key. Where the key holds a place in the source (a line is keyed by its number), it is found by
its words instead: the other key columns, its raw text, and its occurrence among equals. Places inside a record are compared
as distances from where the record begins, so a record that only moved has not changed.
"""
from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import polars as pl
from pydantic import JsonValue

from flows.errors import ReleaseError
from flows.releasing.changes import LISTED, Changed, Entry, FieldChange, Key, Move, RecordChanges
from flows.releasing.columns import BASE, Table, unit_of

ROW, NTH, OLD = "#row", "#nth", "#old"
WORDS = "raw_text"


@dataclass
class RecordDiff:
    """One table's difference before its removed and added records are paired: their whole rows, and the rest of the report."""

    removed: pl.DataFrame
    added: pl.DataFrame
    report: dict[str, Any] = field(default_factory=dict)


def all_added(table: Table) -> RecordChanges:
    """The changes of a table in a first release: every record is new, and none is listed."""
    count = table.scan().select(pl.len()).collect().item()
    return RecordChanges(after=count, added_count=count, listed=False)


def unchanged(table: Table) -> RecordChanges:
    """The changes of a table in which nothing changed."""
    count = table.scan().select(pl.len()).collect().item()
    return RecordChanges(before=count, after=count)


def compare_records(old: Table | None, new: Table | None) -> RecordDiff:
    """The records of one table compared; ReleaseError where its key changed, is null, or stands twice."""
    if old is None or new is None:
        return _one_sided(old, new)
    if old.key != new.key:
        raise ReleaseError(f"its key was {', '.join(old.key)} and is {', '.join(new.key)}")
    left, right = _identified(old), _identified(new)
    ids = _ids(new)
    before, after = _count(left, ids), _count(right, ids)
    removed = left.join(right.select(ids), on=ids, how="anti").sort(ROW).collect()
    added = right.join(left.select(ids), on=ids, how="anti").sort(ROW).collect()
    pairs = right.join(left, on=ids, how="inner", suffix=OLD)
    changed, columns, changed_count = _changed(old, new, pairs, ids)
    moves, moved_count = _moves(pairs) if old.spanned and new.spanned else ((), 0)
    counts = {"before": before, "after": after, "added_count": added.height, "removed_count": removed.height}
    counts |= {"changed_count": changed_count, "moved_count": moved_count}
    listed = max(added.height, removed.height, changed_count) <= LISTED
    return RecordDiff(removed, added, counts | {"columns": columns, "listed": listed, "changed": changed, "moves": moves})


def entries(table: Table | None, frame: pl.DataFrame) -> tuple[Entry, ...]:
    """The records of a frame by key and words, as far as they are listed."""
    if table is None:
        return ()
    words = frame[table.text_column] if table.text_column else [None] * frame.height
    return tuple(Entry(key=key, text=text) for key, text in zip(keys(frame.head(LISTED), table.key), words, strict=False))


def keys(frame: pl.DataFrame, columns: Sequence[str]) -> list[Key]:
    """The keys of a frame's rows as the report gives them."""
    return [tuple(json_value(value) for value in row) for row in frame.select(columns).iter_rows()]


def json_value(value: Any) -> JsonValue:
    """A value as JSON can say it: days in ISO 8601."""
    return value.isoformat() if isinstance(value, datetime.date) else value


def _one_sided(old: Table | None, new: Table | None) -> RecordDiff:
    present = new or old
    assert present is not None
    rows = present.scan().with_row_index(ROW).collect()
    removed, added = (rows.clear(), rows) if new else (rows, rows.clear())
    counts = {"before": removed.height, "after": added.height, "added_count": added.height, "removed_count": removed.height}
    return RecordDiff(removed, added, counts | {"listed": rows.height <= LISTED})


def _ids(table: Table) -> list[str]:
    """The columns that a record is found again by."""
    places = [name for name in table.key if table.place_unit(name)]
    if not places or WORDS not in table.schema.names:
        return list(table.key)
    return [*(name for name in table.key if name not in places), WORDS, NTH]


def _identified(table: Table) -> pl.LazyFrame:
    rows = table.scan().with_row_index(ROW)
    ids = _ids(table)
    return rows.with_columns(pl.int_range(pl.len()).over(ids[:-1]).alias(NTH)) if NTH in ids else rows


def _count(rows: pl.LazyFrame, ids: list[str]) -> int:
    """How many records; ReleaseError where they cannot be told apart."""
    distinct, null = pl.struct(ids).n_unique(), pl.any_horizontal(pl.col(ids).is_null())
    count, different, lacking = rows.select(pl.len().alias("count"), distinct.alias("distinct"), null.any().alias("null")).collect().row(0)
    if lacking or (count and different != count):
        raise ReleaseError(f"its key ({', '.join(ids)}) is null or stands twice")
    return int(count)


def comparable(table: Table, name: str, suffix: str = "") -> list[pl.Expr]:
    """A column as values that do not depend on where the record stands; nothing for the columns that say where that is."""
    column, unit = pl.col(name + suffix), table.place_unit(name)
    if unit:
        base = BASE[unit]
        return [] if name == base else [column - pl.col(base + suffix)]
    inner = getattr(table.schema.field(name).type, "value_type", None)
    if not table.spanned or inner is None or not hasattr(inner, "fields"):
        return [column]
    parts = []
    for part in inner:
        values, part_unit = column.list.eval(pl.element().struct.field(part.name)), unit_of(part)
        parts.append(values - pl.col(BASE[part_unit] + suffix) if part_unit else values)
    return parts


def _changed(old: Table, new: Table, pairs: pl.LazyFrame, ids: list[str]) -> tuple[tuple[Changed, ...], dict[str, int], int]:
    """The records with other values (as far as listed), how many changed in each column, and how many in all."""
    shared = [name for name in new.schema.names if name not in ids and name in old.schema.names and old.schema.field(name).type == new.schema.field(name).type]
    flags = {}
    for name in shared:
        sides = zip(comparable(new, name), comparable(old, name, OLD), strict=True)
        if differences := [after.ne_missing(before) for after, before in sides]:
            flags[name] = pl.any_horizontal(differences).alias(f"?{name}")
    if not flags:
        return (), {}, 0
    found = pairs.with_columns(flags.values()).filter(pl.any_horizontal(f"?{name}" for name in flags)).sort(ROW).collect()
    columns = {name: int(found[f"?{name}"].sum()) for name in flags}
    return tuple(_field_changes(found.head(LISTED), new, list(flags))), {name: count for name, count in columns.items() if count}, found.height


def _field_changes(found: pl.DataFrame, table: Table, columns: Iterable[str]) -> Iterable[Changed]:
    for row, key in zip(found.iter_rows(named=True), keys(found, table.key), strict=True):
        fields = (FieldChange(column=name, old=json_value(row[name + OLD]), new=json_value(row[name])) for name in columns if row[f"?{name}"])
        yield Changed(key=key, fields=tuple(fields))


def _moves(pairs: pl.LazyFrame) -> tuple[tuple[Move, ...], int]:
    """The stretches of sources whose records moved by the same distance, and how many records moved."""
    lines, characters = pl.col("line_start") - pl.col("line_start" + OLD), pl.col("char_start") - pl.col("char_start" + OLD)
    spans = pairs.select("source_id", pl.col("char_start" + OLD).alias("char_start"), lines.alias("lines"), characters.alias("characters"))
    runs = (
        spans.sort("source_id", "char_start", "lines", "characters")
        .with_columns(pl.struct("source_id", "lines", "characters").rle_id().alias("#run"))
        .group_by("#run", "source_id", "lines", "characters")
        .agg(pl.col("char_start").first(), pl.col("char_start").last().alias("char_last"), pl.len().alias("records"))
        .filter((pl.col("lines") != 0) | (pl.col("characters") != 0))
        .sort("#run")
        .drop("#run")
        .collect()
    )
    return tuple(Move(**row) for row in runs.iter_rows(named=True)), int(runs["records"].sum())
