"""What is discovered: terms in quotation marks and phrases that recur, and what of both is no formulation."""
from __future__ import annotations

import pytest

from tests.reading.formulations.read_out import event, formulations


def discovered(text: str) -> dict[str, str]:
    """Discovered formulation → how."""
    return {name: row["origin"] for name, row in formulations(text)[0].items() if row["origin"] != "curated"}


@pytest.mark.parametrize(
    ("line", "term"),
    [
        ("鼓励“一店多能”提供服务。", "一店多能"),
        ("推行「首席规划师」制度。", "首席规划师"),
        ("建立“党委领导、政府组织、业主参与”的机制。", "党委领导、政府组织、业主参与"),
        ("实施“特岗计划”，补充乡村教师。", "特岗计划"),
        ("推广“稻渔综合种养”。", "稻渔综合种养"),
        ("落实“免申即享”，养老金直达账户。", "免申即享"),
    ],
)
def test_a_short_quoted_term_is_discovered(line: str, term: str) -> None:
    assert discovered(event(line)) == {term: "quoted"}


@pytest.mark.parametrize(
    "line",
    [
        "会议强调“要加大城市困难群众住房保障工作”。",
        "会议强调“推进农业强国建设”。",
        "编制“十四五”规划。",
        "印发《“一店多能”行动方案》。",
        "破解“管理难”问题，突出“实用性”。",
        "会议指出“房子。车子”。",
        "提出“符合居民需求，得到居民普遍认可”。",
        "由“国家发展和改革委员会”牵头。",
        "“加力实施”意味着加大投入。",
        "坚持“房住不炒”。",
        "“未闭合的引号，一直到行尾",
    ],
)
def test_sentences_documents_bodies_and_what_is_known_are_not(line: str) -> None:
    assert discovered(event(line)) == {}


def test_a_subject_that_is_mostly_written_without_marks_is_no_term() -> None:
    assert discovered(event("首提“乡村建设”。", *[f"乡村建设要求{number}。" for number in "一二三四五六七八"])) == {}


def test_all_places_of_a_discovered_term_are_told_quoted_or_not() -> None:
    found, _ = formulations(event("推行“首席规划师”制度。") + event("首席规划师驻点。", date="2024年5月"))
    assert (found["首席规划师"]["n_occurrences"], found["首席规划师"]["n_events"]) == (2, 2)


RECURRING = ("优化教师资源布局，扩大优质供给。", "为此，优化教师资源布局。", "各地要研究优化教师资源布局的办法。")


def test_a_phrase_that_stands_alone_and_recurs_from_event_to_event_is_discovered() -> None:
    assert discovered(event(*RECURRING[:2]) + event(RECURRING[2], date="2024年5月")) == {"优化教师资源布局": "recurring"}


def test_a_phrase_of_one_event_or_of_copied_lines_does_not_recur() -> None:
    assert discovered(event(*RECURRING)) == {}
    assert discovered(event(RECURRING[0]) + event(RECURRING[0], date="2024年5月") + event(RECURRING[0], date="2024年6月")) == {}


def test_a_phrase_that_stands_only_within_a_longer_one_is_left_out() -> None:
    lines = ("推行“数字乡村建设指南”。", "推行“乡村建设指南”。")
    assert discovered(event(lines[0], lines[1])) == {"数字乡村建设指南": "quoted", "乡村建设指南": "quoted"}
    assert discovered(event("推行“数字乡村建设指南”。", "推行‘数字乡村建设指南’。")) == {"数字乡村建设指南": "quoted"}
