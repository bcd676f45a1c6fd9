"""Five-year plans as times of what stands behind them."""
import time

import pytest

from flows.reading.five_year_plans import last_year, year_of_plan


def test_a_plan_ends_five_years_after_the_one_before() -> None:
    assert [last_year(numeral) for numeral in "一三四六"] == [2010, 2020, 2025, 2035]


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("“十三五”期间新建1", 2020),
        ("会议指出，‘十四五’时期，计划新建1", 2025),
        ("“十三五”期间建成3公里，“十四五”末达到1", 2025),
        ("“十三五”期间建成。现有1", None),
        ("“十三五”期间投产的项目，不得超过1", None),
        ("与“十三五”时期相比，新建1", None),
        ("“十四五”以来，建成1", None),
        ("三五年内建成1", None),
    ],
)
def test_the_last_plan_named_at_the_start_of_a_clause_is_the_time_of_its_sentence(text: str, year: int | None) -> None:
    assert year_of_plan(text, len(text) - 1) == year


def test_a_long_line_of_plans_takes_linear_time() -> None:
    line = "，“十三五”期间1" * 100_000
    began = time.process_time()
    assert {year_of_plan(line, place) for place in range(9, len(line), 90)} == {2020}
    assert time.process_time() - began < 5
