"""The votes of the lexicon's words as columns, and those that are cast in some statements."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np

from flows.reading.columns import Flags, Floats, Ints, divided, first_of_each, ints, picked, written_out
from flows.reading.statements.function_words import FunctionWord, function_numbers, function_words, learned_words
from flows.reading.statements.lexicon import Hits, lexicon
from flows.reading.statements.tables import LexiconError


class Votes(NamedTuple):
    """Votes cast, a row a vote, in the order in which they are: number of the statement, weight, function, word.

    Functions are numbered as in the vocabulary, words as in the lexicon.
    """

    statement: Ints
    weight: Floats
    function: Ints
    word: Ints

    @classmethod
    def joined(cls, *votes: Votes) -> Votes:
        """Some votes after others."""
        statement, weight, function, word = zip(*votes, strict=True)
        return cls(np.concatenate(statement), np.concatenate(weight), np.concatenate(function), np.concatenate(word))

    def where(self, some: Flags | Ints) -> Votes:
        """Some of the votes: those flagged, or those at some places."""
        return Votes(*picked(self, some))

    def without_repeats(self) -> Votes:
        """The votes; of those that a word casts in a statement with the same weight for the same function, the first."""
        weights, weight = np.unique(self.weight, return_inverse=True)
        by_word = self.statement * len(lexicon().words) + self.word
        return self.where(first_of_each((by_word * len(function_numbers()) + self.function) * len(weights) + weight))


class Ballots(NamedTuple):
    """What words vote at some places: those of word n are the rows from `first[n]` to before `first[n + 1]`, place by place."""

    first: Ints
    place: Ints
    weight: Floats
    function: Ints

    def voters(self) -> Flags:
        """By the number of a word whether it votes at one of the places."""
        return np.diff(self.first) > 0

    def cast(self, hits: Hits) -> Votes:
        """What the words of some hits vote."""
        return self.cast_from(hits)[0]

    def cast_from(self, hits: Hits) -> tuple[Votes, Ints, Ints]:
        """What the words of some hits vote, and of each vote the row of its hit and the number of its place."""
        hit, row = written_out(self.first[hits.word], self.first[hits.word + 1])
        return Votes(hits.text[hit], self.weight[row], self.function[row], hits.word[hit]), hit, self.place[row]


@cache
def ballots(*places: str) -> Ballots:
    """The votes at some places, as analysts weighed them."""
    return _ballots(function_words(), places)


@cache
def learned_ballots(*places: str) -> Ballots:
    """The votes at some places, as they were learned; LexiconError where a word has left the lexicon since."""
    return _ballots(learned_words(), places)


def _ballots(words: Mapping[str, FunctionWord], places: Sequence[str]) -> Ballots:
    """Some words' votes; LexiconError where the lexicon does not have one."""
    if unknown := words.keys() - set(lexicon().words):
        raise LexiconError(f"learned_cues.csv: {', '.join(sorted(unknown))}: no other file has these words; run make learn")
    votes = [words[word].votes if word in words else {} for word in lexicon().words]
    first, rows = divided([[(number, *vote) for number, place in enumerate(places) for vote in cast.get(place, ())] for cast in votes])
    weights = np.array([weight for _, weight, _ in rows], np.float64)
    return Ballots(first, ints([place for place, _, _ in rows]), weights, ints([function_numbers()[function] for _, _, function in rows]))
