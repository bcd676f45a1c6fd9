"""What a statement does: the function that its words speak for most.

Every cue of `function_cues.csv` has a weight for its function and a place where it counts:
- in the label: anywhere (`label`), or at its `label_start` or `label_end`: the last noun of a Chinese heading is its head
- in what follows the label: at its `start`, in its first clause (`lead`), or anywhere (`body`); `copula`: a word that says what the
  subject is, in the first sentence; `after_copula`: a word behind such a one (城市更新是……的重要抓手)
- in the headings above: anywhere (`heading`) or at the end of one (`heading_end`); the nearest counts fully, each further one half
At an edge only the longest word counts; a word counts once in a zone. The letters of a cue inside a `hidden` phrase are none.
The statement's modality cue votes too (`modality_votes.csv`): a ban is a restriction.
A short first sentence without a comma (推进产业集群发展。…) is a title: it votes as a label does, by half. A title that begins with a verb
of work names work and votes nothing, a heading that does only by its last word, by half. A year at the start, other than the event's,
tells what has been from what is aimed at (`PAST`, `TO_COME`).
`learned.py` adds votes with learned weights, and `election.py` counts them all. The statements of some sources are read at once, in columns.
"""
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np

from flows.reading.columns import Ints, ints
from flows.reading.five_year_plans import NAMED, last_year
from flows.reading.statements.ballots import Votes, ballots
from flows.reading.statements.clauses import sentence_end
from flows.reading.statements.election import Above, elect
from flows.reading.statements.function_words import function_numbers, modality_votes
from flows.reading.statements.layout import Layout
from flows.reading.statements.learned import learned_votes
from flows.reading.statements.lexicon import Hits, lexicon
from flows.reading.statements.modality import Found
from flows.reading.statements.named import label_votes, votes_above

QuotedVote = tuple[int, float, int, str]
"""The statement that casts a vote, its weight, the number of its function, and the words that it is cast for."""
PAST, TO_COME = (8.0, "positioning"), (3.0, "goal")
_YEAR = re.compile(
    f"(?P<year>(?:19|20)[0-9]{{2}})年(?!(?:[0-9]{{1,2}}月)?(?:[0-9]{{1,2}}日)?[起至到以前—–~～-])"  # no span of time, none up to a date
    f"|{NAMED}(?:期间|时期|期末|末|(?P<since>以来))(?!是)"
)
_BODY = ("body", "lead", "start", "copula", "after_copula")
_ANYWHERE = tuple([place for place in _BODY if place != "start"])


def read_functions(layout: Layout, said: Hits, cues: Sequence[Found | None], in_headings: Hits) -> tuple[list[str], list[str | None]]:
    """The function of each statement, and the words that decided it; None where a heading did, or nothing.

    `said` are the words of the statements that nothing hides, `cues` their modality cues, `in_headings` the words of the headings above them.
    """
    votes, quoted = _quoted_votes(layout, cues)
    body = Votes.joined(_body_votes(layout, said), votes)
    learned, learned_above = learned_votes(layout, said, in_headings)
    above = Above.joined(votes_above(layout, in_headings), learned_above)
    functions, deciding = elect(len(layout.above), label_votes(layout, said), body, learned, above)
    words = [*lexicon().words, *quoted, None]
    return functions, [words[number] for number in deciding]


def _body_votes(layout: Layout, said: Hits) -> Votes:
    """The votes of what follows the labels; a word counts where it stands first."""
    starts, clauses = layout.starts, layout.clauses
    sentences = ints([sentence_end(text, start) for text, start in zip(layout.drafts.texts, starts.tolist(), strict=True)])
    everywhere = ballots(*_ANYWHERE).voters()[said.word]
    said = said.where((said.start == starts[said.text]) | (said.start > starts[said.text]) & everywhere)
    copulas = _copulas(said, sentences)
    said = said.once()
    votes, hit, place = ballots(*_BODY).cast_from(said)
    at, copula = said.start[hit], copulas[votes.statement]
    counts = [
        np.full(len(hit), True),
        at < clauses[votes.statement],
        at == starts[votes.statement],
        at == copula,
        (copula < at) & (at < sentences[votes.statement]),
    ]
    return votes.where(np.choose(place, counts))


def _copulas(hits: Hits, sentences: Ints) -> Ints:
    """Where the first word stands in each statement's first sentence that says what the subject is; the sentence's end where none does."""
    hits = hits.where(ballots("copula").voters()[hits.word])
    copulas = sentences.copy()
    np.minimum.at(copulas, hits.text, hits.start)
    return copulas


def _quoted_votes(layout: Layout, cues: Sequence[Found | None]) -> tuple[Votes, list[str]]:
    """The votes of modality cues and of years at the start, and their words, which are numbered behind those of the lexicon."""
    cast = [*_modality_votes(layout, cues), *_dated_votes(layout)]
    weights = np.array([weight for _, weight, _, _ in cast], np.float64)
    numbers = len(lexicon().words) + np.arange(len(cast))
    return Votes(ints([vote[0] for vote in cast]), weights, ints([vote[2] for vote in cast]), numbers), [vote[3] for vote in cast]


def _modality_votes(layout: Layout, cues: Sequence[Found | None]) -> Iterator[QuotedVote]:
    """What the modality cues vote that stand behind the labels."""
    votes, number = modality_votes(), function_numbers()
    places = zip(layout.drafts.texts, layout.starts.tolist(), layout.clauses.tolist(), cues, strict=True)
    for statement, (text, start, clause, cue) in enumerate(places):
        if cue and cue.start >= start and (vote := votes.get((cue.cue.order, cue.start < clause))):
            weight, function = vote
            yield statement, weight, number[function], text[cue.start : cue.end]


def _dated_votes(layout: Layout) -> Iterator[QuotedVote]:
    """The votes of the years and five-year plans that statements begin with, seen from their events' years; none of that year itself."""
    for statement, (text, start, own) in enumerate(zip(layout.drafts.texts, layout.starts.tolist(), layout.drafts.years, strict=True)):
        if own and (dated := _YEAR.match(text, start)):
            year = int(dated["year"] or last_year(dated["plan"]))
            weight, function = PAST if year < own or dated["since"] else TO_COME
            if year != own or dated["since"]:
                yield statement, weight, function_numbers()[function], dated[0]
