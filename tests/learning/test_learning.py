"""Learned votes: what is learned from cases, that a learned weight counts where its word stands, and that the committed weights are current."""
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

import pytest

from flows.checking.accuracy_gold import read_gold
from flows.reading.statements import ballots, read_statement
from flows.reading.statements.function_words import FunctionWord, learned_words
from tests.learning.functions import learn
from tests.learning.regression import Case, weights

ROOT = Path(__file__).parents[2]


@contextmanager
def learned(place: str, word: str, weight: float, function: str) -> Iterator[None]:
    """One learned vote in place of those that are committed."""
    with patch.object(ballots, "learned_words", lambda: {word: FunctionWord(hides=False, votes={place: [(weight, function)]})}):
        ballots.learned_ballots.cache_clear()
        yield
    ballots.learned_ballots.cache_clear()


def votes_of(words: Mapping[str, FunctionWord]) -> dict[tuple[str, str, str], float]:
    """Word, place and function → weight."""
    return {(word, place, function): weight for word, found in words.items() for place, votes in found.votes.items() for weight, function in votes}


SCOPE = Case({("body", "适用")}, ("scope",))


def test_a_sign_that_goes_with_a_class_speaks_for_it_and_against_the_other() -> None:
    cases = [Case({("body", "补贴")}, ("funding",)), Case({("body", "负责")}, ("governance",)), SCOPE] * 10
    found = weights(cases, share=1.0)
    assert found["body", "补贴"]["funding"] > 0 > found["body", "补贴"]["governance"]


def test_a_sign_seen_once_teaches_nothing() -> None:
    cases = [*[Case({("body", "补贴")}, ("funding",)), Case({("body", "负责")}, ("governance",)), SCOPE] * 5, Case({("body", "罕见")}, ("goal",))]
    assert ("body", "罕见") not in weights(cases, share=1.0)


def test_a_case_with_two_classes_is_half_of_each() -> None:
    cases = [Case({("body", "补贴")}, ("funding", "task")), Case({("body", "负责")}, ("governance",)), SCOPE] * 10
    votes = weights(cases, share=1.0)["body", "补贴"]
    assert votes["funding"] == votes["task"] > 0


@pytest.mark.parametrize(
    ("place", "word", "text", "label", "headings"),
    [
        ("label", "资金", "资金安排：甲乙丙。", (0, 4), ()),
        ("start", "完善", "完善甲乙丙。", None, ()),
        ("body", "完善", "甲乙丙，完善丁。", None, ()),
        ("heading", "资金", "甲乙丙。", None, ("一、资金安排",)),
    ],
)
def test_a_learned_vote_counts_where_its_word_stands(place: str, word: str, text: str, label: tuple[int, int] | None, headings: tuple[str, ...]) -> None:
    with learned(place, word, 30.0, "scope"):
        assert read_statement(text, label, headings).function == "scope"


def test_a_learned_vote_does_not_count_elsewhere() -> None:
    with learned("start", "完善", 30.0, "scope"):
        assert read_statement("甲乙丙，完善丁。", None).function != "scope"


@pytest.mark.soak
def test_the_committed_weights_are_what_the_texts_teach(tmp_path: Path) -> None:
    """But for a step of rounding, which may differ from one processor to another."""
    with patch("tests.learning.functions.FILE", tmp_path / "learned_cues.csv"):
        learn(read_gold(ROOT / "tests/gold", ROOT / "raw"))
    with patch("flows.reading.statements.function_words.LEXICON", tmp_path):
        anew = votes_of(learned_words.__wrapped__())
    committed = votes_of(learned_words())
    far = [sign for sign in anew.keys() | committed.keys() if abs(anew.get(sign, 0.0) - committed.get(sign, 0.0)) > 0.5]
    assert far == []
