"""The words that say what a statement does: their votes for a function, by the place where they stand.

`function_cues.csv` and `modality_votes.csv`; `lexicon/README.md` explains their columns.
"""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache

from flows.reading.statements.tables import LEXICON, LexiconError, rows, words
from schemas.vocabulary import vocabulary

Vote = tuple[float, str, str | None]
"""A word's weight for a function, and the word; None where a heading votes."""


@dataclass(slots=True, eq=False)
class FunctionWord:
    """A word's votes, by the place where it stands; `functions.py` explains the places."""

    hides: bool  # it only contains the letters of other words, which are none in it
    everywhere: bool  # it may vote wherever it stands behind the label, not only at the start
    defines: bool  # it may be, or follow, the word that says what the subject is
    label: tuple[Vote, ...]
    label_start: tuple[Vote, ...]
    label_end: tuple[Vote, ...]
    start: tuple[Vote, ...]
    lead: tuple[Vote, ...]
    body: tuple[Vote, ...]
    copula: tuple[Vote, ...]
    after_copula: tuple[Vote, ...]
    heading: tuple[Vote, ...]
    heading_end: tuple[Vote, ...]


HIDDEN = "hidden"
PLACES = tuple([field.name for field in fields(FunctionWord)][3:])


@cache
def function_words() -> dict[str, FunctionWord]:
    """Word → its votes."""
    found: dict[str, dict[str, list[Vote]]] = defaultdict(lambda: defaultdict(list))
    for row in rows(LEXICON / "function_cues.csv"):
        place, function, weight = row["place"], row["function"], float(row["weight"])
        if place != HIDDEN and (function not in vocabulary("functions") or place not in PLACES):
            raise LexiconError(f"function_cues.csv: no such function or place: {function!r}, {place!r}")
        for word in words(row["cues"]):
            found[word][place].append((weight, function, word))
    return {word: _function_word(by_place) for word, by_place in found.items()}


def _function_word(votes: Mapping[str, list[Vote]]) -> FunctionWord:
    defines = "copula" in votes or "after_copula" in votes
    by_place = [tuple(votes[place]) if place in votes else () for place in PLACES]
    return FunctionWord(HIDDEN in votes, defines or "body" in votes or "lead" in votes, defines, *by_place)


@cache
def modality_votes() -> dict[tuple[tuple[int, int], bool], tuple[float, str]]:
    """Strength of a statement's cue (`Cue.order`), and whether it stands in the first clause → the weight and function that it votes."""
    places = {modality: place for place, modality in enumerate(vocabulary("modalities"))}
    return {
        ((places[row["modality"]], int(row["rank"])), row["place"] == "lead"): (float(row["weight"]), row["function"])
        for row in rows(LEXICON / "modality_votes.csv")
    }
