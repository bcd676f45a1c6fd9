"""Changes of structure between two files of one table: its columns, their types and order, its key, and what is said of them."""
from __future__ import annotations

import json
from collections.abc import Iterator

import polars as pl
import pyarrow as pa

from flows.releasing.changes import StructureChange, StructureKind
from flows.releasing.columns import Table
from flows.releasing.parquet_files import METADATA_KEYS

WRITTEN_BY_ARROW = ("ARROW:schema", "PARQUET:field_id")


def compare_structure(old: Table | None, new: Table | None) -> list[StructureChange]:
    """Every change of structure of one table; None stands for a release that does not have it."""
    if old is None or new is None:
        present = old or new
        assert present is not None
        columns = ", ".join(present.schema.names)
        return [_change(present, "table_removed", None, columns, None) if new is None else _change(present, "table_added", None, None, columns)]
    renames = _renames(old, new)
    return [
        *([_change(new, "key_changed", None, ", ".join(old.key), ", ".join(new.key))] if old.key != new.key else []),
        *(_change(new, "column_renamed", before, before, after) for before, after in renames.items()),
        *_columns(old, new, renames),
        *_order(old, new),
        *_descriptions(old, new),
    ]


def type_of(field: pa.Field) -> str:
    """A column's type as readers see it: one that may be null is another type than one that may not."""
    return f"{field.type}" if field.nullable else f"{field.type} not null"


def _change(table: Table, kind: StructureKind, column: str | None, old: str | None, new: str | None) -> StructureChange:
    return StructureChange(table=table.name, kind=kind, column=column, old=old, new=new)


def _columns(old: Table, new: Table, renames: dict[str, str]) -> Iterator[StructureChange]:
    for name in old.schema.names:
        before = type_of(old.schema.field(name))
        if name not in new.schema.names:
            if name not in renames:
                yield _change(new, "column_removed", name, before, None)
        elif before != (after := type_of(new.schema.field(name))):
            yield _change(new, "column_retyped", name, before, after)
    for name in new.schema.names:
        if name not in old.schema.names and name not in renames.values():
            yield _change(new, "column_added", name, None, type_of(new.schema.field(name)))


def _order(old: Table, new: Table) -> Iterator[StructureChange]:
    before = [name for name in old.schema.names if name in new.schema.names]
    after = [name for name in new.schema.names if name in old.schema.names]
    if before != after:
        yield _change(new, "columns_reordered", None, ", ".join(before), ", ".join(after))


def _descriptions(old: Table, new: Table) -> Iterator[StructureChange]:
    before, after = _said(old.schema.metadata), _said(new.schema.metadata)
    if before != after:
        yield _change(new, "described", None, *_apart(before, after))
    for name in old.schema.names:
        if name in new.schema.names:
            before, after = _said_of(old.schema.field(name)), _said_of(new.schema.field(name))
            if before != after:
                yield _change(new, "described", name, *_apart(before, after))


def _said(metadata: dict[bytes, bytes] | None, prefix: str = "") -> dict[str, str]:
    """What metadata says, apart from what tells one release from another and what the file format adds."""
    words = {key.decode(): value.decode() for key, value in (metadata or {}).items()}
    return {prefix + key: value for key, value in words.items() if key not in METADATA_KEYS + WRITTEN_BY_ARROW}


def _said_of(field: pa.Field, prefix: str = "") -> dict[str, str]:
    """What is said of a column and of the fields within it."""
    said = _said(field.metadata, prefix)
    inner = field.type
    while pa.types.is_list(inner):
        inner = inner.value_type
    if pa.types.is_struct(inner):
        for number in range(inner.num_fields):
            said |= _said_of(inner.field(number), f"{prefix}{inner.field(number).name}.")
    return said


def _apart(before: dict[str, str], after: dict[str, str]) -> tuple[str, str]:
    """The two sides of what is said differently, as JSON objects."""
    keys = sorted(key for key in before.keys() | after.keys() if before.get(key) != after.get(key))
    old, new = ({key: side[key] for key in keys if key in side} for side in (before, after))
    return json.dumps(old, ensure_ascii=False), json.dumps(new, ensure_ascii=False)


def _renames(old: Table, new: Table) -> dict[str, str]:
    """Removed column → added column of the same type that holds the same values in every record that stayed, and not only nulls."""
    gone = [name for name in old.schema.names if name not in new.schema.names]
    come = [name for name in new.schema.names if name not in old.schema.names]
    candidates = [(a, b) for a in gone for b in come if type_of(old.schema.field(a)) == type_of(new.schema.field(b))]
    if not candidates or old.key != new.key or not set(old.key) <= set(old.schema.names) & set(new.schema.names):
        return {}
    pairs = old.scan().select(*old.key, *gone).join(new.scan().select(*new.key, *come), on=old.key, how="inner")
    equal = pairs.select((pl.col(a).eq_missing(pl.col(b)).all() & pl.col(a).is_not_null().any()).alias(f"{a}\0{b}") for a, b in candidates)
    renames: dict[str, str] = {}
    for (a, b), (same,) in zip(candidates, equal.collect().iter_columns(), strict=True):
        if same and a not in renames and b not in renames.values():
            renames[a] = b
    return renames
