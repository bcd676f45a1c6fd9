"""List markers, their kinds and ranks."""
import pytest

from flows.reading.markers import RANK, find_marker


@pytest.mark.parametrize(
    ("line", "text", "kind"),
    [
        ("1. 指导思想", "1.", "arabic"),
        ("1、指导思想", "1、", "arabic"),
        ("１．指导思想", "１．", "arabic"),
        ("2）加强监管", "2）", "arabic"),
        ("一、总体要求", "一、", "chinese"),
        ("十二、保障措施", "十二、", "chinese"),
        ("(一)目标", "(一)", "bracketed_chinese"),
        ("（二）目标", "（二）", "bracketed_chinese"),
        ("（1）目标", "（1）", "bracketed_arabic"),
        ("② 机制建设", "②", "circled"),
        ("### 2.1 总量", "### 2.1", "hash"),
        ("## 一、总体要求", "## 一、", "hash"),
        ("2.1 总量", "2.1", "nested"),
        ("第三章 规划", "第三章", "chapter"),
        ("第五条 本办法", "第五条", "article"),
        ("- 目标", "-", "bullet"),
        ("-目标任务:做好", "-", "bullet"),
        ("* 目标", "*", "bullet"),
        ("•目标", "•", "bullet"),
        ("——坚持因地制宜", "——", "bullet"),
        ("　　• 目标", "•", "bullet"),
        ("**一、总体要求**", "一、", "chinese"),
    ],
)
def test_a_marker_is_found_as_written(line, text, kind):
    marker = find_marker(line)
    assert (marker.text, marker.kind) == (text, kind)
    assert line[: marker.end].endswith(text)


@pytest.mark.parametrize("line", ["**基本原则**:坚持", "1.5万元以上", "2.5 亿元", "-5℃以下", "12.5%", "2020年7月", "第三章节内容", "三是加强", "一体推进", "--", "*", "2023、2024年"])
def test_what_only_looks_like_a_marker_is_none(line):
    assert find_marker(line) is None


def test_ranks_follow_the_numbering_of_official_documents():
    order = ["hash", "chapter", "section", "chinese", "bracketed_chinese", "arabic", "bracketed_arabic", "circled", "bullet"]
    assert [RANK[kind] for kind in order] == sorted(RANK[kind] for kind in order)


def test_an_indented_bullet_ranks_below_its_parent():
    assert find_marker("  - 子项").rank > find_marker("- 父项").rank
