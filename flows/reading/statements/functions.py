"""What a statement does: the function that its words speak for most.

Every cue of `function_cues.csv` has a weight for its function and a place where it counts:
- in the label: anywhere (`label`), or at its `label_start` or `label_end`: the last noun of a Chinese heading is its head
- in what follows the label: at its `start`, in its first clause (`lead`), its first `sentence`, or anywhere (`body`)
- in the headings above: anywhere (`heading`) or at the end of one (`heading_end`); the nearest counts fully, each further one half
In each of the three zones the heaviest vote for a function counts fully, the next half, the next a quarter …
Without any cue a statement is a task, the commonest function; ties go to the vocabulary's order.
"""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from flows.reading.statements.clauses import clause_after, sentence_after, sentence_before
from flows.reading.statements.lexicon import FunctionHit, scan
from flows.reading.statements.words import FunctionCue, FunctionWord, not_openers

DEFAULT = "task"
FADING = 0.5
_BEFORE_THE_START = " *　\t\u00a0“\"‘'「:："
_AFTER_THE_END = " *”\"’'」)）:："
_INTRODUCING = ("包括", "如下", "即", "主要有", "内容", "以下")


class Vote(NamedTuple):
    """A word's weight for a function, from one zone of the statement. A heading's vote has no word of the statement."""

    weight: float
    function: str
    zone: str
    word: str | None


class Layout(NamedTuple):
    """Where the parts of a statement lie: its label (empty where it has none), what follows, and how far its beginnings reach."""

    label_start: int
    label_end: int
    start: int
    lead_end: int
    sentence_end: int


def read_function(text: str, label: tuple[int, int] | None, headings: tuple[str, ...], hits: list[FunctionHit]) -> tuple[str, str | None]:
    """The function and the words that decided it; None where a heading did, or nothing."""
    votes = list(dict.fromkeys(_votes(text, _layout(text, label), hits)))
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
    if not scores:
        return DEFAULT, None
    winner = max(scores, key=scores.__getitem__)
    return winner, words[winner]


def _heaviest_first(vote: Vote) -> float:
    return -vote.weight


def _layout(text: str, label: tuple[int, int] | None) -> Layout:
    label_start, label_end = label or (0, 0)
    start = label_end
    while start < len(text) and text[start] in _BEFORE_THE_START:
        start += 1
    return Layout(label_start, label_end, start, start + len(clause_after(text, start)), start + len(sentence_after(text, start)))


def _votes(text: str, layout: Layout, hits: list[FunctionHit]) -> Iterator[Vote]:
    for start, negative_end, word in hits:
        end = -negative_end
        if end <= layout.label_end:
            for cue in word.label:
                if cue.place == "label" or _at_label_edge(text, start, end, cue.place, layout):
                    yield Vote(cue.weight, cue.function, "label", text[start:end])
        elif start >= layout.start:
            for cue in word.body:
                if _stands(text, start, cue, layout):
                    yield Vote(cue.weight, cue.function, "body", text[start:end])


def _stands(text: str, start: int, cue: FunctionCue, layout: Layout) -> bool:
    """Whether a cue that begins at `start`, in what follows the label, stands where it counts."""
    place = cue.place
    if place == "body":
        return True
    if place == "start":
        return start == layout.start
    if place == "lead":
        return start < layout.lead_end
    return start < layout.sentence_end and (not cue.after or _opened(text, layout.start, start, cue.after))


def _at_label_edge(text: str, start: int, end: int, place: str, layout: Layout) -> bool:
    if place == "label_start":
        return not text[layout.label_start : start].strip(_BEFORE_THE_START)
    return not text[end : layout.label_end].strip(_AFTER_THE_END)


def _opened(text: str, body: int, start: int, openers: tuple[str, ...]) -> bool:
    """Whether one of the openers stands before `start` in its sentence, other than inside a phrase of `not_openers.csv`."""
    before = sentence_before(text, body, start)
    for phrase in not_openers():
        before = before.replace(phrase, "")
    return any(word in before for word in openers)


@lru_cache(maxsize=4096)
def _heading_votes(heading: str) -> tuple[Vote, ...]:
    ending = heading.rstrip(_AFTER_THE_END)
    for introduction in _INTRODUCING:
        ending = ending.removesuffix(introduction).rstrip(_AFTER_THE_END + "，,")
    found = (
        Vote(cue.weight, cue.function, "heading", heading[start:-end])
        for start, end, word in scan(heading).functions
        for cue in word.heading
        if cue.place == "heading" or -end == len(ending)
    )
    return tuple(dict.fromkeys(found))
