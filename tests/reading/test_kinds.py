"""Line kinds: what a heading is, what a directive, and that nothing is dropped."""
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.reading.kinds import line_kinds, shape_of
from flows.reading.text_lines import split_lines
from schemas import vocabulary


def kinds_of(text: str) -> list[str]:
    return line_kinds([shape_of(line) for line in split_lines(text)])


def body(text: str) -> list[str]:
    """The kinds of the lines of an event's body."""
    return kinds_of("2023年5月\n某部《关于某事的通知》\n" + text)[2:]


@given(st.lists(st.sampled_from(["2023", "2023年5月", "某部《通知》", "一、总体要求", "1. 目标:", "- 做好工作。", "供水", "| a | b |", "|---|---|", "", "---", "目标:到2025年。"]), min_size=1, max_size=12))
def test_every_line_has_exactly_one_kind(lines):
    kinds = kinds_of("\n".join(lines) + "\n")
    assert set(kinds) <= set(vocabulary("line_kinds"))
    assert len(kinds) == len(lines)


def test_the_line_after_a_date_is_the_title_blank_lines_apart():
    assert kinds_of("2023年5月\n\n某部《通知》\n做好工作。") == ["date_heading", "blank", "title", "directive"]


def test_lines_before_the_first_date_are_unparsed():
    assert kinds_of("政策汇编\n2023\n说明\n2023年5月\n通知") == ["unparsed", "year_heading", "unparsed", "date_heading", "title"]


def test_an_impossible_date_is_unparsed():
    assert kinds_of("2023年13月\n") == ["unparsed"]


def test_a_line_that_ends_in_a_colon_is_a_heading():
    assert body("主要任务包括:\n- 甲;\n- 乙。") == ["heading", "directive", "directive"]
    assert body("**主要任务：**\n甲。") == ["heading", "directive"]


def test_a_labelled_line_without_children_is_a_directive():
    assert body("- 目标任务:做好改造\n- 实施主体:各区政府") == ["directive", "directive"]


def test_a_numbered_title_above_deeper_lines_is_a_heading():
    assert body("1. 指导思想\n坚持以人民为中心。\n2. 主要目标\n- 到2025年完成。") == ["heading", "directive", "heading", "directive"]


def test_a_numbered_title_with_its_full_stop_is_a_heading_in_official_numbering():
    assert body("（一）总体要求。\n坚持稳中求进。") == ["heading", "directive"]


def test_a_run_of_numbered_items_is_directives_to_the_last():
    assert body("1. 供水\n2. 排水\n3. 供气\n各地要抓好落实。") == ["directive"] * 4


def test_a_numbered_sentence_is_a_directive():
    assert body("1. 加快推进改造,完善配套设施。\n- 明确责任。") == ["directive", "directive"]


def test_a_bare_caption_above_items_or_a_table_is_a_heading():
    assert body("重点样板项目\n包括:\n- 管网") == ["heading", "heading", "directive"]
    assert body("表1 用地结构\n| 类别 | 面积 |\n| 居住 | 3 |") == ["heading", "table_row", "table_row"]


def test_bare_items_under_an_introduction_are_directives():
    assert body("改造内容:\n供水\n排水\n供气") == ["heading", "directive", "directive", "directive"]


def test_a_table_is_told_with_and_without_a_rule_line():
    assert body("| 甲 | 乙 |\n|---|:--:|\n| 1 | 2 |") == ["table_row", "table_rule", "table_row"]
    assert body("| 甲 | 乙 |\n| 1 | 2 |") == ["table_row", "table_row"]


def test_a_line_of_decoration_is_unparsed():
    assert body("做好工作。\n———\n做好工作。") == ["directive", "unparsed", "directive"]


@pytest.mark.parametrize("hostile", ["1." * 100_000, "|" * 1_000_000, "(一)" * 100_000, "-" * 500_000, " " * 500_000 + "x", "《" * 300_000, "*" * 500_000])
def test_a_hostile_line_is_read_in_linear_time(hostile):
    assert len(body(hostile)) == 1


def test_an_officially_numbered_title_may_hold_a_comma():
    assert body("一、健全林权制度,盘活林地资源\n1. 推进确权登记。\n2. 发展林下经济。") == ["heading", "directive", "directive"]
    assert body("一、健全林权制度,盘活林地资源；\n二、发展林下经济；") == ["directive", "directive"]
