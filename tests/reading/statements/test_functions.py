"""What a statement does, by its label, its own words and the headings above."""
import pytest

from flows.reading.statements import label_span
from tests.reading.statements.alone import read_statement


def function(text: str, *headings: str) -> str:
    return read_statement(text, label_span(text), headings).function


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("养老服务是积极应对人口老龄化的重要抓手。", "positioning"),
        ("到2027年，体制机制基本完善，服务质量显著提高。", "goal"),
        ("坚持尽力而为、量力而行。", "principle"),
        ("加快建设高标准农田，完善灌溉设施。", "task"),
        ("任何单位不得擅自改变规划用途。", "restriction"),
        ("补助标准：每人每月300元，由市财政拨付。", "funding"),
        ("县级政府承担主体责任，定期开展督导考核。", "governance"),
        ("申报条件：在本市注册满三年的企业。", "scope"),
    ],
)
def test_each_function_is_read_from_its_words(text: str, expected: str) -> None:
    assert function(text) == expected


def test_the_last_noun_of_a_label_is_its_head() -> None:
    assert function("资金管理机制：略") == "governance"
    assert function("目标人群：略") != function("总体目标：略") == "goal"


def test_a_heading_above_decides_where_the_statement_itself_does_not() -> None:
    assert function("常住人口城镇化率65%", "主要指标（到2025年）：") == "goal"
    assert function("已缴纳社会保险的人员；", "有下列情形之一的，可以申请：") == "scope"


def test_the_nearest_heading_counts_most() -> None:
    assert function("略", "一、基本原则", "补贴标准") == "funding"


def test_letters_of_a_ban_that_is_none_make_no_restriction() -> None:
    assert function("防止洪涝灾害造成减产，加强气象服务。") == "task"


def test_a_remark_on_what_was_just_said_does_not_state_a_standing() -> None:
    assert function("持续推进管网改造，这是保障安全的重要举措。") == "task"


def test_the_cue_is_quoted_from_the_statement_and_absent_where_a_heading_decided() -> None:
    own = read_statement("资金来源：市级预算。", (0, 4))
    above = read_statement("略", None, ("申请条件",))
    assert own.function_cue is not None and own.function_cue in "资金来源：市级预算。"
    assert (above.function, above.function_cue) == ("scope", None)


def test_a_short_first_sentence_names_what_follows_as_a_label_does() -> None:
    assert function("重要意义。图书馆服务关系千家万户。") == "positioning"
    assert function("补贴标准。按照上年度在册渔船吨位测算。") == function("补贴标准：按照上年度在册渔船吨位测算。") == "funding"


@pytest.mark.parametrize("opening", ["健全林长制考核机制", "完善渔船补贴制度", "明确家庭农场主体地位"])
def test_a_heading_that_begins_with_a_verb_of_work_leaves_what_stands_below_it_a_task(opening: str) -> None:
    assert function("组织渔民转产培训，建设休闲渔港。", opening) == "task"
    assert function(f"{opening}。组织渔民转产培训，建设休闲渔港。") != "positioning"


def test_a_year_at_the_start_tells_what_has_been_from_what_is_aimed_at() -> None:
    text = "2024年，全省渔业产值占农业的比重达到31%。"
    assert [read_statement(text, None, (), year).function for year in (2021, 2024, 2026)] == ["goal", "goal", "positioning"]
    assert read_statement("2024年，每个乡镇建有一所敬老院。", None, (), 2020)[:2] == ("goal", "2024年")


@pytest.mark.parametrize("text", ["2024年起，对渔船给予燃油补贴每船3000元。", "2024年1月1日至2025年12月31日，对渔船给予燃油补贴每船3000元。"])
def test_a_span_of_time_at_the_start_says_nothing_of_the_past(text: str) -> None:
    assert read_statement(text, None, (), 2026).function == "funding"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("为规范渔港管理，保障渔船安全，制定本办法。", "goal"),
        ("承保品种为远洋捕捞船舶和养殖网箱。", "scope"),
        ("休渔期是指禁止捕捞作业的期间，旨在养护资源。", "scope"),
        ("渔港建设应当遵循统一规划、分级管理的原则。", "principle"),
        ("财政部、农业农村部研究完善渔业用油政策。", "task"),
        ("从2024年起实施渔港改造工程，更新航标设备。", "task"),
        ("本规定自2024年3月1日起实施。", "scope"),
    ],
)
def test_words_that_official_texts_open_with_decide(text: str, expected: str) -> None:
    assert function(text) == expected


def test_a_five_year_plan_at_the_start_is_dated_by_its_last_year() -> None:
    text = "“十四五”期间，全省渔港泊位比重达到31%。"
    assert [read_statement(text, None, (), year).function for year in (2022, 2027)] == ["goal", "positioning"]
    assert read_statement("“十四五”时期是渔业转型的关键期。", None, (), 2022).function == "positioning"
