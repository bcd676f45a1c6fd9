"""The label: the short heading before the first colon, and what only looks like one."""
import pytest

from flows.reading.statements import label_span


def label(text: str) -> str | None:
    span = label_span(text)
    return None if span is None else text[span[0] : span[1]]


@pytest.mark.parametrize("text", ["资金用途:略。", "资金用途：略。", "**资金用途**：略。", "**资金用途：**略。", " 资金用途 ： 略。"])
def test_a_label_is_read_without_its_markup_whatever_the_width_of_the_colon(text: str) -> None:
    assert label(text) == "资金用途"


def test_a_label_keeps_its_quotation_marks_and_brackets() -> None:
    assert label("建设“宜居、韧性”城市(示范): 提升品质。") == "建设“宜居、韧性”城市(示范)"


@pytest.mark.parametrize(
    "text",
    [
        "按1:1配套资金。",
        "每日9：30开放。",
        "网址 https://example.cn 可查。",
        "各地（含下列城市：甲、乙）参照执行。",
        "全面推进改造。要求如下：加快进度。",
        "会议指出：要压实责任。",
        "重点任务包括：改造管网。",
        "没有冒号的句子",
        "：没有标签",
        "",
    ],
)
def test_a_colon_in_a_number_bracket_address_sentence_or_report_makes_no_label(text: str) -> None:
    assert label(text) is None


def test_a_ratio_in_what_follows_does_not_take_the_label() -> None:
    assert label("分担比例：中央与地方5:5。") == "分担比例"


def test_a_whole_sentence_before_a_colon_is_no_label() -> None:
    assert label("各级住房和城乡建设主管部门会同有关部门按照职责分工共同组织开展以下各项具体工作和检查：略") is None
