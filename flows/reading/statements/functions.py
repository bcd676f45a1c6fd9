"""What a statement does: the function that its words speak for most.

Every cue of `function_cues.csv` has a weight for its function and a place where it counts:
- in the label: anywhere (`label`), or at its `label_start` or `label_end`: the last noun of a Chinese heading is its head
- in what follows the label: at its `start`, in its first clause (`lead`), or anywhere (`body`); `copula`: a word that says what the
  subject is, in the first sentence; `after_copula`: a word behind such a one (城市更新是……的重要抓手)
- in the headings above: anywhere (`heading`) or at the end of one (`heading_end`); the nearest counts fully, each further one half
At an edge only the longest word counts. The statement's modality cue votes too (`modality_votes.csv`): a ban is a restriction.
In each of the three zones the heaviest vote for a function counts fully, the next half, the next a quarter …
A statement is a task, the commonest function, unless its words say otherwise; ties go to the heavier vote.
"""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from flows.reading.statements.clauses import clause_after, sentence_after
from flows.reading.statements.lexicon import FunctionHit, scan
from flows.reading.statements.modality import Found
from flows.reading.statements.words import COPULA, FunctionCue, modality_votes

FADING = 0.5
_BEFORE_THE_START = " *　\t\u00a0“\"‘'「:："
_AFTER_THE_END = " *”\"’'」:："
_INTRODUCING = ("包括", "如下", "即", "主要有", "以下")


class Vote(NamedTuple):
    """A word's weight for a function, from one zone of the statement. A heading's vote has no word of the statement."""

    weight: float
    function: str
    zone: str
    word: str | None


DEFAULT = Vote(1.5, "task", "default", None)


class Layout(NamedTuple):
    """Where the parts of a statement lie: its label (empty where it has none), what follows, and how far its beginnings reach.

    `copula` is where its first sentence says what the subject is; past the end where it does not.
    """

    label_start: int
    label_end: int
    start: int
    lead_end: int
    sentence_end: int
    copula: int


def read_function(
    text: str, label: tuple[int, int] | None, headings: tuple[str, ...], hits: list[FunctionHit], modality: Found | None = None
) -> tuple[str, str | None]:
    """The function and the words that decided it; None where a heading did, or nothing."""
    hits = _unhidden(hits)
    layout = _layout(text, label, hits)
    votes = list(dict.fromkeys(_votes(text, layout, hits)))
    votes.append(DEFAULT)
    if modality:
        votes += _modality_vote(text, layout, modality)
    for distance, heading in enumerate(reversed(headings)):
        fading = FADING**distance
        votes += [Vote(vote.weight * fading, vote.function, vote.zone, None) for vote in _heading_votes(heading)]
    return _elect(votes)


def _elect(votes: list[Vote]) -> tuple[str, str | None]:
    """The function with the most weight, and the heaviest word for it."""
    scores: dict[str, float] = defaultdict(float)
    words: dict[str, str | None] = {}
    counted: dict[tuple[str, str], int] = defaultdict(int)
    for weight, function, zone, word in sorted(votes, key=_heaviest_first):
        words.setdefault(function, word)
        scores[function] += weight * FADING ** counted[function, zone]
        counted[function, zone] += 1
    winner = max(scores, key=scores.__getitem__)
    return winner, words[winner]


def _heaviest_first(vote: Vote) -> float:
    return -vote.weight


def _layout(text: str, label: tuple[int, int] | None, hits: list[FunctionHit]) -> Layout:
    label_start, label_end = label or (0, 0)
    start = label_end
    while start < len(text) and text[start] in _BEFORE_THE_START:
        start += 1
    sentence_end = start + len(sentence_after(text, start))
    said = (hit[0] for hit in hits if start <= hit[0] < sentence_end and any(cue.place == COPULA for cue in hit[2].body))
    return Layout(label_start, label_end, start, start + len(clause_after(text, start)), sentence_end, min(said, default=len(text)))


def _unhidden(hits: list[FunctionHit]) -> list[FunctionHit]:
    """The hits that no phrase hides which only contains their letters (这是, 原则上)."""
    hiding = [(start, end) for start, end, word in hits if word.hides]
    return [hit for hit in hits if not any(start <= hit[0] and hit[1] >= end for start, end in hiding)] if hiding else hits


def _votes(text: str, layout: Layout, hits: list[FunctionHit]) -> Iterator[Vote]:
    edges: dict[str, list[tuple[int, Vote]]] = {"label_start": [], "label_end": []}
    for start, negative_end, word in hits:
        end = -negative_end
        if end <= layout.label_end:
            for cue in word.label:
                vote = Vote(cue.weight, cue.function, "label", text[start:end])
                if cue.place == "label":
                    yield vote
                elif _at_label_edge(text, start, end, cue.place, layout):
                    edges[cue.place].append((end - start, vote))
        elif start >= layout.start:
            for cue in word.body:
                if _stands(start, cue, layout):
                    yield Vote(cue.weight, cue.function, "body", text[start:end])
    for found in edges.values():
        yield from _longest(found)


def _longest(found: Iterable[tuple[int, Vote]]) -> list[Vote]:
    """The votes of the longest word among those that stand at an edge."""
    found = list(found)
    longest = max((length for length, _ in found), default=0)
    return [vote for length, vote in found if length == longest]


def _stands(start: int, cue: FunctionCue, layout: Layout) -> bool:
    """Whether a cue that begins at `start`, in what follows the label, stands where it counts."""
    place = cue.place
    if place == "body":
        return True
    if place == "start":
        return start == layout.start
    if place == "lead":
        return start < layout.lead_end
    if place == COPULA:
        return start == layout.copula
    return layout.copula < start < layout.sentence_end


def _at_label_edge(text: str, start: int, end: int, place: str, layout: Layout) -> bool:
    if place == "label_start":
        return not text[layout.label_start : start].strip(_BEFORE_THE_START)
    return _ending(text[layout.label_start : layout.label_end]) == end - layout.label_start


def _ending(heading: str) -> int:
    """Where a heading ends, but for marks, a bracket at its end and words that only introduce: 目标（到2025年）： ends after 目标."""
    ending = heading.rstrip(_AFTER_THE_END)
    for introduction in _INTRODUCING:
        ending = ending.removesuffix(introduction).rstrip(_AFTER_THE_END + "，,")
    if ending.endswith((")", "）")):
        ending = ending[: max(ending.rfind("("), ending.rfind("（"))].rstrip(_AFTER_THE_END)
    return len(ending)


def _modality_vote(text: str, layout: Layout, modality: Found) -> Iterator[Vote]:
    if modality.start < layout.start:
        return
    place = "lead" if modality.start < layout.lead_end else "body"
    if known := modality_votes().get((modality.cue.modality, modality.cue.order[1], place)):
        yield Vote(known[1], known[0], "body", text[modality.start : modality.end])


@lru_cache(maxsize=4096)
def _heading_votes(heading: str) -> tuple[Vote, ...]:
    ending = _ending(heading)
    votes, at_end = [], []
    for start, negative_end, word in _unhidden(scan(heading).functions):
        for cue in word.heading:
            vote = Vote(cue.weight, cue.function, "heading", heading[start:-negative_end])
            if cue.place == "heading":
                votes.append(vote)
            elif -negative_end == ending:
                at_end.append((-negative_end - start, vote))
    return tuple(dict.fromkeys(votes + _longest(at_end)))
