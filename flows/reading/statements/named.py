"""What names vote, which are labels, title sentences and headings: their edges count apart from the rest."""
from __future__ import annotations

import numpy as np

from flows.reading.columns import Flags, Ints, first_of_each, ints, rows_of
from flows.reading.statements.ballots import Votes, ballots
from flows.reading.statements.election import DEFAULT, FADING, Above, faded, heaviest_first
from flows.reading.statements.function_words import function_numbers
from flows.reading.statements.layout import Layout, Names
from flows.reading.statements.lexicon import Hits


def label_votes(layout: Layout, said: Hits) -> Votes:
    """The votes of the labels; where there is none, half those of the title sentence, unless that names work."""
    names, labelled = layout.names, layout.labelled
    counts = labelled | ~_name_work(len(labelled), said)
    inside = said.where((said.end <= names.ends[said.text]) & counts[said.text])
    edges = (ballots("label_start").cast(_first_words(inside, names)), ballots("label_end").cast(_last_words("label_end", inside, names)))
    votes = Votes.joined(ballots("label").cast(inside), *edges).without_repeats()
    return votes._replace(weight=votes.weight * np.where(labelled, 1.0, FADING)[votes.statement])


def votes_above(layout: Layout, in_headings: Hits) -> Above:
    """What the headings above each statement add; the nearest counts fully, each further one half."""
    votes = _heading_votes(layout.headings_named, in_headings)
    steps = [
        (number, layout.headings[heading], FADING**further) for number, path in enumerate(layout.paths) for further, heading in enumerate(reversed(path))
    ]
    step, row = rows_of(votes.statement, ints([heading for _, heading, _ in steps]))
    shares = np.array([share for _, _, share in steps])[step]
    zone = Votes(ints([number for number, _, _ in steps])[step], votes.weight[row] * shares, votes.function[row], votes.word[row])
    return _handed_down(heaviest_first(zone), layout.above)


def _handed_down(zone: Votes, paths: Ints) -> Above:
    """The sums by function of the votes of each path of headings, for the statements below it."""
    key = zone.statement * len(function_numbers()) + zone.function
    sums = np.bincount(key, faded(zone))
    heaviest = first_of_each(key)
    statement, entry = rows_of(zone.statement[heaviest], paths)
    row = heaviest[entry]
    return Above(statement, zone.function[row], sums[key[row]], zone.weight[row])


def _heading_votes(headings: Names, in_headings: Hits) -> Votes:
    """What each heading votes, by heading; one that names work only by its last word, by half."""
    work = _name_work(len(headings.ends), in_headings)
    last = ballots("heading_end").cast(_last_words("heading_end", in_headings, headings))
    last = last._replace(weight=np.where(work[last.statement], last.weight * FADING, last.weight))
    votes = Votes.joined(ballots("heading").cast(in_headings.where(~work[in_headings.text])), last).without_repeats()
    return votes.where(np.argsort(votes.statement, kind="stable"))


def _name_work(count: int, hits: Hits) -> Flags:
    """Which texts begin with a verb of work (完善融资机制): the noun at the end of such a name is what is worked on."""
    openings = ballots("label_start").cast(hits.where(hits.start == 0))
    works = np.zeros(count, bool)
    works[openings.statement[openings.function == function_numbers()[DEFAULT]]] = True
    return works


def _first_words(hits: Hits, names: Names) -> Hits:
    """The longest voter at the start of each name."""
    opening = hits.where(ballots("label_start").voters()[hits.word] & (hits.start == names.first[hits.text]))
    backward = opening.text[::-1]  # hits come by their ends: of those that start together the last is the longest
    return opening.where(len(backward) - 1 - first_of_each(backward)[::-1])


def _last_words(place: str, hits: Hits, names: Names) -> Hits:
    """The longest voter at the end of each name."""
    closing = hits.where(ballots(place).voters()[hits.word] & (hits.end == names.last[hits.text]))
    return closing.where(first_of_each(closing.text))
