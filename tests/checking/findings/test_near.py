"""Shingles that stand again somewhere: none is lost, and each begins where it is said to."""
from __future__ import annotations

from collections import Counter

from hypothesis import example, given
from hypothesis import strategies as st

from flows.checking.findings.near import LONGEST, SAMPLED, SHINGLE, SHORTEST, shingles_again

STATEMENTS = st.lists(st.text(alphabet="城市更新行动𠮷\ud800", max_size=40), max_size=12)


def sampled(words: list[str]) -> list[tuple[int, int]]:
    """Statement and start of every sampled shingle, looked for character by character."""
    within = [(place, start) for place, text in enumerate(words) if SHORTEST <= len(text) <= LONGEST for start in range(len(text) - SHINGLE + 1)]
    return [(place, start) for place, start in within if ord(words[place][start]) % SAMPLED == 0]


@given(STATEMENTS)
@example([])
@example([""])
@example(["更"])
@example(["更" * SHINGLE, "更" * SHORTEST, "更" * LONGEST, "更" * (LONGEST + 1)])
def test_shingles_that_stand_again_are_all_found_where_they_begin(words: list[str]) -> None:
    every = sampled(words)
    counts = Counter(words[place][start : start + SHINGLE] for place, start in every)
    found = [(place, start) for place, starts in shingles_again(words).items() for start in starts]
    assert found == sorted(found) and set(found) <= set(every)
    assert {(place, start) for place, start in every if counts[words[place][start : start + SHINGLE]] > 1} <= set(found)


def test_most_shingles_that_stand_once_are_dropped() -> None:
    words = ["".join(chr(0x4E00 + (7 * start + 13 * place * place) % 20_000) for start in range(100)) for place in range(50)]
    assert sum(map(len, shingles_again(words).values())) * 4 < len(sampled(words))
