"""Date and year headings in the forms that timelines use."""
import pytest

from flows.reading.dates import ImpossibleDateError, date_heading, year_heading


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("2020年7月", "2020-07"),
        ("2025年7月14日", "2025-07-14"),
        ("2020.07", "2020-07"),
        ("2020-07", "2020-07"),
        ("2020/7/3", "2020-07-03"),
        ("2024.05.17", "2024-05-17"),
        ("２０２４年５月", "2024-05"),
        (" 2021 年 11 月 30 日 ", "2021-11-30"),
        ("**2023年8月1日**", "2023-08-01"),
        ("## 2024年3月", "2024-03"),
        ("【2024年3月】", "2024-03"),
        ("2024年5月17日（周五）", "2024-05-17"),
    ],
)
def test_a_line_that_holds_a_date_alone_is_a_date_heading(line, value):
    assert date_heading(line).value == value


@pytest.mark.parametrize("line", ["2020年7月,国务院发布", "到2025年", "2020", "2020年", "1.5", "2020.5-2021.6", "2020-07.03", "2020年" + "7" * 50])
def test_a_line_that_holds_more_or_less_than_a_date_is_none(line):
    assert date_heading(line) is None


@pytest.mark.parametrize("line", ["2020年13月", "2023年2月29日", "2020-00"])
def test_a_day_that_no_calendar_has_is_told(line):
    with pytest.raises(ImpossibleDateError):
        date_heading(line)


@pytest.mark.parametrize(("line", "year"), [("2019", 2019), ("2019年", 2019), ("# 2021年", 2021), ("二〇二一年", 2021), ("２０２２", 2022)])
def test_a_line_that_holds_a_year_alone_is_a_year_heading(line, year):
    assert year_heading(line) == year


@pytest.mark.parametrize("line", ["3019", "2019年末", "12345", "2019-2020", "第2019号"])
def test_other_numbers_are_no_year_heading(line):
    assert year_heading(line) is None
