"""What a quantity measures, in the words of the text (`wording.subject_of`)."""
from __future__ import annotations

import pytest

from tests.reading.quantities.reads import quantities


def subjects(text: str, **context: object) -> list[str | None]:
    """The subjects of the quantities of a text."""
    return [found.subject for found in quantities(text, **context)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("到2030年，湿地保护率达到60%。", "湿地保护率"),
        ("2024年底前建成渔港，验收合格。", "建成渔港"),
        ("湿地保护率目标定于2030年。", "湿地保护率目标定于"),
    ],
)
def test_a_date_is_of_what_it_dates(text: str, said: str) -> None:
    assert subjects(text)[0] == said


def test_a_count_is_of_what_is_counted_unless_the_words_before_say_what_number_it_is() -> None:
    assert subjects("新建80个以上村级文化广场。") == ["村级文化广场"]
    assert subjects("入选数量不超过80个村庄。") == ["入选数量"]


def test_a_value_after_a_mere_verb_of_change_goes_on_with_the_subject_before() -> None:
    assert subjects("灌溉保证率由50%逐步提高至75%。") == ["灌溉保证率"] * 2
    assert subjects("育苗率和成活率分别达到80%以上和90%以上。") == ["育苗率和成活率"] * 2


def test_a_subject_ends_with_its_sentence() -> None:
    assert subjects("灌溉保证率为50%。提高10%的补助。") != ["灌溉保证率"] * 2


def test_a_sign_alone_in_a_cell_says_nothing_and_its_heads_do() -> None:
    assert subjects(">60", parent="cell", column="2030年", row="湿地保护率(%)") == ["湿地保护率(%)"]


def test_a_column_of_a_year_says_when_and_its_row_says_what() -> None:
    assert subjects("60", parent="cell", column="2030年目标", row="公园个数") == ["公园个数"]
    assert subjects("60", parent="cell", column="近期", row="公园个数") == ["公园个数 近期"]
    assert subjects("60", parent="cell", column="2025年产量", row="朝阳区") == ["朝阳区 2025年产量"]


def test_how_a_value_changes_is_no_part_of_what_it_is() -> None:
    assert subjects("抽检合格率稳定在98%以上") == ["抽检合格率"]
    assert subjects("最低首付款比例统一调整为不低于20%") == ["最低首付款比例"]
    assert subjects("居民消费价格总体保持稳定在2%") == ["居民消费价格"]
    assert subjects("安排经济结构调整100亿元") == ["安排经济结构调整"]


def test_a_subject_begins_with_no_particle() -> None:
    assert subjects("低于国家标准20%的产品不得上市") == ["产品不得上市"]
    assert subjects("12月1日8时起实行") == ["实行"]


def test_a_date_that_dates_no_words_behind_it_is_of_those_before() -> None:
    assert subjects("油价：12月31日24时起，92号汽油降价。")[0] == "油价"
