"""What a statement does: the function that its words speak for most.

Every cue of `function_cues.csv` has a weight for its function and a place where it counts:
- in the label: anywhere (`label`), or at its `label_start` or `label_end`: the last noun of a Chinese heading is its head
- in what follows the label: at its `start`, in its first clause (`lead`), or anywhere (`body`); `copula`: a word that says what the
  subject is, in the first sentence; `after_copula`: a word behind such a one (城市更新是……的重要抓手)
- in the headings above: anywhere (`heading`) or at the end of one (`heading_end`); the nearest counts fully, each further one half
At an edge only the longest word counts; a word counts once in a zone. The letters of a cue inside a `hidden` phrase are none.
The statement's modality cue votes too (`modality_votes.csv`): a ban is a restriction.
In each of the three zones the heaviest vote for a function counts fully, the next half, the next a quarter …
A statement is a task, the commonest function, unless its words say otherwise; ties go to what was said first: label, body, headings.
"""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from operator import itemgetter

from flows.reading.statements.clauses import clause_after, sentence_after
from flows.reading.statements.function_words import Vote, modality_votes
from flows.reading.statements.lexicon import FunctionHit, scan
from flows.reading.statements.modality import Found

FADING = 0.5
DEFAULT = Vote(1.5, "task", None)
_BEFORE_THE_START = " *　\t\u00a0“\"‘'「:："
_AFTER_THE_END = " *”\"’'」:："
_INTRODUCING = ("包括", "如下", "即", "主要有", "以下")
_weight = itemgetter(0)


def read_function(
    text: str, label: tuple[int, int] | None, headings: tuple[str, ...], hits: list[FunctionHit], modality: Found | None = None
) -> tuple[str, str | None]:
    """The function and the words that decided it; None where a heading did, or nothing."""
    hits = _unhidden(hits)
    start = label[1] if label else 0
    while start < len(text) and text[start] in _BEFORE_THE_START:
        start += 1
    lead_end = start + len(clause_after(text, start))
    body = _body_votes([hit for hit in hits if hit[0] >= start], start, lead_end, start + len(sentence_after(text, start)))
    if modality and modality.start >= start:
        body += _modality_votes(text, modality, modality.start < lead_end)
    return _elect(_label_votes(text, label, hits) if label else [], body, _votes_above(headings))


def _elect(label: Sequence[Vote], body: Sequence[Vote], headings: Sequence[Vote]) -> tuple[str, str | None]:
    """The function with the most weight, and the heaviest word for it."""
    scores: dict[str, float] = {}
    for zone in (label, body, headings, (DEFAULT,)):
        shares: dict[str, float] = {}
        for weight, function, _ in sorted(zone, key=_weight, reverse=True) if len(zone) > 1 else zone:
            share = shares.get(function, 1.0)
            scores[function] = scores.get(function, 0.0) + weight * share
            shares[function] = share * FADING
    winner = max(scores, key=scores.__getitem__)
    own = [vote for zone in (label, body, headings) for vote in zone if vote.function == winner]
    return winner, max(own, key=_weight).word if own else None


def _unhidden(hits: list[FunctionHit]) -> list[FunctionHit]:
    """The hits that no phrase hides which only contains their letters (这是, 原则上)."""
    hiding = [(start, -end) for start, end, word in hits if word.hides]
    if not hiding:
        return hits
    reach: dict[int, int] = {}  # place → how far the phrase that covers it goes on: phrases are short, so this stays linear
    for start, end in hiding:
        reach.update((place, end) for place in range(start, end) if reach.get(place, 0) < end)
    return [hit for hit in hits if reach.get(hit[0], 0) < -hit[1]]


def _body_votes(hits: list[FunctionHit], start: int, lead_end: int, sentence_end: int) -> list[Vote]:
    """The votes of what follows the label, which lies from `start` on."""
    votes: list[Vote] = []
    seen: set[str] = set()
    copula = min([hit[0] for hit in hits if hit[2].copula and hit[0] < sentence_end], default=sentence_end)
    for place, _, word in hits:
        if word.term in seen:
            continue
        seen.add(word.term)
        votes += word.body
        if place < lead_end:
            votes += word.lead
        if place == start:
            votes += word.start
        if place == copula:
            votes += word.copula
        elif copula < place < sentence_end:
            votes += word.after_copula
    return votes


def _modality_votes(text: str, found: Found, leading: bool) -> list[Vote]:
    """What the statement's modality cue, in the first clause or not, speaks for."""
    votes = modality_votes().get((found.cue.modality, found.cue.rank, leading), ())
    return [vote._replace(word=text[found.start : found.end]) for vote in votes]


def _label_votes(text: str, label: tuple[int, int], hits: list[FunctionHit]) -> list[Vote]:
    start, end = label
    inside = [hit for hit in hits if -hit[1] <= end]
    heading = text[start:end]
    head = end - len(heading.lstrip(_BEFORE_THE_START))
    tail = start + _ending(heading)
    votes = [vote for _, _, word in inside for vote in word.label]
    votes += _longest((-hit[1] - hit[0], hit[2].label_start) for hit in inside if hit[0] == head)
    votes += _longest((-hit[1] - hit[0], hit[2].label_end) for hit in inside if -hit[1] == tail)
    return list(dict.fromkeys(votes))


def _longest(words: Iterable[tuple[int, tuple[Vote, ...]]]) -> tuple[Vote, ...]:
    """The votes of the longest of the words that stand at an edge and have a vote there."""
    return max((word for word in words if word[1]), default=(0, ()))[1]


def _ending(heading: str) -> int:
    """Where a heading ends, but for marks, a bracket at its end and words that only introduce: 目标（到2025年）： ends after 目标."""
    ending = heading.rstrip(_AFTER_THE_END)
    for introduction in _INTRODUCING:
        if ending.endswith(introduction):
            ending = ending.removesuffix(introduction).rstrip(_AFTER_THE_END + "，,")
    if ending.endswith((")", "）")):
        ending = ending[: max(ending.rfind("("), ending.rfind("（"))].rstrip(_AFTER_THE_END)
    return len(ending)


@lru_cache(maxsize=1024)
def _votes_above(headings: tuple[str, ...]) -> tuple[Vote, ...]:
    """The votes of the headings above, outermost first, without their words, which the statement does not hold."""
    votes: list[Vote] = []
    share = 1.0
    for heading in reversed(headings):
        votes += [Vote(vote.weight * share, vote.function, None) for vote in _heading_votes(heading)]
        share *= FADING
    return tuple(votes)


@lru_cache(maxsize=4096)
def _heading_votes(heading: str) -> tuple[Vote, ...]:
    hits = _unhidden(scan(heading).functions)
    end = _ending(heading)
    votes = [vote for _, _, word in hits for vote in word.heading]
    votes += _longest((-hit[1] - hit[0], hit[2].heading_end) for hit in hits if -hit[1] == end)
    return tuple(dict.fromkeys(votes))
