"""Findings as a reader meets them: by severity and rule, each with the line it stands on and its words marked in it."""
from __future__ import annotations

from typing import NamedTuple

import polars as pl

from flows.checking.widening import Scans
from schemas import vocabulary

LISTED = 50
"""How many findings of one rule the page lists; all stand in findings.parquet."""

AROUND = 48
"""How many characters of a line are shown before and after the marked words."""

MARKED = 120
"""How many marked characters are shown."""


class Quote(NamedTuple):
    """A finding on its line: the words marked, what stands before and after them (cut off with …), and what is said of them."""

    source_id: str
    line: int
    before: str
    words: str
    after: str
    message_zh: str
    message_en: str
    evidence: str
    status: str
    correction_id: str | None


class RuleFindings(NamedTuple):
    """The findings of one rule: how many there are and the first of them."""

    rule: str
    severity: str
    count: int
    quotes: list[Quote]


def findings_by_rule(scans: Scans) -> list[RuleFindings]:
    """Every rule that found something, the gravest first, then in the order of the vocabulary."""
    findings = scans["findings"].with_columns(n=pl.len().over("rule"), place=pl.int_range(pl.len()).over("rule")).filter(pl.col("place") < LISTED)
    lines = scans["lines"].select("source_id", "line_start", line_text="raw_text", line_char="char_start")
    frame = findings.join(lines, on=("source_id", "line_start"), how="left", maintain_order="left").collect(engine="streaming")
    groups = {(rule, severity): group for (rule, severity), group in frame.group_by("rule", "severity", maintain_order=True)}
    severities, rules = list(vocabulary("severities")), list(vocabulary("rules"))
    ordered = sorted(groups, key=lambda pair: (severities.index(str(pair[1])), rules.index(str(pair[0]))))
    return [RuleFindings(str(rule), str(severity), groups[rule, severity]["n"][0], _quotes(groups[rule, severity])) for rule, severity in ordered]


def _quotes(findings: pl.DataFrame) -> list[Quote]:
    return [_quote(row) for row in findings.iter_rows(named=True)]


def _quote(row: dict[str, str | int | None]) -> Quote:
    text, first = str(row["line_text"] or ""), int(row["line_char"] or 0)
    start = min(max(int(row["char_start"] or 0) - first, 0), len(text))
    end = min(max(int(row["char_end"] or 0) - first, start), len(text))
    before, words, after = text[:start], text[start:end], text[end:]
    said = (str(row["message_zh"]), str(row["message_en"]), str(row["evidence"]), str(row["status"]))
    correction = row["correction_id"]
    shown = (_last(before), _first(words, MARKED), _first(after, AROUND))
    return Quote(str(row["source_id"]), int(row["line_start"] or 0), *shown, *said, None if correction is None else str(correction))


def _first(text: str, size: int) -> str:
    return text if len(text) <= size else text[:size] + "…"


def _last(text: str) -> str:
    return text if len(text) <= AROUND else "…" + text[-AROUND:]
