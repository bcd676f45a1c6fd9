"""What names vote, which are labels, title sentences and headings: their edges count apart from the rest."""
from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from flows.reading.statements.ballots import Votes, ballots
from flows.reading.statements.columns import Flags, first_of_each, ints, rows_of
from flows.reading.statements.draft import Draft
from flows.reading.statements.election import DEFAULT, FADING, Above, faded, heaviest_first
from flows.reading.statements.labels import title_span
from flows.reading.statements.lexicon import Hits
from schemas.vocabulary import vocabulary

Span = tuple[int, int]
BEFORE_THE_START = " —–*　\t\u00a0“\"‘'「:："
_AFTER_THE_END = " *”\"’'」:："
_INTRODUCING = ("包括", "如下", "即", "主要有", "以下")
_NO_NAME = (0, -1)


def label_votes(drafts: Sequence[Draft], hits: Hits) -> Votes:
    """The votes of the labels; where there is none, half those of the title sentence, unless that names work."""
    texts = [draft.text for draft in drafts]
    works = _name_work(len(drafts), hits).tolist()
    spans = [draft.label or (not work and title_span(draft.text)) or _NO_NAME for draft, work in zip(drafts, works, strict=True)]
    inside = hits.where(hits.end <= ints([end for _, end in spans])[hits.text])
    edges = (ballots("label_start").cast(_first_words(inside, texts, spans)), ballots("label_end").cast(_last_words("label_end", inside, texts, spans)))
    votes = Votes.joined(ballots("label").cast(inside), *edges).without_repeats()
    share = np.array([FADING if draft.label is None else 1.0 for draft in drafts])
    return votes._replace(weight=votes.weight * share[votes.statement])


def votes_above(drafts: Sequence[Draft], headings: Sequence[str], hits: Hits) -> Above:
    """What the headings above each statement add; `hits` are those of the distinct `headings`."""
    votes = _heading_votes(headings, hits)
    number = {heading: place for place, heading in enumerate(headings)}
    paths = {path: place for place, path in enumerate(dict.fromkeys([draft.headings for draft in drafts]))}
    steps = [(place, number[text], FADING**above) for path, place in paths.items() for above, text in enumerate(reversed(path))]
    step, row = rows_of(votes.statement, ints([heading for _, heading, _ in steps]))
    shares = np.array([share for _, _, share in steps])[step]
    zone = heaviest_first(Votes(ints([path for path, _, _ in steps])[step], votes.weight[row] * shares, votes.function[row], votes.word[row]))
    key = zone.statement * len(vocabulary("functions")) + zone.function
    firsts = first_of_each(key)
    statement, entry = rows_of(zone.statement[firsts], ints([paths[draft.headings] for draft in drafts]))
    heaviest = zone.where(firsts[entry])
    return Above(statement, heaviest.function, np.bincount(key, faded(zone))[key[firsts[entry]]], heaviest.weight)


def _heading_votes(headings: Sequence[str], hits: Hits) -> Votes:
    """What each heading votes, by heading; one that names work hardly by its last word alone."""
    work = _name_work(len(headings), hits)
    last = ballots("heading_end").cast(_last_words("heading_end", hits, headings, [(0, len(heading)) for heading in headings]))
    last = last._replace(weight=np.where(work[last.statement], last.weight * FADING, last.weight))
    votes = Votes.joined(ballots("heading").cast(hits.where(~work[hits.text])), last).without_repeats()
    return votes.where(np.argsort(votes.statement, kind="stable"))


def _name_work(count: int, hits: Hits) -> Flags:
    """Which texts begin with a verb of work (完善融资机制): the noun at the end of such a name is what is worked on."""
    openings = ballots("label_start").cast(hits.where(hits.start == 0))
    works = np.zeros(count, bool)
    works[openings.statement[openings.function == list(vocabulary("functions")).index(DEFAULT)]] = True
    return works


def _first_words(hits: Hits, texts: Sequence[str], spans: Sequence[Span]) -> Hits:
    """The longest voter at the start of each name, behind the marks that open it."""
    opening = hits.where(ballots("label_start").voters()[hits.word])
    starts = {number: _start(texts[number], *spans[number]) for number in set(opening.text.tolist())}
    opening = opening.where(opening.start == ints([starts[number] for number in opening.text.tolist()]))
    return opening.where(len(opening.text) - 1 - first_of_each(opening.text[::-1])[::-1])


def _last_words(place: str, hits: Hits, texts: Sequence[str], spans: Sequence[Span]) -> Hits:
    """The longest voter at the end of each name."""
    closing = hits.where(ballots(place).voters()[hits.word])
    ends = {number: spans[number][0] + _ending(texts[number][slice(*spans[number])]) for number in set(closing.text.tolist())}
    closing = closing.where(closing.end == ints([ends[number] for number in closing.text.tolist()]))
    return closing.where(first_of_each(closing.text))


def _start(text: str, start: int, end: int) -> int:
    """Where a name starts behind opening marks."""
    while start < end and text[start] in BEFORE_THE_START:
        start += 1
    return start


def _ending(heading: str) -> int:
    """Where a heading ends, but for marks, a bracket at its end and words that only introduce: 目标（到2025年）： ends after 目标."""
    ending = heading.rstrip(_AFTER_THE_END)
    for introduction in _INTRODUCING if ending.endswith(_INTRODUCING) else ():
        if ending.endswith(introduction):
            ending = ending.removesuffix(introduction).rstrip(_AFTER_THE_END + "，,")
    if ending.endswith((")", "）")):
        ending = ending[: max(ending.rfind("("), ending.rfind("（"))].rstrip(_AFTER_THE_END)
    return len(ending)
