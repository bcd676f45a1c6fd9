"""What holds of any text: spans, order, values under changes of width and blanks, and time."""
from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.reading.quantities import Context, Quantity, find_quantities
from schemas.metrics import Metric
from tests.reading.quantities.test_cases import cases

ALPHABET = (
    "0123456789０９.．,，:：-—～%％〇一二两三十百千万亿半双多余几年月日底上下内前至到第《》“”（）()"
    "不低于超过约个元人户平方米公里每大部门|** \u00a0\u3000a/"
)
TEXTS = st.text(ALPHABET, max_size=40) | st.text(max_size=40)
PARENTS = st.sampled_from(["title", "directive", "heading", "cell"])
WIDE = str.maketrans("0123456789%", "０１２３４５６７８９％")
HOSTILE = ["1", "一", "十", "万", "1,000,", "1.", "1-", "2021-", "百分之", "三大", "《", "》", "（含）", "不低于", "每人", "1、", "1/", "1:"]
HOSTILE += ["年底", "“三", "20个", "5%、", "*", "\u3000", "不超过的", "到2027年", "1亿", "三级", "1:1:", "最高"]
HOSTILE += ["稳定", "要", "基本", "统一保持", "分别", "此前的是", "，“十三五”期间1", "截至1日，已完成", "贷款"]
SMALL, LARGE = 8_000, 40_000


def values(found: list[Quantity]) -> list[tuple[object, ...]]:
    """What a reading says, apart from the wording of the text."""
    return [(q.quantity_kind, q.value_min, q.value_max, q.unit, q.date_value, q.comparator, q.role) for q in found]


@given(TEXTS, PARENTS, st.none() | st.integers(1949, 2050), st.none() | TEXTS, st.lists(TEXTS, max_size=2))
def test_any_text_is_read_in_order_without_overlap(text: str, parent: str, year: int | None, head: str | None, headings: list[str]) -> None:
    found = find_quantities(text, Context(year, tuple(headings), parent, head, head))
    ends = [0, *(quantity.end for quantity in found)]
    assert all(end <= quantity.start < quantity.end <= len(text) for end, quantity in zip(ends, found, strict=False))
    assert all(text[quantity.start : quantity.end].strip() == text[quantity.start : quantity.end] for quantity in found)


@given(TEXTS, PARENTS)
def test_every_reading_is_a_valid_metric(text: str, parent: str) -> None:
    for quantity in find_quantities(text, Context(2025, parent=parent)):
        span = {"source_id": "s", "line_start": 1, "line_end": 1, "char_start": quantity.start, "char_end": quantity.end}
        fields = {name: value for name, value in quantity._asdict().items() if name not in ("start", "end")}
        Metric(metric_id="s-m", event_id="s", raw=text[quantity.start : quantity.end], **fields, **span)


@pytest.mark.parametrize("text", list(cases())[::7])
def test_the_width_of_digits_changes_no_value(text: str) -> None:
    assert values(find_quantities(text.translate(WIDE), Context(2025))) == values(find_quantities(text, Context(2025)))


@given(st.integers(1, 99999), st.sampled_from(["个", "元", "亿元", "平方米", "%", "万人", "个月"]), st.sampled_from(["", " ", "\u00a0", "\u3000", "  "]))
def test_blanks_between_number_and_unit_change_no_value(number: int, unit: str, blank: str) -> None:
    plain = find_quantities(f"共计{number}{unit}", Context(2025))
    assert values(find_quantities(f"共计{number}{blank}{unit}", Context(2025))) == values(plain) != []


@given(st.integers(1, 10**9), st.integers(0, 99))
def test_money_is_exact(yuan: int, cents: int) -> None:
    (found,) = find_quantities(f"补贴{yuan}.{cents:02d}万元")
    assert found.value_min == (yuan * 100 + cents) * 100


@pytest.mark.parametrize("opening", ["", "2025年", "20%"])
@pytest.mark.parametrize("piece", HOSTILE)
def test_time_is_linear_in_a_hostile_line(piece: str, opening: str) -> None:
    times = []
    for size in (SMALL, LARGE):
        text = opening + piece * (size // len(piece))
        runs = []
        for _ in range(2):  # the lesser: a busy machine may hold up one of them
            start = time.process_time()
            find_quantities(text, Context(2025))
            runs.append(time.process_time() - start)
        times.append(min(runs))
    assert times[1] < 2.5 * LARGE / SMALL * times[0] + 0.2
