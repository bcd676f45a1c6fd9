"""The words that say what a statement does: their votes for a function, by the place where they stand.

`function_cues.csv`, `learned_cues.csv` and `modality_votes.csv`; `lexicon/README.md` explains their columns.
"""
from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import NamedTuple

from flows.reading.statements.tables import LEXICON, LexiconError, rows, words
from schemas.vocabulary import vocabulary

HIDDEN = "hidden"
PLACES = ("label", "label_start", "label_end", "start", "lead", "body", "copula", "after_copula", "heading", "heading_end")


class FunctionWord(NamedTuple):
    """What a word votes, by the place where it stands (`functions.py` explains the places): weights and functions."""

    hides: bool  # it only contains the letters of other words, which are none in it
    votes: dict[str, list[tuple[float, str]]]


@cache
def function_words() -> dict[str, FunctionWord]:
    """Word → its votes, which analysts weighed."""
    return _read("function_cues.csv")


@cache
def learned_words() -> dict[str, FunctionWord]:
    """Word → its votes, whose weights `make learn` found in the texts read by hand."""
    return _read("learned_cues.csv")


def _read(file: str) -> dict[str, FunctionWord]:
    votes: dict[str, dict[str, list[tuple[float, str]]]] = defaultdict(lambda: defaultdict(list))
    for row in rows(LEXICON / file):
        place, function, weight = row["place"], row["function"], float(row["weight"])
        if place != HIDDEN and (function not in vocabulary("functions") or place not in PLACES):
            raise LexiconError(f"{file}: no such function or place: {function!r}, {place!r}")
        for word in words(row["cues"]):
            votes[word][place].append((weight, function))
    return {word: FunctionWord(HIDDEN in cast, {place: cast[place] for place in PLACES if place in cast}) for word, cast in votes.items()}


@cache
def modality_votes() -> dict[tuple[tuple[int, int], bool], tuple[float, str]]:
    """Strength of a statement's cue (`Cue.order`), and whether it stands in the first clause → the weight and function that it votes."""
    places = {modality: place for place, modality in enumerate(vocabulary("modalities"))}
    return {
        ((places[row["modality"]], int(row["rank"])), row["place"] == "lead"): (float(row["weight"]), row["function"])
        for row in rows(LEXICON / "modality_votes.csv")
    }


@cache
def function_numbers() -> dict[str, int]:
    """Function → its number in columns."""
    return {code: number for number, code in enumerate(vocabulary("functions"))}
