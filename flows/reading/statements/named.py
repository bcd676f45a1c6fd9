"""What names vote, which are labels, title sentences and headings: their edges count apart from the rest."""
from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from flows.reading.statements.ballots import Votes, ballots
from flows.reading.statements.columns import Flags, Ints, first_of_each, ints, rows_of
from flows.reading.statements.draft import Draft, Layout, name_end, name_start
from flows.reading.statements.election import DEFAULT, FADING, Above, faded, heaviest_first
from flows.reading.statements.function_words import function_numbers
from flows.reading.statements.labels import title_span
from flows.reading.statements.lexicon import Hits

Span = tuple[int, int]
_NO_NAME = (0, -1)


def label_votes(drafts: Sequence[Draft], said: Hits) -> Votes:
    """The votes of the labels; where there is none, half those of the title sentence, unless that names work."""
    texts = [draft.text for draft in drafts]
    works = _name_work(len(drafts), said).tolist()
    spans = [_name_span(draft, names_work=work) for draft, work in zip(drafts, works, strict=True)]
    inside = said.where(said.end <= ints([end for _, end in spans])[said.text])
    edges = (ballots("label_start").cast(_first_words(inside, texts, spans)), ballots("label_end").cast(_last_words("label_end", inside, texts, spans)))
    votes = Votes.joined(ballots("label").cast(inside), *edges).without_repeats()
    share = np.array([FADING if draft.label is None else 1.0 for draft in drafts])
    return votes._replace(weight=votes.weight * share[votes.statement])


def _name_span(draft: Draft, *, names_work: bool) -> Span:
    """The span of the label, else of a title sentence that names no work; _NO_NAME where a statement has neither."""
    if draft.label:
        return draft.label
    return (None if names_work else title_span(draft.text)) or _NO_NAME


def votes_above(layout: Layout, in_headings: Hits) -> Above:
    """What the headings above each statement add; the nearest counts fully, each further one half."""
    votes = _heading_votes(layout.headings, in_headings)
    number = layout.numbers()
    paths = {path: place for place, path in enumerate(dict.fromkeys([draft.headings for draft in layout.drafts]))}
    steps = [(place, number[text], FADING**further) for path, place in paths.items() for further, text in enumerate(reversed(path))]
    step, row = rows_of(votes.statement, ints([heading for _, heading, _ in steps]))
    shares = np.array([share for _, _, share in steps])[step]
    zone = Votes(ints([path for path, _, _ in steps])[step], votes.weight[row] * shares, votes.function[row], votes.word[row])
    return _handed_down(heaviest_first(zone), ints([paths[draft.headings] for draft in layout.drafts]))


def _handed_down(zone: Votes, paths: Ints) -> Above:
    """The sums by function of the votes of each path of headings, for the statements below it."""
    key = zone.statement * len(function_numbers()) + zone.function
    sums = np.bincount(key, faded(zone))
    heaviest = first_of_each(key)
    statement, entry = rows_of(zone.statement[heaviest], paths)
    row = heaviest[entry]
    return Above(statement, zone.function[row], sums[key[row]], zone.weight[row])


def _heading_votes(headings: Sequence[str], in_headings: Hits) -> Votes:
    """What each heading votes, by heading; one that names work only by its last word, by half."""
    work = _name_work(len(headings), in_headings)
    last = ballots("heading_end").cast(_last_words("heading_end", in_headings, headings, [(0, len(heading)) for heading in headings]))
    last = last._replace(weight=np.where(work[last.statement], last.weight * FADING, last.weight))
    votes = Votes.joined(ballots("heading").cast(in_headings.where(~work[in_headings.text])), last).without_repeats()
    return votes.where(np.argsort(votes.statement, kind="stable"))


def _name_work(count: int, hits: Hits) -> Flags:
    """Which texts begin with a verb of work (完善融资机制): the noun at the end of such a name is what is worked on."""
    openings = ballots("label_start").cast(hits.where(hits.start == 0))
    works = np.zeros(count, bool)
    works[openings.statement[openings.function == function_numbers()[DEFAULT]]] = True
    return works


def _first_words(hits: Hits, texts: Sequence[str], spans: Sequence[Span]) -> Hits:
    """The longest voter at the start of each name, behind the marks that open it."""
    opening = hits.where(ballots("label_start").voters()[hits.word])
    starts = {number: name_start(texts[number], spans[number][0]) for number in set(opening.text.tolist())}
    opening = opening.where(opening.start == ints([starts[number] for number in opening.text.tolist()]))
    backward = opening.text[::-1]  # hits come by their ends: of those that start together the last is the longest
    return opening.where(len(backward) - 1 - first_of_each(backward)[::-1])


def _last_words(place: str, hits: Hits, texts: Sequence[str], spans: Sequence[Span]) -> Hits:
    """The longest voter at the end of each name."""
    closing = hits.where(ballots(place).voters()[hits.word])
    ends = {number: spans[number][0] + name_end(texts[number][slice(*spans[number])]) for number in set(closing.text.tolist())}
    closing = closing.where(closing.end == ints([ends[number] for number in closing.text.tolist()]))
    return closing.where(first_of_each(closing.text))
