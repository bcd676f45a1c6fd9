"""Which function the votes elect in each statement, and the word that decided it.

In each of three zones (label, what follows it, the headings above) the heaviest vote for a function counts fully, the next half,
the next a quarter … Learned votes all count as they are, and may speak against a function. A statement is a
task, the commonest function, unless its words say otherwise; ties go to what was said first: label, body, learned votes, headings.
"""
from __future__ import annotations

from typing import NamedTuple

import numpy as np

from flows.reading.columns import Flags, Floats, Ints, earlier_equals, first_of_each
from flows.reading.statements.ballots import Votes
from flows.reading.statements.function_words import function_numbers

FADING = 0.5
DEFAULT, DEFAULT_WEIGHT = "task", 1.5


class Above(NamedTuple):
    """What headings add to functions, row by row in the order in which they do: a sum of votes, and the heaviest vote in it."""

    statement: Ints
    function: Ints
    score: Floats
    heaviest: Floats

    @classmethod
    def joined(cls, one: Above, other: Above) -> Above:
        """What is added twice over."""
        statement, function = np.concatenate((one.statement, other.statement)), np.concatenate((one.function, other.function))
        return cls(statement, function, np.concatenate((one.score, other.score)), np.concatenate((one.heaviest, other.heaviest)))


def elect(count: int, label: Votes, body: Votes, learned: Votes, above: Above) -> tuple[list[str], list[int]]:
    """Of each of `count` statements the function with the most weight, and the number of the heaviest word for it; -1 where no word decided."""
    codes = list(function_numbers())
    label, body = heaviest_first(label), heaviest_first(body)
    statement = np.concatenate((label.statement, body.statement, learned.statement, above.statement, np.arange(count)))
    function = np.concatenate((label.function, body.function, learned.function, above.function, np.full(count, codes.index(DEFAULT))))
    score = np.concatenate((faded(label), faded(body), learned.weight, above.score, np.full(count, DEFAULT_WEIGHT)))
    winners = _most(count, statement * len(codes) + function, score)
    spoken = [votes.where((votes.function == winners[votes.statement]) & (votes.weight > 0)) for votes in (label, body, learned)]
    words = _deciding(count, Votes.joined(*spoken), above, winners)
    return [codes[number] for number in winners.tolist()], words.tolist()


def heaviest_first(zone: Votes) -> Votes:
    """A zone's votes by statement, the heaviest first, else as they were cast."""
    return zone.where(np.lexsort((-zone.weight, zone.statement)))


def faded(zone: Votes) -> Floats:
    """What each vote counts: half of its weight for each heavier one in the zone for the same function, and half of that …"""
    earlier = earlier_equals(zone.statement * len(function_numbers()) + zone.function)
    weights: Floats = zone.weight * FADING**earlier
    return weights


def _most(count: int, candidates: Ints, score: Floats) -> Ints:
    """Of each statement the function with the highest sum, of those that something speaks for; of equals the one spoken for first."""
    shape, late = (count, len(function_numbers())), len(candidates)
    sums = np.asarray(np.bincount(candidates, score, shape[0] * shape[1]), np.float64).reshape(shape)  # of nothing it counts whole numbers
    rank, spoken_for = np.full(shape, late), np.flatnonzero(score > 0)[::-1]
    rank.flat[candidates[spoken_for]] = spoken_for
    sums[rank == late] = -np.inf
    winners: Ints = np.where(sums == sums.max(axis=1, keepdims=True), rank, late).argmin(axis=1)
    return winners


def _deciding(count: int, votes: Votes, above: Above, winners: Ints) -> Ints:
    """The heaviest word of each statement among the votes for its winner, unless a heading spoke louder; -1: none."""
    votes = heaviest_first(votes)
    votes = votes.where(first_of_each(votes.statement))
    weights, words = np.zeros(count), np.full(count, -1)
    weights[votes.statement], words[votes.statement] = votes.weight, votes.word
    louder: Flags = (above.function == winners[above.statement]) & (above.heaviest > weights[above.statement])
    words[above.statement[louder]] = -1
    return words
