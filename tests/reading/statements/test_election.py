"""The election: what numpy counts in columns is what the rule says, written as a loop."""
from collections import defaultdict

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from flows.reading.columns import ints
from flows.reading.statements.ballots import Votes
from flows.reading.statements.election import DEFAULT, DEFAULT_WEIGHT, FADING, Above, elect
from schemas.vocabulary import vocabulary

CODES = list(vocabulary("functions"))
STATEMENTS = 3
WEIGHTS = st.sampled_from([0.5, 1.0, 1.5, 2.0, 4.0])
Vote = tuple[int, float, int]
VOTES = st.lists(st.tuples(st.integers(0, STATEMENTS - 1), WEIGHTS, st.integers(0, len(CODES) - 1)), max_size=12)
LEARNED = st.lists(st.tuples(st.integers(0, STATEMENTS - 1), st.sampled_from([-4.0, -0.5, 0.5, 2.0]), st.integers(0, len(CODES) - 1)), max_size=8)


def columns(votes: list[Vote], first_word: int) -> Votes:
    numbers = first_word + np.arange(len(votes))
    return Votes(ints([vote[0] for vote in votes]), np.array([vote[1] for vote in votes], float), ints([vote[2] for vote in votes]), numbers)


def elected(zones: list[list[tuple[float, int, int]]], learned: list[tuple[float, int, int]], above: list[tuple[float, int]]) -> tuple[str, int]:
    """The function of one statement and the number of the word that decided it, by the rule. Votes are (weight, function, word)."""
    sums: dict[int, float] = defaultdict(float)
    order: list[int] = []
    spoken = []
    for zone in zones:
        seen: dict[int, int] = defaultdict(int)
        for weight, function, word in sorted(zone, key=lambda vote: -vote[0]):
            sums[function] += weight * FADING ** seen[function]
            seen[function] += 1
            order.append(function)
            spoken.append((weight, function, word))
    for weight, function, word in learned:
        sums[function] += weight
        order += [function] if weight > 0 else []
        spoken.append((weight, function, word))
    for weight, function in above:
        sums[function] += weight
        order.append(function)
    default = CODES.index(DEFAULT)
    sums[default] += DEFAULT_WEIGHT
    order.append(default)
    winner = max(dict.fromkeys(order), key=sums.__getitem__)
    heaviest = max((vote for vote in spoken if vote[1] == winner and vote[0] > 0), key=lambda vote: vote[0], default=(0.0, winner, -1))
    louder = any(weight > heaviest[0] for weight, function in above if function == winner)
    return CODES[winner], -1 if louder else heaviest[2]


@given(VOTES, VOTES, LEARNED, VOTES)
def test_votes_in_columns_elect_what_the_rule_elects(label: list[Vote], body: list[Vote], learned: list[Vote], above: list[Vote]) -> None:
    added = columns(above, 0)
    functions, words = elect(
        STATEMENTS, columns(label, 100), columns(body, 200), columns(learned, 300), Above(added.statement, added.function, added.weight, added.weight)
    )

    def own(votes: list[Vote], first_word: int, number: int) -> list[tuple[float, int, int]]:
        return [(weight, function, first_word + place) for place, (statement, weight, function) in enumerate(votes) if statement == number]

    for number in range(STATEMENTS):
        wanted = elected(
            [own(label, 100, number), own(body, 200, number)], own(learned, 300, number), [vote[:2] for vote in own(above, 0, number)]
        )
        assert (functions[number], words[number]) == wanted
