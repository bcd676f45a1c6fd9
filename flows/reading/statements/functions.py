"""What a statement does: the function that its words speak for most.

Every cue of `function_cues.csv` has a weight for its function and a place where it counts:
- in the label: anywhere (`label`), or at its `label_start` or `label_end`: the last noun of a Chinese heading is its head
- in what follows the label: at its `start`, in its first clause (`lead`), or anywhere (`body`); `copula`: a word that says what the
  subject is, in the first sentence; `after_copula`: a word behind such a one (城市更新是……的重要抓手)
- in the headings above: anywhere (`heading`) or at the end of one (`heading_end`); the nearest counts fully, each further one half
At an edge only the longest word counts; a word counts once in a zone. The letters of a cue inside a `hidden` phrase are none.
The statement's modality cue votes too (`modality_votes.csv`): a ban is a restriction.
A short first sentence without a comma (推进产业集群发展。…) is a title: it votes as a label does, by half. A heading or title that begins
with a verb of work names work, so that its other words hardly count. A year at the start, other than the event's, tells what has been
from what is aimed at (`PAST`, `TO_COME`).
In each of the three zones the heaviest vote for a function counts fully, the next half, the next a quarter …
A statement is a task, the commonest function, unless its words say otherwise; ties go to what was said first: label, body, headings.
"""
from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from operator import itemgetter

from flows.reading.statements.clauses import clause_end, sentence_end
from flows.reading.statements.function_words import FunctionWord, Vote, modality_votes
from flows.reading.statements.labels import title_span
from flows.reading.statements.lexicon import WordHit, lexicon, scan
from flows.reading.statements.modality import Found

FADING = 0.5
DEFAULT, DEFAULT_WEIGHT = "task", 1.5
PAST, TO_COME = (7.0, "positioning"), (3.0, "goal")
FIRST_PLAN, _PLANS = 2010, "一二三四五六七八九"  # 十一五 … 十九五, which end in 2010 … 2050
_YEAR = re.compile(
    f"(?P<year>(?:19|20)[0-9]{{2}})年(?!(?:[0-9]{{1,2}}月)?(?:[0-9]{{1,2}}日)?[起至到以前—–~～-])"  # no span of time, none up to a date
    f"|[“\"]?十(?P<plan>[{_PLANS}])五[”\"]?(?:期间|时期|以来|期末|末)(?!是)"
)
_BEFORE_THE_START = " —–*　\t\u00a0“\"‘'「:："
_AFTER_THE_END = " *”\"’'」:："
_INTRODUCING = ("包括", "如下", "即", "主要有", "以下")
_weight = itemgetter(0)


def read_function(
    text: str, label: tuple[int, int] | None, headings: tuple[str, ...], words: list[WordHit], modality: Found | None = None, year: int | None = None
) -> tuple[str, str | None]:
    """The function and the words that decided it; None where a heading did, or nothing. `year` is the event's."""
    start = label[1] if label else 0
    while start < len(text) and text[start] in _BEFORE_THE_START:
        start += 1
    body = _body_votes(text, words, start)
    if modality and modality.start >= start:
        leading = modality.start < clause_end(text, start)
        if vote := modality_votes().get((modality.cue.order, leading)):
            body.append((*vote, text[modality.start : modality.end]))
    if year and (dated := _dated(text, start, year)):
        body.append(dated)
    return _elect(_named_votes(text, label, words), body, _votes_above(headings) if headings else {})


def _dated(text: str, start: int, year: int) -> Vote | None:
    """The vote of the year or five-year plan that a statement begins with, seen from its event's year; none of that year itself."""
    found = _YEAR.match(text, start)
    if found is None:
        return None
    named = int(found["year"] or FIRST_PLAN + 5 * _PLANS.index(found["plan"]))
    return None if named == year else (*(PAST if named < year else TO_COME), found[0])


def _elect(label: list[Vote], body: list[Vote], above: dict[str, tuple[float, float]]) -> tuple[str, str | None]:
    """The function with the most weight, and the heaviest word for it."""
    scores: dict[str, float] = {}
    if label:
        _add_up(label, scores)
    if body:
        _add_up(body, scores)
    for function, (score, _) in above.items():
        scores[function] = scores.get(function, 0.0) + score
    scores[DEFAULT] = scores.get(DEFAULT, 0.0) + DEFAULT_WEIGHT
    winner = max(scores, key=scores.__getitem__)
    heaviest, cue = 0.0, None
    for weight, function, word in label + body:
        if function == winner and weight > heaviest:
            heaviest, cue = weight, word
    return winner, cue if winner not in above or heaviest >= above[winner][1] else None


def _add_up(zone: list[Vote], scores: dict[str, float]) -> None:
    """Add a zone's votes to the scores: the heaviest for a function counts fully, each further one half of the one before."""
    if len(zone) > 1:
        zone.sort(key=_weight, reverse=True)
    shares: dict[str, float] = {}
    for weight, function, _ in zone:
        if function in shares:
            shares[function] *= FADING
            scores[function] += weight * shares[function]
        else:
            shares[function] = 1.0
            scores[function] = scores.get(function, 0.0) + weight


def _body_votes(text: str, hits: list[WordHit], start: int) -> list[Vote]:
    """The votes of what follows the label, which lies from `start` on; a word counts where it stands first."""
    words = lexicon().functions
    votes: list[Vote] = []
    seen: set[int] = set()
    for place, _, number in hits:
        word = words[number]
        if word is None or not (word.everywhere or place == start) or place < start or number in seen:
            continue
        seen.add(number)
        votes += word.body
        if word.lead and place < clause_end(text, start):
            votes += word.lead
        if place == start:
            votes += word.start
        if word.defines:
            votes += _copula_votes(text, hits, start, place, word)
    return votes


def _copula_votes(text: str, hits: list[WordHit], start: int, place: int, word: FunctionWord) -> tuple[Vote, ...]:
    """What a word votes as the first copula of the sentence that goes on from `start`, or behind it."""
    end = sentence_end(text, start)
    words = lexicon().functions
    copulas = [at for at, _, number in hits if start <= at < end and (other := words[number]) and other.copula]
    copula = min(copulas, default=end)
    return word.copula if place == copula else word.after_copula if copula < place < end else ()


def _named_votes(text: str, label: tuple[int, int] | None, hits: list[WordHit]) -> list[Vote]:
    """The votes of the label; where there is none, half those of the title sentence."""
    if label:
        return _label_votes(text, label, hits)
    title = title_span(text)
    return _halved(_label_votes(text, title, hits)) if title and not _is_work(hits) else []


def _is_work(hits: list[WordHit]) -> bool:
    """Whether a heading or title sentence begins with a verb of work (完善融资机制): the noun at its end is what is worked on."""
    words = lexicon().functions
    return any(place == 0 and (word := words[number]) and (DEFAULT in [vote[1] for vote in word.label_start]) for place, _, number in hits)


def _halved(votes: Iterable[Vote]) -> list[Vote]:
    return [(weight * FADING, function, word) for weight, function, word in votes]


def _label_votes(text: str, label: tuple[int, int], hits: list[WordHit]) -> list[Vote]:
    """The votes of a label, each once; at its edges the longest word's."""
    words = lexicon().functions
    start, end = label
    while start < end and text[start] in _BEFORE_THE_START:
        start += 1
    votes: list[Vote] = []
    first: tuple[Vote, ...] = ()
    last: tuple[Vote, ...] = ()
    for place, stop, number in hits:
        if stop > end:
            break
        if word := words[number]:
            votes += word.label
            if place == start and word.label_start:
                first = word.label_start
            if word.label_end and not last and stop == label[0] + _ending(text[slice(*label)]):
                last = word.label_end
    return list(dict.fromkeys([*votes, *first, *last])) if first or last or len(votes) > 1 else votes


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
    words = lexicon().functions
    hits = scan(heading)[0]
    work = _is_work(hits)
    for _, stop, number in hits:
        if word := words[number]:
            votes += () if work else word.heading
            if stop == end:
                last = last or word.heading_end
    return tuple(dict.fromkeys([*votes, *(_halved(last) if work else last)]))
