"""Columns of a table as the page carries them: what repeats is written once, what the text says already is left out.

A column is a plain array, `{"of": [...], "at": [...]}` (distinct values and which of them each row holds),
`{"ref": table, "at": [...]}` (rows of another table), or `{"shared": [...], "rest": [...]}` (keys: how many characters each
shares with the one before it, and the rest). `scripts/data.js` reads all four. A null is null in each.
"""
from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

Column = list[Any] | dict[str, Any]
REPEATS = 3
"""A column of strings whose distinct values are fewer than its rows by this factor is written as codes."""


def encode(values: Sequence[Any]) -> Column:
    """A column of its own: codes where strings repeat, else as it is. Dates are written in ISO 8601, nested records as lists."""
    plain = [_plain(value) for value in values]
    if not any(isinstance(value, str) for value in plain) or any(not isinstance(value, str | None) for value in plain):
        return plain
    distinct = {value: place for place, value in enumerate(dict.fromkeys(value for value in plain if value is not None))}
    if len(distinct) * REPEATS > len(plain):
        return plain
    return {"of": list(distinct), "at": [None if value is None else distinct[value] for value in plain]}


def encode_reference(values: Sequence[str | None], table: str, rows: Mapping[str, int]) -> Column:
    """A column that holds keys of another table, as rows of it; a key that the page does not carry is null."""
    return {"ref": table, "at": [None if value is None else rows.get(value) for value in values]}


def encode_key(values: Sequence[str]) -> Column:
    """A column of keys in which neighbours begin alike."""
    shared = [_shared(*pair) for pair in zip(["", *values], values, strict=False)]
    return {"shared": shared, "rest": [value[count:] for value, count in zip(values, shared, strict=True)]}


def _shared(one: str, other: str) -> int:
    """How many characters two strings begin with alike."""
    return next((place for place, (mine, yours) in enumerate(zip(one, other, strict=False)) if mine != yours), min(len(one), len(other)))


def _plain(value: Any) -> Any:
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, dict):
        return [_plain(part) for part in value.values()]
    if isinstance(value, list):
        return [_plain(part) for part in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value
