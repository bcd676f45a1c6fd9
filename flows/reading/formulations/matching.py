"""Where formulations stand in a folded text: one Aho–Corasick automaton over all wordings of a list.

Of the wordings of one family the leftmost counts, and of those that begin together the longest: 智慧城市 does not stand in
宜居、韧性、智慧城市, of whose family it is; formulations of different families may overlap. A wording that begins or ends in a Latin
letter or a digit does not stand inside a longer word or number.
"""
from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from flows.reading.formulations.folded import even
from flows.reading.formulations.lexicon import Entry, listed
from flows.reading.formulations.wordings import Parts, end_of, expand


class Hit(NamedTuple):
    """An occurrence of a formulation: its span in the folded text."""

    start: int
    end: int
    entry: Entry


class _Meaning(NamedTuple):
    """What a head is the beginning of: the formulation, the rest of the wording after its gaps, whether it counts or is a word
    in which the formulation does not count, and whether a Latin letter or a digit stands at its edge."""

    entry: Entry
    tails: Parts
    counts: bool
    latin: bool


class Matcher:
    """Finds the formulations of a list."""

    def __init__(self, wordings: Iterable[tuple[Entry, str, bool]]) -> None:
        """`wordings`: formulation, wording in the declared syntax, and whether it counts."""
        meanings: dict[str, list[_Meaning]] = {}
        for entry, wording, counts in wordings:
            for head, *tails in expand(even(wording)):
                latin = head[0].isascii() or [head, *tails][-1][-1].isascii()
                meanings.setdefault(head, []).append(_Meaning(entry, tuple(tails), counts, latin))
        self._meanings = list(meanings.values())
        self._automaton = AhoCorasick(list(meanings), matchkind=MatchKind.Standard, implementation=Implementation.DFA)

    def find(self, text: str) -> list[Hit]:
        """Every occurrence, in the order of the text, the longest first where several begin together."""
        found = []
        for head, start, head_end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            for entry, tails, counts, latin in self._meanings[head]:
                end = end_of(text, head_end, tails) if tails else head_end
                if end is not None and not (latin and _inside_a_word(text, start, end)):
                    found.append((start, -end, counts, entry))
        found.sort()
        return _leftmost_longest(found)


def _leftmost_longest(found: list[tuple[int, int, bool, Entry]]) -> list[Hit]:
    """What remains in each family of sorted hits (start, -end, counts, formulation)."""
    kept = []
    reach: dict[str, int] = {}
    for start, negative_end, counts, entry in found:
        if start >= reach.get(entry.root, 0):
            reach[entry.root] = -negative_end
            if counts:
                kept.append(Hit(start, -negative_end, entry))
    return kept


def _inside_a_word(text: str, start: int, end: int) -> bool:
    """Whether a Latin word or a number goes on beyond the edge of text[start:end]."""
    return _joined(text[start - 1 : start + 1] if start else "") or _joined(text[end - 1 : end + 1])


def _joined(pair: str) -> bool:
    return len(pair) == 2 and pair.isascii() and (pair.isalpha() or pair.isdigit())


@cache
def curated() -> Matcher:
    """The matcher of the curated list."""
    counted = [(one.entry, wording, True) for one in listed() for wording in one.wordings]
    return Matcher(counted + [(one.entry, words, False) for one in listed() for words in one.not_in])


def matcher_of(entries: Iterable[Entry]) -> Matcher:
    """The matcher of discovered formulations, each of which has one wording; of several that overlap the leftmost and longest counts."""
    return Matcher((entry, entry.formulation, True) for entry in entries)
