"""Votes whose weights were learned from texts read by hand, beside those that analysts set.

Every word of the lexicon, whatever it is there for, is asked where it stands: in the label or at its end, at the start of
what follows, in its first clause or anywhere, in the nearest heading above or at its end. `make learn` fits a logistic regression on
this (`tests/learning`), and what it finds is `learned_cues.csv`. Weights set by hand and learned ones err on different statements: of 638
that neither had seen, the first read 85 % rightly, the second 84 %, both together 89 %.
"""
from __future__ import annotations

from collections.abc import Sequence

from flows.reading.statements.ballots import Votes, learned_ballots
from flows.reading.statements.columns import Ints, ints, rows_of
from flows.reading.statements.draft import Draft
from flows.reading.statements.election import Above
from flows.reading.statements.lexicon import Hits

PLACES = ("label", "label_end", "start", "lead", "body", "heading", "heading_end")
_HEADING = PLACES.index("heading")
_COLON = "：: "


def standing(drafts: Sequence[Draft], starts: Ints, clauses: Ints, said: Hits, headings: Sequence[str], named: Hits) -> list[Hits]:
    """At each of PLACES the words that stand there, in some statements; each once a place.

    What follows their labels goes from `starts`, its first clause to `clauses`; `said` are the hits in the statements, `named` those in `headings`.
    """
    starts, labels = starts[said.text], ints([draft.label[1] if draft.label else 0 for draft in drafts])[said.text]
    behind = said.where(said.start >= starts).once()
    ends = ints([len(heading.rstrip(_COLON)) for heading in headings])[named.text]
    number = {heading: place for place, heading in enumerate(headings)}
    below = [(statement, number[draft.headings[-1]]) for statement, draft in enumerate(drafts) if draft.headings]
    return [
        said.where(said.end <= labels).once(),
        said.where(said.end == labels),
        said.where(said.start == starts),
        behind.where(behind.start < clauses[behind.text]),
        behind,
        _under(named.where(named.end <= ends).once(), below),
        _under(named.where(named.end == ends), below),
    ]


def _under(named: Hits, below: Sequence[tuple[int, int]]) -> Hits:
    """The hits in headings as hits of the statements below them: pairs of a statement and its heading."""
    under, row = rows_of(named.text, ints([heading for _, heading in below]))
    return named.where(row)._replace(text=ints([statement for statement, _ in below])[under])


def learned_votes(drafts: Sequence[Draft], starts: Ints, clauses: Ints, said: Hits, headings: Sequence[str], named: Hits) -> tuple[Votes, Above]:
    """What words vote by their learned weights in some statements, and in the headings above them."""
    voters = learned_ballots(*PLACES).voters()
    places = standing(drafts, starts, clauses, said.where(voters[said.word]), headings, named.where(voters[named.word]))
    votes = [learned_ballots(place).cast(hits) for place, hits in zip(PLACES, places, strict=True)]
    above = Votes.joined(*votes[_HEADING:])
    return Votes.joined(*votes[:_HEADING]), Above(above.statement, above.function, above.weight, above.weight)
