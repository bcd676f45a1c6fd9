"""Each rule finds the defect planted for it in a clean source, at its exact words, and nothing else."""

from __future__ import annotations

import pytest

from schemas.vocabulary import vocabulary
from tests.checking.findings.cases import CASES, Case
from tests.checking.findings.source import CLEAN, defects, findings

ELSEWHERE = {"count_agrees", "date_conflict", "title_conflict", "document_suspect", "claim_disagrees", "claim_partly_agrees"}
STYLES = {"inconsistent_spacing", "inconsistent_label_style", "inconsistent_reference"}


def test_a_clean_source_has_no_findings() -> None:
    assert defects(CLEAN) == []


def test_a_count_that_agrees_is_recorded_as_checked() -> None:
    checked = {found["evidence"] for found in findings(CLEAN) if found["rule"] == "count_agrees"}
    assert {"三项", "两类"} <= checked


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rules[0]}-{case.new[:12].strip()}")
def test_a_planted_defect_is_found_where_it_stands_and_nothing_else(case: Case) -> None:
    assert CLEAN.count(case.old) == 1
    found = defects(CLEAN.replace(case.old, case.new))
    assert sorted(one["rule"] for one in found) == sorted(case.rules)
    assert case.evidence in [one["evidence"] for one in found if one["rule"] == case.rules[0]]


def test_every_rule_of_the_vocabulary_has_a_planted_defect() -> None:
    assert {rule for case in CASES for rule in case.rules} | ELSEWHERE | STYLES == set(vocabulary("rules"))
