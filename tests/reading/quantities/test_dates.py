"""Dates and ranges of dates, with and without their year."""
import pytest

from tests.reading.quantities.reads import dates, quantities, raws


@pytest.mark.parametrize(
    ("text", "date", "comparator"),
    [
        ("到2027年", "2027", "by"),
        ("于2021 年 11 月 30 日前报送", "2021-11-30", "by"),
        ("2000年年底前建成", "2000-12", "by"),
        ("6月底前完成", "2025-06", "by"),
        ("年底前完成", "2025-12", "by"),
        ("明年底前完成", "2026-12", "by"),
        ("截至2023年底", "2023-12", "by"),
        ("2023年(含)以来", "2023", "since"),
        ("自2021年11月启动", "2021-11", "since"),
        ("自2024年9月1日起施行", "2024-09-01", "since"),
        ("2019年改革以来", "2019", "since"),
        ("2023年中央政治局会议", "2023", "in"),
        ("二〇二四年三月", "2024-03", "in"),
        ("10月上旬", "2025-10", "in"),
        ("2024年一季度", "2024-01/2024-03", "in"),
        ("前三季度", "2025-01/2025-09", "in"),
        ("8月1日—11月30日", "2025-08-01/2025-11-30", "in"),
        ("2026年3月16日至10月31日", "2026-03-16/2026-10-31", "in"),
        ("自2024年10月1日起至2025年3月31日止", "2024-10-01/2025-03-31", "in"),
        ("自2022年第四季度起", "2022-10/2022-12", "since"),
        ("8月1日至15日", "2025-08-01/2025-08-15", "in"),
        ("11月15日至3月15日", "2025-11-15/2026-03-15", "in"),
        ("2021—2025年", "2021/2025", "in"),
        ("1—6月", "2025-01/2025-06", "in"),
        ("2024.8.1-2024.11.30", "2024-08-01/2024-11-30", "in"),
        ("20世纪90年代", "1990/1999", "in"),
    ],
)
def test_a_date_is_as_precise_as_its_text(text: str, date: str, comparator: str) -> None:
    assert dates(text) == [(date, comparator)]


def test_a_date_without_year_takes_the_year_last_named() -> None:
    assert dates("2024年5月启动,9月底前完成") == [("2024-05", "in"), ("2024-09", "by")]


def test_without_any_year_the_date_has_no_value() -> None:
    assert dates("8月1日前", year=None) == [(None, "by")]


def test_a_day_that_no_calendar_has_is_no_date() -> None:
    assert dates("2023年2月30日") == [("2023-02", "in")] or dates("2023年2月30日") == []


def test_a_later_year_that_opens_a_goal_is_a_deadline() -> None:
    (found,) = quantities("2035年全面建成系统完整的体系")
    assert (found.comparator, found.role) == ("by", "deadline")


def test_the_first_syllable_of_another_word_is_no_part_of_a_date() -> None:
    assert raws("2025年初步构建体系") == ["2025年"]


def test_the_years_of_a_share_are_no_bounds() -> None:
    assert dates("从2020年的15%提高到2024年的20%") == [("2020", "in"), ("2024", "in")]


def test_years_in_names_of_documents_are_no_dates() -> None:
    assert dates("《2024年工作要点》和2024年政府工作报告、2019年版标准、总体规划（2021—2035年）") == []


def test_dates_of_a_title_are_part_of_its_name() -> None:
    assert raws("关于开展2025年度中央财政支持城市更新行动的通知", parent="title") == []
    assert raws("住建部等13部门《关于2020年工作的意见》", parent="title") == ["13部门"]


def test_the_clock_belongs_to_its_day() -> None:
    assert raws("封航时间为8月12日6时至8月13日18时30分。") == ["8月12日6时至8月13日18时30分"]
    assert dates("封航时间为8月12日6时至8月13日18时30分。") == [("2025-08-12/2025-08-13", "in")]
    assert raws("9月8日上午9时30分前") == ["9月8日上午9时30分"]
    assert raws("6月7日9:00—11:30考试") == ["6月7日9:00—11:30"]
    assert raws("12月31日零时点人口") == ["12月31日"]
    assert dates("5月1日至3日12时") == [("2025-05-01/2025-05-03", "in")]
    assert raws("8月12日10时限内") == raws("8月12日") == raws("8月12日3点建议") == ["8月12日"]
    assert raws("8月12日 12：30人参加") == ["8月12日", "30人"]
