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
`election.py` counts the votes. All statements of a source are read at once, in columns: one at a time took three times as long.
"""
from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from flows.reading.statements.ballots import Votes, ballots
from flows.reading.statements.clauses import clause_end, sentence_end
from flows.reading.statements.columns import Ints, ints
from flows.reading.statements.draft import Draft
from flows.reading.statements.election import Above, elect
from flows.reading.statements.function_words import modality_votes
from flows.reading.statements.learned import learned_votes
from flows.reading.statements.lexicon import Hits, lexicon
from flows.reading.statements.modality import Found
from flows.reading.statements.named import BEFORE_THE_START, label_votes, votes_above
from schemas.vocabulary import vocabulary

PAST, TO_COME = (8.0, "positioning"), (3.0, "goal")
FIRST_PLAN, _PLANS = 2010, "一二三四五六七八九"  # 十一五 … 十九五, which end in 2010 … 2050
_YEAR = re.compile(
    f"(?P<year>(?:19|20)[0-9]{{2}})年(?!(?:[0-9]{{1,2}}月)?(?:[0-9]{{1,2}}日)?[起至到以前—–~～-])"  # no span of time, none up to a date
    f"|[“\"]?十(?P<plan>[{_PLANS}])五[”\"]?(?:期间|时期|以来|期末|末)(?!是)"
)
_OPENING_MARKS = re.compile(f"[{re.escape(BEFORE_THE_START)}]*")
_BODY = ("body", "lead", "start", "copula", "after_copula")
_ANYWHERE = tuple([place for place in _BODY if place != "start"])


def read_functions(
    drafts: Sequence[Draft], said: Hits, found: Sequence[Found | None], headings: Sequence[str], named: Hits
) -> tuple[list[str], list[str | None]]:
    """The function of each statement, and the words that decided it; None where a heading did, or nothing.

    `said` are the words of the statements that nothing hides, `found` their modality cues; `named` are the words of the distinct `headings` above.
    """
    starts, clauses = starts_and_clauses(drafts)
    votes, quoted = _quoted_votes(drafts, starts.tolist(), found)
    body = Votes.joined(_body_votes(drafts, starts, clauses, said), votes)
    learned, learned_above = learned_votes(drafts, starts, clauses, said, headings, named)
    above = Above.joined(votes_above(drafts, headings, named), learned_above)
    functions, deciding = elect(len(drafts), label_votes(drafts, said), body, learned, above)
    words = [*lexicon().words, *quoted, None]
    return functions, [words[number] for number in deciding]


def starts_and_clauses(drafts: Sequence[Draft]) -> tuple[Ints, Ints]:
    """Where what follows each label starts, which may be at the end, and where its first clause ends."""
    starts = [_behind_the_label(draft) for draft in drafts]
    return ints(starts), ints([clause_end(draft.text, start) for draft, start in zip(drafts, starts, strict=True)])


def _behind_the_label(draft: Draft) -> int:
    """Where what follows the label starts, which may be at the end."""
    marks = _OPENING_MARKS.match(draft.text, draft.label[1] if draft.label else 0)
    return marks.end() if marks else 0


def _body_votes(drafts: Sequence[Draft], starts: Ints, clauses: Ints, hits: Hits) -> Votes:
    """The votes of what follows the label, which lies from `starts` on; a word counts where it stands first."""
    sentences = ints([sentence_end(draft.text, start) for draft, start in zip(drafts, starts.tolist(), strict=True)])
    everywhere = ballots(*_ANYWHERE).voters()[hits.word]
    hits = hits.where((hits.start == starts[hits.text]) | (hits.start > starts[hits.text]) & everywhere)
    copulas = _copulas(hits, sentences)
    hits = hits.once()
    votes, hit, place = ballots(*_BODY).cast_from(hits)
    at, copula = hits.start[hit], copulas[votes.statement]
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


def _quoted_votes(drafts: Sequence[Draft], starts: Sequence[int], found: Sequence[Found | None]) -> tuple[Votes, list[str]]:
    """The votes of modality cues and of years at the start, and their words, which are numbered behind those of the lexicon."""
    functions = {code: number for number, code in enumerate(vocabulary("functions"))}
    cast = [
        (statement, weight, functions[function], words)
        for statement, (draft, start, cue) in enumerate(zip(drafts, starts, found, strict=False))
        for weight, function, words in (*_modality_vote(draft.text, start, cue), *_dated_vote(draft, start))
    ]
    weights = np.array([weight for _, weight, _, _ in cast], np.float64)
    numbers = len(lexicon().words) + np.arange(len(cast))
    return Votes(ints([vote[0] for vote in cast]), weights, ints([vote[2] for vote in cast]), numbers), [vote[3] for vote in cast]


def _modality_vote(text: str, start: int, cue: Found | None) -> tuple[tuple[float, str, str], ...]:
    """What the modality cue of a statement votes, if it stands behind the label."""
    if cue is None or cue.start < start:
        return ()
    vote = modality_votes().get((cue.cue.order, cue.start < clause_end(text, start)))
    return ((*vote, text[cue.start : cue.end]),) if vote else ()


def _dated_vote(draft: Draft, start: int) -> tuple[tuple[float, str, str], ...]:
    """The vote of the year or five-year plan that a statement begins with, seen from its event's year; none of that year itself."""
    dated = _YEAR.match(draft.text, start) if draft.year else None
    if dated is None or draft.year is None:
        return ()
    named = int(dated["year"] or FIRST_PLAN + 5 * _PLANS.index(dated["plan"]))
    return () if named == draft.year else ((*(PAST if named < draft.year else TO_COME), dated[0]),)
