"""Formulations of the curated list: found however they are written, where they stand, and not where only their characters do."""
from __future__ import annotations

import pytest

from flows.reading.formulations.lexicon import listed
from flows.reading.formulations.wordings import expand
from flows.reading.statements.tables import LexiconError
from tests.reading.formulations.read_out import event, formulations


@pytest.mark.parametrize(
    ("line", "formulation", "raw"),
    [
        ("要建设‘平急两用’公共基础设施。", "平急两用", "‘平急两用’公共基础设施"),
        ("形成 “15 分钟生活圈”。", "15分钟生活圈", "15 分钟生活圈"),
        ("形成１５分钟社区生活圈。", "15分钟生活圈", "１５分钟社区生活圈"),
        ("坚持**“留、改、拆”**并举。", "留改拆", "留、改、拆"),
        ("人民城市人民建,人民城市为人民", "人民城市人民建、人民城市为人民", "人民城市人民建,人民城市为人民"),
        ("推广运用“绣花”功夫。", "绣花功夫", "“绣花”功夫"),
        ("城市更新是扩大内需、改善民生的重要抓手。", "以城市更新为抓手", "城市更新是扩大内需、改善民生的重要抓手"),
        ("发展多层次、多支柱养老保险体系。", "多层次、多支柱养老保险体系", "多层次、多支柱养老保险体系"),
        ("完善居家社区机构相协调、医养康养相结合的养老服务体系", "居家社区机构相协调、医养康养相结合", "居家社区机构相协调、医养康养相结合"),
        ("落实藏粮于地、藏粮于技战略。", "粮食安全", "藏粮于地、藏粮于技"),
        ("持续巩固“双减”成果。", "双减", "双减"),
        ("建设宜居、韧性、智慧”城市", "宜居、韧性、智慧城市", "宜居、韧性、智慧”城市"),
    ],
)
def test_a_formulation_is_found_however_it_is_written(line: str, formulation: str, raw: str) -> None:
    text = event(line)
    found, occurrences = formulations(text)
    (one,) = [row for row in occurrences if row["formulation_id"] == found[formulation]["formulation_id"]]
    assert one["raw"] == raw == text[one["char_start"] : one["char_end"]]


@pytest.mark.parametrize(
    ("line", "formulation"),
    [
        ("防治城市病害。", "城市病"),
        ("建成115分钟生活圈。", "15分钟生活圈"),
        ("做好房子安全管理。", "好房子"),
        ("城市更新是大事。其他是重要抓手。", "以城市更新为抓手"),
        ("使用TODAY系统。", "轨道上的都市圈"),
        ("推进设施共建共享。", "共建共治共享"),
    ],
)
def test_what_only_looks_like_a_formulation_is_none(line: str, formulation: str) -> None:
    assert formulation not in formulations(event(line))[0]


def test_of_one_family_the_longest_wording_counts() -> None:
    found, _ = formulations(event("建设宜居、韧性、智慧城市。", "建设智慧城市。"))
    assert found["宜居、韧性、智慧城市"]["n_occurrences"] == found["智慧城市"]["n_occurrences"] == 1
    assert found["智慧城市"]["family"] == "宜居、韧性、智慧城市"


def test_a_formulation_tells_its_variants_events_and_dates() -> None:
    text = event("坚持房子是用来住的、不是用来炒的定位。", date="2022年12月") + event("坚持“房住不炒”。", "重申房住不炒。", date="2019年12月")
    found, occurrences = formulations(text)
    row = found["房住不炒"]
    assert row["variants"] == ("房子是用来住的、不是用来炒的", "房住不炒")
    assert (row["n_occurrences"], row["n_events"], row["first_date"], row["last_date"]) == (3, 2, "2019-12", "2022-12")
    assert "2019-12" in row["first_event_id"] and row["line_start"] == 3
    assert [one["quoted"] for one in occurrences] == [False, True, False]


def test_an_occurrence_tells_its_event_and_directive() -> None:
    _, (one,) = formulations(event("1. 目标", "- 坚持房住不炒。"))
    assert one["directive_id"].startswith(one["event_id"]) and one["date"] == "2023-04"


def test_outside_events_an_occurrence_has_no_date() -> None:
    found, (one,) = formulations("坚持房住不炒。\n")
    assert (one["event_id"], one["directive_id"], one["date"]) == (None, None, None)
    assert (found["房住不炒"]["n_events"], found["房住不炒"]["first_date"]) == (0, None)


def test_words_in_the_name_of_a_document_are_quoted() -> None:
    text = "2021年8月\n住房和城乡建设部《关于在实施城市更新行动中防止大拆大建问题的通知》\n"
    assert all(row["quoted"] for row in formulations(text)[1])


def test_the_list_is_broad_and_every_entry_is_labelled_and_readable() -> None:
    assert len(listed()) >= 150
    assert all(one.entry.label_en and expand(wording) for one in listed() for wording in one.wordings)


def test_alternatives_are_written_out_and_gaps_part_the_words() -> None:
    assert expand("城市更新[|行动]是…抓手") == [("城市更新是", "抓手"), ("城市更新行动是", "抓手")]


@pytest.mark.parametrize("wording", ["城市[更新", "更新]", "…抓手", "城市……抓手", "[|甲]…乙"])
def test_a_wording_that_cannot_be_read_is_named(wording: str) -> None:
    with pytest.raises(LexiconError, match=r"bracket|gap"):
        expand(wording)
