"""The weights by which the words of a statement vote for its function: `learned_cues.csv`."""
from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from unittest.mock import patch

from flows.checking.accuracy import measure_texts, read_as_corrected
from flows.checking.accuracy_gold import GoldText
from flows.reading.statements import Drafts, ballots, label_span
from flows.reading.statements.function_words import FunctionWord
from flows.reading.statements.layout import laid_out
from flows.reading.statements.learned import LEARNED_PLACES, standing
from flows.reading.statements.lexicon import lexicon, scan, unhidden
from flows.reading.statements.tables import LEXICON
from tests.learning.regression import Case, weights

FILE = LEXICON / "learned_cues.csv"
SHARE = 1.5  # of a learned weight against one set by hand; from 1 to 2 it hardly matters
Weights = dict[tuple[str, ...], dict[str, float]]


def learn(texts: Sequence[GoldText]) -> None:
    """Write the weights that all texts teach: words that vote alike at a place in one row."""
    rows: dict[tuple[str, str, float], list[str]] = defaultdict(list)
    for (place, word), votes in weights(list(chain.from_iterable(map(_cases, texts))), SHARE).items():
        for function, weight in votes.items():
            rows[function, place, weight].append(word)
    with FILE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("function", "place", "weight", "cues"))
        writer.writerows((function, place, weight, ";".join(sorted(words))) for (function, place, weight), words in sorted(rows.items()))


def check(texts: Sequence[GoldText]) -> None:
    """Print how often functions are right in each text with weights from the others, and without learned weights."""
    cases = [_cases(text) for text in texts]
    for place, text in enumerate(texts):
        others = list(chain.from_iterable(cases[:place] + cases[place + 1 :]))
        print(f"{text.source_id:34s} by hand {_right(text, {}):.3f}  with learned weights {_right(text, weights(others, SHARE)):.3f}", flush=True)


def _cases(text: GoldText) -> list[Case]:
    """The statements of a text whose functions were read by hand, by where the words of the lexicon stand in them."""
    wanted = {row["line"]: tuple(row.get("function_accepted") or [row["function"]]) for row in text.parts["directives"] if "function" in row}
    rows = [row for row in read_as_corrected(text)["directives"] if row["line_start"] in wanted]
    words = [row["text"] for row in rows]
    layout = laid_out(Drafts(words, list(map(label_span, words)), [row["heading_path"] for row in rows], [None] * len(rows)))
    said, in_headings = (unhidden(scan(texts)) for texts in (words, list(layout.headings)))
    signs: dict[int, set[tuple[str, ...]]] = defaultdict(set)
    for place, hits in zip(LEARNED_PLACES, standing(layout, said, in_headings), strict=True):
        for statement, word in zip(hits.text.tolist(), hits.word.tolist(), strict=True):
            signs[statement].add((place, lexicon().words[word]))
    return [Case(signs[number], wanted[row["line_start"]]) for number, row in enumerate(rows)]


def _right(text: GoldText, learned: Weights) -> float:
    """The share of a text's statements whose function is right with some learned weights."""
    with learned_weights(learned):
        return next((row.score for row in measure_texts([text]) if row.column == "directives.function"), 0.0)


@contextmanager
def learned_weights(learned: Weights) -> Iterator[None]:
    """Some learned weights in place of those that are committed."""
    votes: dict[str, dict[str, list[tuple[float, str]]]] = defaultdict(dict)
    for (place, word), by_function in learned.items():
        votes[word][place] = [(weight, function) for function, weight in by_function.items()]
    words = {word: FunctionWord(hides=False, votes=cast) for word, cast in votes.items()}
    ballots.learned_ballots.cache_clear()
    try:
        with patch.object(ballots, "learned_words", lambda: words):
            yield
    finally:
        ballots.learned_ballots.cache_clear()
