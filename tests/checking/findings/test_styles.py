"""Style that changes within a source: one finding a source and matter, at the rarer way."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from flows.checking.findings.consistency import places
from flows.checking.findings.lexicon import rows
from tests.checking.findings.source import CLEAN, defects

ADDED = "养护{0}：{1}。\n"


def rules(text: str) -> list[str]:
    return [found["rule"] for found in defects(text)]


def test_blanks_beside_numbers_are_reported_once_where_they_are_rare() -> None:
    without = "".join(f"养护甲{order}：到202{order}年里程达标，覆盖乡镇。\n" for order in "345678")
    with_blanks = "".join(f"养护乙{order}：到 202{order} 年巡查{order}达标。\n" for order in "345")
    assert rules(CLEAN + without + with_blanks).count("inconsistent_spacing") == 1


def test_labels_with_and_without_a_blank_are_reported_once() -> None:
    one, other = ["路面", "桥梁", "隧道"], ["边坡", "绿化", "标线"]
    lines = "".join(f"{name}： 抓好{name}的日常巡查。\n" for name in one) + "".join(f"{name}：抓好{name}的季度检修。\n" for name in other)
    assert rules(CLEAN + lines).count("inconsistent_label_style") == 1


def test_a_document_that_cites_itself_in_two_ways_is_reported_once() -> None:
    lines = "《意见》明确路面标准。\n《意见》明确桥梁标准。\n《意见》明确隧道标准。\n意见要求落实资金。\n意见要求落实人员。\n意见要求落实机构。\n"
    assert rules(CLEAN + lines).count("inconsistent_reference") == 1


def test_a_single_slip_of_style_is_not_reported() -> None:
    assert "inconsistent_spacing" not in rules(CLEAN + "养护里程：到2025年覆盖全部乡镇。\n养护桥梁：到 2026 年完成检测。\n")


@given(st.text(alphabet="更市“” \n，", max_size=60))
@example("”更“市")
@example("市” 更 “市")
def test_quotation_marks_are_looked_for_first_and_found_where_the_character_before_them_stands(text: str) -> None:
    row = next(row for row in rows("styles") if row["matter_en"] == "blanks around quotation marks")
    assert places(row["one"], text) == places("[一-鿿] “|” [一-鿿]", text)
    assert places(row["other"], text) == places("[一-鿿]“|”[一-鿿]", text)


@given(st.text(alphabet="更“（，、 5.\n", max_size=60))
@example("更 5555555555 更")
@example("更 .5 更")
def test_numbers_with_and_without_blanks_are_found_where_they_begin(text: str) -> None:
    row = next(row for row in rows("styles") if row["matter_en"] == "blanks between digits and Chinese characters")
    assert places(row["one"], text) == places("(?<=[一-鿿“《(（、，,])(?: ?)[0-9][0-9.]{0,8} [一-鿿]", text)
    assert places(row["other"], text) == places("(?<=[一-鿿“《(（、，,])[0-9][0-9.]{0,8}[一-鿿]", text)
