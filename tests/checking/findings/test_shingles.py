"""Runs of characters that stand again: none is lost, each is told where it begins, none reaches into the next statement."""
from __future__ import annotations

from collections import Counter

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from flows.checking.findings.shingles import Shingles

SIZE = 3
STATEMENTS = st.lists(st.text(alphabet="城市更𠮷\ud800", max_size=12), max_size=12)


def runs(words: list[str]) -> dict[tuple[int, int], str]:
    """Statement and start → run, taken character by character."""
    return {(place, start): text[start : start + SIZE] for place, text in enumerate(words) for start in range(len(text) - SIZE + 1)}


@given(STATEMENTS)
@example([])
@example([""])
@example(["", "更新", "更新城", ""])
def test_every_run_that_stands_again_is_told(words: list[str]) -> None:
    shingles, expected = Shingles(words, SIZE), runs(words)
    every = np.arange(len(shingles.codes))
    assert list(shingles.located(every)) == list(expected)
    again = list(shingles.located(shingles.standing_again(every)))
    counts = Counter(expected.values())
    assert again == sorted(again) and {place for place, run in expected.items() if counts[run] > 1} <= set(again) <= set(expected)


@given(STATEMENTS)
def test_every_run_that_a_statement_begins_with_is_told_wherever_it_stands(words: list[str]) -> None:
    shingles, expected = Shingles(words, SIZE), runs(words)
    beginnings = {text[:SIZE] for text in words}
    found = list(shingles.located(shingles.equal_to(shingles.starts[:-1])))
    assert found == sorted(found) and {place for place, run in expected.items() if run in beginnings} <= set(found)


def test_of_runs_that_stand_once_few_are_told() -> None:
    words = ["".join(chr(0x4E00 + (7 * start + 13 * place * place) % 20_000) for start in range(100)) for place in range(50)]
    shingles = Shingles(words, SIZE)
    sampled = np.flatnonzero(shingles.codes % 3 == 0)
    counts = Counter(runs(words).values())
    once = [place for place in shingles.located(shingles.standing_again(sampled)) if counts[runs(words)[place]] == 1]
    assert len(once) * 8 < len(sampled)
