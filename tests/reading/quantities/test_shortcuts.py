"""What is ruled out by a character or two is never anything that its reader would read."""
from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.reading.quantities.amounts import AMOUNT, NEXT, amount_at
from flows.reading.quantities.comparators import BESIDES, WORDS, word_after, word_before
from flows.reading.quantities.dates import HINT, _point_at
from flows.reading.quantities.exclusions import CLOSABLE, PHRASES, closed_spans
from flows.reading.quantities.lexicon import rows
from flows.reading.quantities.numerals import ARABIC, CHINESE_CHARS, NUMERAL
from flows.reading.quantities.units import noun_before
from tests.reading.quantities.reads import one

NUMBERS = st.text("0123９.．,，一二三五十百千万亿零半双年底末点多余几个 瓦米*", max_size=24)
DATES = st.text("0129１.-/—至到、和与及年月日号季度学世纪代底初二十〇三 前", max_size=16)
IDIOMS = st.lists(st.sampled_from(PHRASES) | st.text("".join(PHRASES), min_size=1, max_size=3), max_size=5).map("".join)
START = re.compile(rf"[0-9０-９{CHINESE_CHARS}半双]|年(?=[底末])")
RUN = re.compile(rf"{ARABIC}|[{CHINESE_CHARS}]+|[半双年]")


@given(NUMBERS, st.integers(0, 24))
def test_one_search_finds_a_numeral_and_its_end(text: str, pos: int) -> None:
    start = START.search(text, pos)
    run = RUN.match(text, start.start()) if start else None
    found = NUMERAL.search(text, pos)
    assert (found and found.span()) == (run and run.span())


@given(NUMBERS)
def test_a_numeral_goes_on_only_with_certain_characters(text: str) -> None:
    for numeral in NUMERAL.finditer(text):
        start, end = numeral.span()
        amount, match = amount_at(text, start, end), AMOUNT.match(text, start)
        assert amount is None or (match is not None and start + amount.length == match.end())
        if text[end : end + 1] not in NEXT and "千" not in numeral.group():
            assert match is None or match.end() == end


@pytest.mark.parametrize(
    ("text", "low", "high", "length"),
    [("6600 多万", 66_000_000, 66_000_000, 7), ("1.2万亿", 1.2e12, 1.2e12, 5), ("两三", 2, 3, 2), ("三点五", 3.5, 3.5, 3), ("三千瓦", 3, 3, 1)],
)
def test_an_amount_is_as_long_as_it_is_written(text: str, low: float, high: float, length: int) -> None:
    numeral = NUMERAL.match(text)
    amount = amount_at(text, *numeral.span()) if numeral else None
    assert amount is not None
    assert (float(amount.low), float(amount.high), amount.length) == (low, high, length)


def test_a_numeral_too_long_is_no_amount() -> None:
    assert amount_at("1" * 25, 0, 25) is None
    assert amount_at("5" + " " * 30 + "万", 0, 1) is None


@given(DATES)
def test_what_the_hint_refuses_is_no_date(text: str) -> None:
    for numeral in NUMERAL.finditer(text):
        assert HINT.match(text, numeral.start()) or _point_at(text, numeral.start()) is None


@given(IDIOMS)
def test_a_numeral_in_an_idiom_is_seen_by_the_characters_beside_it(text: str) -> None:
    for start, end in closed_spans(text, title=False):
        for numeral in NUMERAL.finditer(text, start, end):
            at = numeral.start()
            assert text[at : at + 2] in CLOSABLE or text[at - 1 : at + 1] in CLOSABLE


@pytest.mark.parametrize("blank", ["", *sorted(BESIDES)])
def test_every_comparator_before_is_seen(blank: str) -> None:
    words = [word for word in WORDS if word.side == "before"]
    assert [word.word for word in words if word_before(word.word + blank, len(word.word + blank), frozenset((word.applies,))) is None] == []


@pytest.mark.parametrize("blank", ["", " ", "\u3000", "”", "(含)", "（不含）"])
def test_every_comparator_after_is_seen(blank: str) -> None:
    words = [word for word in WORDS if word.side == "after"]
    assert [word.word for word in words if word_after(blank + word.word, 0, frozenset((word.applies,))) is None] == []


def test_every_noun_before_is_seen() -> None:
    nouns = [row["word"] for row in rows("nouns") if len(row["word"]) > 1]
    found = {noun: noun_before(f"覆盖{noun}(市、区)", len(noun) + 7) for noun in nouns}
    assert [noun for noun, unit in found.items() if unit is None or not noun.endswith(unit.word)] == []


def test_a_negative_nothing_is_nothing() -> None:
    assert str(one("增长负0%").value_min) == "0.0"
