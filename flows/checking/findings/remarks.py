"""Remarks: what a rule says of a span, and how it becomes a row of the findings record.

Severity and the messages in zh and en stand with each rule in the vocabulary `rules`; a message's {placeholders} are
filled with the remark's words. The evidence of every finding is the source's text at its span, character for character.
"""
from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Any, Literal, NamedTuple

from flows.checking.findings.view import View
from flows.reading.ids import Identifiers, digest
from schemas import RECORDS, Spanned
from schemas.vocabulary import vocabulary

MOST = 8
"""Words that a message lists."""
RAW = {"events": "raw_title", "directives": "raw_text", "metrics": "raw", "table_cells": "raw_text", "lines": "raw_text"}
TABLE_OF = {record.__name__: name for name, record in RECORDS.items()}


class Remark(NamedTuple):
    """A rule, the span it is about, the words that its message quotes, and the record: the tightest at the span where None."""

    rule: str
    start: int
    end: int
    words: dict[str, Any]
    record: Spanned | Literal["source"] | None = None


def remark(rule: str, start: int, end: int, record: Spanned | Literal["source"] | None = None, **words: Any) -> Remark:
    """A remark on a span."""
    return Remark(rule, start, end, words, record)


def on(rule: str, record: Spanned, **words: Any) -> Remark:
    """A remark on a whole record."""
    return Remark(rule, record.char_start, record.char_end, words, record)


def listed(words: Iterable[str]) -> str:
    """Words joined for a message; no more than can be read."""
    first = list(islice(words, MOST + 1))
    return "、".join(first[:MOST]) + ("…" if len(first) > MOST else "")


def to_rows(view: View, remarks: Iterable[Remark]) -> list[tuple[Any, ...]]:
    """Rows of the findings record in column order, by span and rule; a rule says the same of a span only once."""
    once = {(found.start, found.end, found.rule): found for found in remarks}
    identifiers, digests = Identifiers(), _Digests()
    return [_row(view, once[place], identifiers, digests) for place in sorted(once)]


class _Digests(dict[str, str]):
    """Raw words → their digest, computed once however many remarks a record has."""

    def __missing__(self, raw: str) -> str:
        self[raw] = digest(raw)
        return self[raw]


def _row(view: View, found: Remark, identifiers: Identifiers, digests: _Digests) -> tuple[Any, ...]:
    rule = vocabulary("rules")[found.rule]
    evidence = view.text[found.start : found.end]
    record_type, record_id, raw = _identity(view, found)
    finding_id = identifiers.child(view.source_id, "f", found.rule, digests[raw], evidence)
    messages = (rule["message_zh"].format_map(found.words), rule["message_en"].format_map(found.words))
    first = view.line_at(found.start).line_start
    last = max(first, view.line_at(max(found.end - 1, found.start)).line_start)
    span = (view.source_id, first, last, found.start, found.end)
    return (finding_id, found.rule, rule["severity"], record_type, record_id, *messages, evidence, "open", None, *span)


def _identity(view: View, found: Remark) -> tuple[str, str, str]:
    """Table, key and raw words of the record that a remark is about."""
    if found.record == "source":
        return "sources", view.source_id, ""
    record = found.record or view.record_at(found.start)
    name = TABLE_OF[type(record).__name__]
    key = "/".join(str(getattr(record, part)) for part in RECORDS[name].key)
    raw = getattr(record, RAW[name]) if name in RAW else "\x1f".join(getattr(record, "columns", ()))
    return name, key, raw
