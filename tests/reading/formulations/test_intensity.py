"""The word of intensity with which an action is put."""
from __future__ import annotations

import pytest

from tests.reading.formulations.read_out import event, formulations, intensities


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("要实施城市更新行动。", "none"),
        ("要加力实施城市更新行动。", "stepped_up"),
        ("大力实施城市更新。", "vigorous"),
        ("稳步实施城市更新行动。", "steady"),
        ("提出要“持续实施城市更新行动”。", "sustained"),
        ("持续加力实施城市更新行动。", "sustained"),
    ],
)
def test_the_word_before_the_verb_is_the_intensity(line: str, code: str) -> None:
    assert intensities(line)["实施城市更新行动"] == code


@pytest.mark.parametrize(
    ("line", "formulation", "code"),
    [
        ("持续推进城镇老旧小区改造。", "老旧小区改造", "sustained"),
        ("做好城镇老旧小区改造。", "老旧小区改造", "none"),
        ("老旧小区改造进展顺利。", "老旧小区改造", None),
        ("加快保障性住房建设。", "保障性住房", "accelerated"),
        ("大力发展银发经济。", "银发经济", "vigorous"),
        ("深入实施乡村振兴战略。", "乡村振兴", "in_depth"),
        ("坚持房住不炒。", "房住不炒", None),
    ],
)
def test_before_a_noun_a_verb_and_a_modifier_may_stand_between(line: str, formulation: str, code: str | None) -> None:
    assert intensities(line)[formulation] == code


def test_an_action_with_its_word_of_intensity_is_a_formulation_of_its_own() -> None:
    text = event("要加力实施城市更新行动。")
    found, occurrences = formulations(text)
    row = found["加力实施城市更新行动"]
    assert (row["family"], row["origin"], row["variants"]) == ("实施城市更新行动", "curated", ("加力实施城市更新行动",))
    assert [one["raw"] for one in occurrences] == ["加力实施城市更新行动", "实施城市更新行动"]
