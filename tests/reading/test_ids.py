"""Identifiers stay under every edit that is none of their business, and differ under every edit that is."""
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.reading.corrections import Entry, locate
from flows.reading.ids import Identifiers, digest, fold, fold_all
from flows.reading.reader import read_text
from tests.reading.conftest import SOURCE

KEYED = ("events", "directives", "metrics", "tables")


def ids(text: str, entries=()) -> dict[str, list[str]]:
    """Record → its ids, in source order."""
    rows = read_text("mini", text, locate("mini", text, entries))
    return {name: [row[0] for row in rows[name]] for name in KEYED}


def replaced(excerpt: str, replacement: str) -> Entry:
    return Entry("replace", excerpt, 1, None, replacement, (), "因", "why", "cited", "someone", "2023-01-01", "test")


def test_ids_are_plain_unique_and_begin_with_their_parents(source):
    found = ids(source)
    everything = [one for own in found.values() for one in own]
    assert len(set(everything)) == len(everything)
    assert all(set(one) <= set("abcdefghijklmnopqrstuvwxyz0123456789-") for one in everything)
    assert all(one.startswith(tuple(found["events"])) for name in KEYED for one in found[name])


@given(st.integers(0, len(SOURCE.splitlines())), st.sampled_from(["", "按照要求做好其他工作。"]))
def test_inserting_a_line_changes_no_other_directive(place, line):
    lines = SOURCE.splitlines()
    place += lines[place - 1 : place] in (["2023年5月"], ["2023年12月"])  # a line right after the date would be the title
    after = ids("\n".join([*lines[:place], line, *lines[place:]]))
    before = ids(SOURCE)
    assert set(before["directives"]) <= set(after["directives"])
    assert before["events"] == after["events"]


def test_deleting_a_directive_changes_no_other_id(source):
    line = "- 居家养老:鼓励社区开展助餐服务,每人每月补贴300元。\n"
    before, after = ids(source), ids(source.replace(line, ""))
    assert set(after["directives"]) < set(before["directives"])
    assert len(before["directives"]) - len(after["directives"]) == 1
    assert set(after["metrics"]) < set(before["metrics"])


def test_reordering_directives_changes_no_id(source):
    first, second = "- 居家养老:鼓励社区开展助餐服务,每人每月补贴300元。\n", "- 机构养老:严禁挪用床位补贴。\n"
    swapped = source.replace(first + second, second + first)
    assert {name: set(own) for name, own in ids(swapped).items()} == {name: set(own) for name, own in ids(source).items()}


def test_width_and_white_space_change_no_id(source):
    wide = source.translate(str.maketrans({",": "，", ":": "：", "5": "５"})).replace("鼓励社区", "鼓励 社区").replace("- ", "-   ")
    assert ids(wide.replace("202５", "2025").replace("2023年５月", "2023年5月")) == ids(source)


def test_another_list_marker_changes_no_id(source):
    assert ids(source.replace("- ", "• ")) == ids(source)


def test_a_correction_changes_no_id(source):
    corrected = ids(source, [replaced("严禁挪用床位补贴", "严禁挪用各类补贴"), replaced("民政部、财政部", "民政部")])
    assert corrected == ids(source)


def test_other_words_another_date_or_title_make_other_ids(source):
    before = ids(source)
    assert ids(source.replace("严禁挪用", "不得挪用"))["directives"] != before["directives"]
    assert ids(source.replace("2023年5月", "2023年6月"))["events"][0] != before["events"][0]
    assert ids(source.replace("养老服务工作", "养老工作"))["events"][0] != before["events"][0]


def test_equal_statements_get_their_occurrence_number():
    identifiers = Identifiers()
    first, second = identifiers.child("a", "d", "同一句"), identifiers.child("a", "d", "同一句")
    assert second == f"{first}-2"


def test_parts_are_told_apart():
    assert digest("甲", "乙丙") != digest("甲乙", "丙")


@pytest.mark.parametrize(("one", "other"), [("１２，（甲）", "12,(甲)"), ("“甲” 。", '"甲".'), ("5∶5", "5:5"), ("甲\u3000乙", "甲乙")])
def test_width_and_blanks_fold_away(one, other):
    assert fold(one) == fold(other)


@given(st.lists(st.text(st.sampled_from("甲乙a1１，、“” \u3000\u200b\ufeff。∶😀") | st.characters(exclude_characters="\n"))))
def test_many_texts_are_folded_as_each_alone(texts):
    with patch("flows.reading.ids._AT_ONCE", 2):
        assert fold_all(texts) == [fold(text) for text in texts]


def test_scheme_1_is_frozen(source):
    assert ids(source)["events"] == ["mini-2023-05-e-159357b515", "mini-2023-12-e-459fe38c85"]
