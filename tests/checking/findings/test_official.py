"""The source against the official record."""

from __future__ import annotations

from typing import Any

import pytest

from flows.reading.reader import read_text
from flows.reading.references import Reference, References, link
from tests.checking.findings.source import CLEAN, SOURCE, findings

EVENT = {"event_date": "2023-11", "event_title": "财政部《关于支持农村公路养护的意见》"}
DAYS = dict.fromkeys(("date_signed", "date_held_start", "date_held_end", "date_published"))
DOCUMENT: dict[str, Any] = (
    EVENT
    | DAYS
    | {
        "identification": "identified",
        "kind": "document",
        "title": "财政部关于支持农村公路养护的意见",
        "english_title": "Opinion on Rural Roads",
        "document_number": None,
        "issuers": ["MOF"],
        "official_date": "2023-11",
        "address": None,
        "date_agrees": True,
        "title_agrees": True,
        "strength": "strong",
        "note": None,
        "inferred": [],
        "recalled": [],
        "evidence": [],
    }
)
CLAIM: dict[str, Any] = EVENT | {
    "statement": "养护资金：中央财政安排奖补资金，地方财政足额配套。",
    "quote": "足额配套",
    "which": 1,
    "measure": "matching funds",
    "stated_value": None,
    "official_value": None,
    "official_says": "按比例配套",
    "verdict": "agree",
    "strength": "medium",
    "note": None,
    "evidence": [],
}


def against(document: dict[str, Any] | None = None, claim: dict[str, Any] | None = None) -> list[tuple[str, str]]:
    """Rule and evidence of the findings that the official record gives, the given fields laid over one that agrees."""
    references = References([Reference(DOCUMENT | (document or {}), "documents:1")], [Reference(CLAIM | (claim or {}), "claims:1")])
    linked = link(SOURCE, read_text(SOURCE, CLEAN), references)
    return [(found["rule"], found["evidence"]) for found in findings(CLEAN, **linked) if found["rule"] != "count_agrees"]


def test_a_source_that_agrees_with_the_official_record_has_no_findings() -> None:
    assert against() == []


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ({"date_agrees": False, "official_date": "2023-08"}, ("date_conflict", "2023年11月")),
        ({"title_agrees": False}, ("title_conflict", EVENT["event_title"])),
        ({"identification": "not_found", "title": None, "date_agrees": None, "title_agrees": False}, ("document_suspect", EVENT["event_title"])),
        ({"identification": "nearest", "date_agrees": None, "title_agrees": False}, ("document_suspect", EVENT["event_title"])),
    ],
)
def test_a_document_that_differs_is_a_finding_on_the_words_that_differ(document: dict[str, Any], expected: tuple[str, str]) -> None:
    assert against(document=document) == [expected]


@pytest.mark.parametrize(("verdict", "rule"), [("disagree", "claim_disagrees"), ("partly", "claim_partly_agrees")])
def test_a_statement_that_the_official_text_contradicts_is_a_finding_on_its_quotation(verdict: str, rule: str) -> None:
    assert against(claim={"verdict": verdict}) == [(rule, "足额配套")]


def test_a_statement_that_could_not_be_verified_is_no_finding() -> None:
    assert against(claim={"verdict": "not_verified"}) == []
