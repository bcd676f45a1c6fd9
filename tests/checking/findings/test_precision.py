"""What looks like a defect and is none."""

from __future__ import annotations

import pytest

from tests.checking.findings.source import CLEAN, defects

END = CLEAN.rindex("养护责任：")


@pytest.mark.parametrize(
    "line",
    [
        "- 加强巡查。（责任单位：交通运输局、财政局）",
        "养护标准：落实“三大工程”（路面、桥梁、隧道）要求。",
        "养护标准：省、市两级分担资金，市、县、乡三级落实人员。",
        "养护时间：每日8:30—17:00巡查，具体见https://example.org/a。",
        "养护名录：G108（北京—昆明）、G109（北京—拉萨）等纳入重点管护。",
        "养护引文：他说：“路是大家的。",
    ],
)
def test_regular_forms_of_official_texts_are_no_defects(line: str) -> None:
    tail = "”\n" if line.count("“") > line.count("”") else "\n"
    text = CLEAN + line + "\n" + ("路要大家养。" + tail if tail == "”\n" else "")
    assert {found["rule"] for found in defects(text)} <= {"prose_as_heading"}


def test_numbering_may_begin_anew_under_each_outer_number() -> None:
    lines = "一、养护资金\n1. 中央奖补，按里程分配。\n2. 地方配套，按比例分担。\n二、养护队伍\n1. 充实人员，定岗定责。\n2. 强化培训，持证上岗。\n"
    assert defects(CLEAN[:END] + lines) == []


def test_numbering_may_run_on_across_outer_numbers() -> None:
    lines = "一、养护资金\n1. 中央奖补，按里程分配。\n2. 地方配套，按比例分担。\n二、养护队伍\n3. 充实人员，定岗定责。\n4. 强化培训，持证上岗。\n"
    assert defects(CLEAN[:END] + lines) == []


def test_a_yearly_report_of_the_same_name_is_another_document() -> None:
    reports = "".join(f"{year}\n{year}年3月\n国务院《政府工作报告》\n{year}年工作：{task}。\n" for year, task in ((2024, "稳定物价"), (2025, "扩大就业")))
    assert "same_document_two_events" not in {found["rule"] for found in defects(CLEAN + reports)}


def test_an_official_short_name_is_no_short_name() -> None:
    assert defects(CLEAN.replace("财政部《", "国家发展改革委《")) == []
