"""The outline: which headings a line stands under."""
from flows.reading.kinds import line_kinds, shape_of
from flows.reading.outline import Outline
from flows.reading.text_lines import split_lines


def paths(text: str) -> dict[str, tuple[str, ...]]:
    """Directive → the headings it stands under, for the body of one event."""
    shapes = [shape_of(line) for line in split_lines("2023年5月\n通知\n" + text)]
    outline, found = Outline(), {}
    for shape, kind in zip(shapes, line_kinds(shapes), strict=True):
        if kind == "heading":
            outline.heading(shape, shape.body, 0)
        elif kind in ("directive", "table_row"):
            outline.item(shape, labelled=":" in shape.body)
            found[shape.body] = outline.texts
    return found


def test_numbered_headings_nest_by_rank():
    found = paths("一、要求\n（一）目标\n1. 近期\n到2025年。\n2. 远期\n到2035年。\n（二）原则\n坚持。\n二、任务\n推进。")
    assert found["到2025年。"] == ("要求", "目标", "近期")
    assert found["到2035年。"] == ("要求", "目标", "远期")
    assert found["坚持。"] == ("要求", "原则")
    assert found["推进。"] == ("任务",)


def test_a_list_of_bullets_ends_at_the_first_unmarked_line():
    found = paths("包括:\n- 甲;\n- 乙。\n各地抓好落实。")
    assert found["乙。"] == ("包括:",)
    assert found["各地抓好落实。"] == ()


def test_unmarked_items_stand_under_their_introduction_to_the_next_one():
    found = paths("原则:\n坚持甲。\n坚持乙。\n任务:\n推进丙。")
    assert found == {"坚持甲。": ("原则:",), "坚持乙。": ("原则:",), "推进丙。": ("任务:",)}


def test_unmarked_items_end_where_their_style_changes():
    assert paths("优化结构:\n促进平衡。\n绿色改造:推进节能。")["绿色改造:推进节能。"] == ()


def test_a_bullet_that_introduces_holds_the_bullets_after_it():
    found = paths("两类:\n- 安全:\n- 管网更新。\n- 居住:\n- 小区改造。")
    assert found["管网更新。"] == ("两类:", "安全:")
    assert found["小区改造。"] == ("两类:", "居住:")


def test_numbered_headings_under_an_introduction_nest_in_it():
    found = paths("重点任务如下:\n1. 管网\n更新管网。\n2. 小区\n改造小区。")
    assert found["更新管网。"] == ("重点任务如下:", "管网")
    assert found["改造小区。"] == ("重点任务如下:", "小区")


def test_a_caption_and_the_introduction_below_it_nest():
    assert paths("样板项目\n包括:\n- 管网。")["管网。"] == ("样板项目", "包括:")
