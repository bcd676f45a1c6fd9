"""Records as a reader meets them: each on the line it stands on, its words marked in it. For findings and verifications."""
from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

import polars as pl

from flows.checking.widening import Scans
from schemas import vocabulary

LISTED = 50
"""How many sources, findings of one rule, or verifications of one verdict the page lists; all stand in their tables."""

AROUND = 48
"""How many characters of a line are shown before and after the marked words."""

MARKED = 120
"""How many marked characters are shown."""


class Quote(NamedTuple):
    """A record on its (first) line: the words marked, and what stands before and after them, cut off with …"""

    row: dict[str, Any]
    before: str
    words: str
    after: str


class Group(NamedTuple):
    """The records that share a code: how many there are, and the first of them."""

    code: str
    severity: str | None
    total: int
    quotes: list[Quote]


def findings_by_rule(parts: Sequence[Scans]) -> list[Group]:
    """Every rule that found something, the gravest first, then in the order of the vocabulary."""
    severities = list(vocabulary("severities"))
    groups = _groups(parts, "findings", "rule", "rules")
    return sorted(groups, key=lambda group: severities.index(str(group.severity)))


def verifications_by_verdict(parts: Sequence[Scans]) -> list[Group]:
    """Every verdict on statements that were checked against the official record, in the order of the vocabulary."""
    return _groups(parts, "verifications", "verdict", "verdicts") if "verifications" in parts[0] else []


def _groups(parts: Sequence[Scans], table: str, column: str, codes: str) -> list[Group]:
    """The groups of a table whose parts are looked at one after another, so that no more than one is in memory."""
    firsts = [_first_of_each(scans, table, column) for scans in parts]
    totals = sum((Counter(dict(frame.select(column, "total").iter_rows())) for frame in firsts), Counter[str]())
    rows = pl.concat(firsts).drop("row", "total").filter(pl.int_range(pl.len()).over(column) < LISTED).to_dicts()
    groups = [(code, [row for row in rows if row[column] == code]) for code in vocabulary(codes)]
    return [Group(code, own[0].get("severity"), totals[code], [_quote(row) for row in own]) for code, own in groups if own]


def _first_of_each(scans: Scans, table: str, column: str) -> pl.DataFrame:
    """The first rows of each code in a part with their line, and how many there are in it; of the rest no more than the code is in memory."""
    place = pl.int_range(pl.len()).over(column)
    codes = scans[table].select(column).with_row_index("row").with_columns(total=pl.len().over(column), place=place)
    listed = codes.filter(pl.col("place") < LISTED).select("row", "total").collect()
    rows = scans[table].with_row_index("row").join(listed.lazy(), on="row", how="inner", maintain_order="left").collect(engine="streaming")
    on = ("source_id", "line_start")
    lines = scans["lines"].select(*on, line_text="raw_text", line_char="char_start").join(rows.lazy().select(on).unique(), on=on, how="semi")
    return rows.join(lines.collect(engine="streaming"), on=on, how="left", maintain_order="left")


def _quote(row: dict[str, Any]) -> Quote:
    text, first = row["line_text"], row["line_char"]
    start = row["char_start"] - first
    before, words, after = text[:start], text[start : row["char_end"] - first], text[row["char_end"] - first :]
    return Quote(row, before if len(before) <= AROUND else "…" + before[-AROUND:], _cut(words, MARKED), _cut(after, AROUND))


def _cut(text: str, size: int) -> str:
    return text if len(text) <= size else text[:size] + "…"
