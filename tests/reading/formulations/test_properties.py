"""What holds of any text: spans quote, figures agree, ids are stable; hostile text costs no more than other text."""
from __future__ import annotations

import time

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from flows.reading.formulations.folded import LEFT_OUT, even, fold
from flows.reading.formulations.quotes import Quotes
from flows.reading.formulations.wordings import GAP
from tests.reading.formulations.read_out import event, formulations

PIECES = ["“", "”", "‘", "’", "《", "》", "**", " ", "\n", "，", "、", "。", "2023年4月\n会议\n", "实施城市更新行动", "加力", "房住不炒", "一店多能", "留", "改", "拆", "城市更新是", "抓手", "１５分钟生活圈"]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=TEXTS)
@example(text="“**留**、改 、拆”")
@example(text="")
def test_every_span_quotes_and_every_figure_is_that_of_the_occurrences(text: str) -> None:
    found, occurrences = formulations(text)
    assert all(text[row["char_start"] : row["char_end"]] == row["raw"] and "\n" not in row["raw"] for row in occurrences)
    assert [row["char_start"] for row in occurrences] == sorted(row["char_start"] for row in occurrences)
    assert len({row["occurrence_id"] for row in occurrences}) == len(occurrences)
    for row in found.values():
        own = [one for one in occurrences if one["formulation_id"] == row["formulation_id"]]
        assert row["n_occurrences"] == len(own) and set(row["variants"]) == {one["variant"] for one in own}
        assert all(one["occurrence_id"].startswith(row["formulation_id"]) for one in own)


@given(text=TEXTS | st.text(alphabet="城𠮷\ud800\u3000\u00a0\t *,，､、０ｚ＋－\"’", max_size=12))
def test_folding_keeps_the_way_back(text: str) -> None:
    folded = fold(text)
    assert folded.text == even(LEFT_OUT.sub("", text))
    for place, character in enumerate(folded.text):
        start, end = folded.span(place, place + 1)
        assert end == start + 1 and fold(text[start:end]).text == character


def test_ids_stay_when_lines_are_added_before() -> None:
    _, before = formulations(event("坚持房住不炒。"))
    _, after = formulations(event("发展经济。", "坚持 房住不炒。"))
    assert [row["formulation_id"] for row in before] == [row["formulation_id"] for row in after]


def test_hostile_text_is_read_in_time_linear_in_its_length() -> None:
    def cost(size: int) -> float:
        text = event("“" * size, "城市更新是" * size, "《" * size + "留、" * size, "优化" * size, "“甲”" * size)
        started = time.process_time()
        formulations(text)
        return time.process_time() - started

    cost(50)
    assert cost(8000) < 40 * max(cost(1000), 0.02)


def test_a_gap_reaches_no_further_than_its_bound() -> None:
    within, beyond = ("城市更新是" + "好" * size + "抓手" for size in (GAP, GAP + 1))
    assert "以城市更新为抓手" in formulations(event(within))[0]
    assert "以城市更新为抓手" not in formulations(event(beyond))[0]


def test_quotation_marks_never_reach_beyond_their_line() -> None:
    quotes = Quotes("“甲\n乙”丙")
    assert quotes.innermost == [] and not quotes.hold(3)
