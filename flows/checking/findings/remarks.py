"""Remarks: what a rule says of a span, and how it becomes a row of the findings record.

Severity and the messages in zh and en stand with each rule in the vocabulary `rules`; a message's {placeholders} are
filled with the remark's words. The evidence of every finding is the source's text at its span, character for character.
"""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any, Literal, NamedTuple

from flows.checking.findings.view import View
from flows.reading.ids import SEPARATOR, Identifiers, digest_folded, fold_all
from schemas import RECORDS, Spanned
from schemas.vocabulary import vocabulary

MOST = 8
"""Words that a message lists."""
RAW = {"events": "raw_title", "directives": "raw_text", "metrics": "raw", "table_cells": "raw_text", "lines": "raw_text"}
KEYS = {name: record.key for name, record in RECORDS.items()}
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
    ordered = [once[place] for place in sorted(once)]
    evidence = [view.text[found.start : found.end] for found in ordered]
    identities = [_identity(view, found) for found in ordered]
    ids = _ids(view.source_id, ordered, [raw for _, _, raw in identities], evidence)
    return [_row(view, *parts) for parts in zip(ordered, ids, identities, evidence, strict=True)]


def _ids(source_id: str, remarks: Sequence[Remark], raws: Sequence[str], evidence: Sequence[str]) -> list[str]:
    """The ids of findings: of the rule, the digest of the record's raw words, and the evidence."""
    records = list(dict.fromkeys(raws))  # a long line may have as many findings as characters
    digests = dict(zip(records, map(digest_folded, _folded(records)), strict=True))
    identifiers = Identifiers()
    return [
        identifiers.child_of_folded(source_id, "f", SEPARATOR.join((found.rule, digests[raw], words)))
        for found, raw, words in zip(remarks, raws, _folded(evidence), strict=True)
    ]


def _folded(texts: Sequence[str]) -> list[str]:
    return fold_all([text.replace("\n", "") for text in texts])


def _row(view: View, found: Remark, finding_id: str, identity: tuple[str, str, str], evidence: str) -> tuple[Any, ...]:
    rule = vocabulary("rules")[found.rule]
    messages = (rule["message_zh"].format_map(found.words), rule["message_en"].format_map(found.words))
    line = view.line_at(found.start)
    last = line if found.end <= line.char_end else view.line_at(found.end - 1)
    span = (view.source_id, line.line_start, last.line_start, found.start, found.end)
    return (finding_id, found.rule, rule["severity"], *identity[:2], *messages, evidence, "open", None, *span)


def _identity(view: View, found: Remark) -> tuple[str, str, str]:
    """Table, key and raw words of the record that a remark is about."""
    if found.record == "source":
        return "sources", view.source_id, ""
    record = found.record or view.record_at(found.start)
    name = TABLE_OF[type(record).__name__]
    key = "/".join([str(getattr(record, part)) for part in KEYS[name]])
    raw = getattr(record, RAW[name]) if name in RAW else "\x1f".join(getattr(record, "columns", ()))
    return name, key, raw
