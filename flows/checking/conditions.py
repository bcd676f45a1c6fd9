"""The words that rules are written in: small Polars expressions over the columns that `widening` puts side by side."""

from __future__ import annotations

from typing import NamedTuple

import polars as pl

from flows.checking.expectations import Reason
from flows.checking.report import Severity


class Rule(NamedTuple):
    """A rule of one table: its name, the condition that holds in every good row, and its sentence."""

    name: str
    condition: pl.Expr
    zh: str
    en: str
    severity: Severity = "error"
    reason: Reason | None = None


def of(name: str) -> pl.Expr:
    """The column of that name."""
    return pl.col(name)


def within(table: str) -> pl.Expr:
    """Whether the span lies within that of the referenced row, where there is one."""
    inside = (of("char_start") >= of(f"{table}.char_start")) & (of("char_end") <= of(f"{table}.char_end"))
    return ~of(f"{table}.found") | inside


def quotes(column: str, start: str = "char_start", end: str = "char_end") -> pl.Expr:
    """Whether a column's words stand in the line at the offsets that two other columns name."""
    length = (of(end) - of(start)).clip(lower_bound=0)  # a span that runs backwards quotes nothing
    words = of("first_line.raw_text").str.slice(of(start) - of("first_line.char_start"), length)
    return ~of("first_line.found") | (words == of(column))


def both_or_neither(one: str, other: str) -> pl.Expr:
    """Whether two columns are null together."""
    return of(one).is_null() == of(other).is_null()


def field(column: str, name: str) -> pl.Expr:
    """One field of the structs that a list column holds, as a list."""
    return of(column).list.eval(pl.element().struct.field(name))
