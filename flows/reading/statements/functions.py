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

from functools import lru_cache
from operator import itemgetter

from flows.reading.statements.clauses import clause_end, sentence_end
from flows.reading.statements.function_words import Vote, modality_votes
from flows.reading.statements.lexicon import FunctionHit, scan
from flows.reading.statements.modality import Found

FADING = 0.5
DEFAULT, DEFAULT_WEIGHT = "task", 1.5
_BEFORE_THE_START = " *　\t\u00a0“\"‘'「:："
_AFTER_THE_END = " *”\"’'」:："
_INTRODUCING = ("包括", "如下", "即", "主要有", "以下")
_weight = itemgetter(0)
_score = itemgetter(1)


def read_function(
    text: str, label: tuple[int, int] | None, headings: tuple[str, ...], hits: list[FunctionHit], modality: Found | None = None
) -> tuple[str, str | None]:
    """The function and the words that decided it; None where a heading did, or nothing."""
    hits = _unhidden(hits)
    start = label[1] if label else 0
    while start < len(text) and text[start] in _BEFORE_THE_START:
        start += 1
    lead_end = clause_end(text, start)
    body = _body_votes(text, hits, start, lead_end)
    if modality and modality.start >= start and (vote := modality_votes().get((modality.cue.modality, modality.cue.rank, modality.start < lead_end))):
        body.append((*vote, text[modality.start : modality.end]))
    return _elect(_label_votes(text, label, hits) if label else [], body, _votes_above(headings))


def _elect(label: list[Vote], body: list[Vote], above: dict[str, tuple[float, float]]) -> tuple[str, str | None]:
    """The function with the most weight, and the heaviest word for it."""
    scores: dict[str, float] = {}
    for zone in (label, body):
        _add_up(zone, scores)
    for function, (score, _) in above.items():
        scores[function] = scores.get(function, 0.0) + score
    scores[DEFAULT] = scores.get(DEFAULT, 0.0) + DEFAULT_WEIGHT
    winner = max(scores.items(), key=_score)[0]
    heaviest, cue = 0.0, None
    for zone in (label, body):
        for weight, function, word in zone:
            if function == winner and weight > heaviest:
                heaviest, cue = weight, word
    return winner, cue if winner not in above or heaviest >= above[winner][1] else None


def _add_up(zone: list[Vote], scores: dict[str, float]) -> None:
    """Add a zone's votes to the scores: the heaviest for a function counts fully, each further one half of the one before."""
    if len(zone) > 1:
        zone.sort(key=_weight, reverse=True)
    shares: dict[str, float] = {}
    for weight, function, _ in zone:
        share = shares.get(function, 1.0)
        scores[function] = scores.get(function, 0.0) + weight * share
        shares[function] = share * FADING


def _unhidden(hits: list[FunctionHit]) -> list[FunctionHit]:
    """The hits that no phrase hides which only contains their letters (这是, 原则上)."""
    hiding = [(start, end) for start, end, word in hits if word.hides]
    if not hiding:
        return hits
    reach: dict[int, int] = {}  # place → how far the phrase that covers it goes on: phrases are short, so this stays linear
    for start, end in hiding:
        reach.update((place, end) for place in range(start, end) if reach.get(place, 0) < end)
    return [hit for hit in hits if reach.get(hit[0], 0) < hit[1]]


def _body_votes(text: str, hits: list[FunctionHit], start: int, lead_end: int) -> list[Vote]:
    """The votes of what follows the label, which lies from `start` on."""
    votes: list[Vote] = []
    seen: set[str] = set()
    end = sentence_end(text, start)
    copula = min([place for place, _, word in hits if word.copula and start <= place < end], default=end)
    for place, _, word in hits:
        if place < start or word.term in seen:
            continue
        seen.add(word.term)
        votes += word.body
        if place < lead_end:
            votes += word.lead
        if place == start:
            votes += word.start
        if place == copula:
            votes += word.copula
        elif copula < place < end:
            votes += word.after_copula
    return votes


def _label_votes(text: str, label: tuple[int, int], hits: list[FunctionHit]) -> list[Vote]:
    """The votes of a label, each once."""
    start, end = label
    heading = text[start:end]
    head = end - len(heading.lstrip(_BEFORE_THE_START))
    tail = start + _ending(heading)
    votes: list[Vote] = []
    first: tuple[Vote, ...] = ()
    last: tuple[Vote, ...] = ()
    for place, stop, word in hits:
        if stop > end:
            break
        votes += word.label
        if place == head:
            first = word.label_start or first
        if stop == tail:
            last = last or word.label_end
    return list(dict.fromkeys([*votes, *first, *last]))


def _ending(heading: str) -> int:
    """Where a heading ends, but for marks, a bracket at its end and words that only introduce: 目标（到2025年）： ends after 目标."""
    ending = heading.rstrip(_AFTER_THE_END)
    for introduction in _INTRODUCING if ending.endswith(_INTRODUCING) else ():
        if ending.endswith(introduction):
            ending = ending.removesuffix(introduction).rstrip(_AFTER_THE_END + "，,")
    if ending.endswith((")", "）")):
        ending = ending[: max(ending.rfind("("), ending.rfind("（"))].rstrip(_AFTER_THE_END)
    return len(ending)


@lru_cache(maxsize=1024)
def _votes_above(headings: tuple[str, ...]) -> dict[str, tuple[float, float]]:
    """What the headings above, outermost first, add to each function, and their heaviest vote for it."""
    votes: list[Vote] = []
    share = 1.0
    for heading in reversed(headings):
        votes += [(weight * share, function, None) for weight, function, _ in _heading_votes(heading)]
        share *= FADING
    scores: dict[str, float] = {}
    _add_up(votes, scores)
    return {function: (score, max(weight for weight, voted, _ in votes if voted == function)) for function, score in scores.items()}


@lru_cache(maxsize=4096)
def _heading_votes(heading: str) -> tuple[Vote, ...]:
    end = _ending(heading)
    votes: list[Vote] = []
    last: tuple[Vote, ...] = ()
    for _, stop, word in _unhidden(scan(heading)[1]):
        votes += word.heading
        if stop == end:
            last = last or word.heading_end
    return tuple(dict.fromkeys([*votes, *last]))
