"""Edges of the marks that patterns of `marks.csv` describe: what stands before them, where they begin, how far they reach."""
from __future__ import annotations

import pytest

from flows.checking.findings.lines import marks
from flows.checking.findings.view import View


def found(text: str) -> list[str]:
    """What the patterns find in a text, each with the place where it begins."""
    return [f"{remark.start}{remark.words['text']}" for remark in marks(View("s", text, {}))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("更新.", ["2."]),
        ("更新 \t ．  \r\n", ["2 \t ．"]),
        ("更新     .", []),
        ("更新..", []),
        ("ok.\n 1.", []),
        ("更新 ，\n", ["2 ，"]),
        ("更新  。  ", ["2  。"]),
        ("更新 ，城市", []),
        ("更新，。；、城市", ["2，。；、"]),
        ("更新" + "。" * 23, ["2" + "。" * 20]),
        ("更新 。。", []),
        ("a。。", []),
        ("[a](http://b)![c](https://d)", ["0[a](http://b)", "13![c](https://d)"]),
        ("锟斤拷烫烫烫烫屯", ["0锟斤拷烫烫烫"]),
        ("锟" + "屯屯屯" * 21, ["1" + "屯屯屯" * 20, "61屯屯屯"]),
        ("更新\u200b\ufffd\ufffd", ["3\ufffd\ufffd", "2\u200b"]),
        ("\x07" * 41, ["0" + "\x07" * 40, "40\x07"]),
        ("更新 12个", ["1新 12"]),
        ("（，更新、）\n，", ["4、", "7，", "1，"]),
    ],
)
def test_a_mark_is_found_where_it_begins_and_as_far_as_it_reaches(text: str, expected: list[str]) -> None:
    assert sorted(found(text)) == sorted(expected)
