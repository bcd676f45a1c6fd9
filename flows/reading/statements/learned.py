"""Votes whose weights were learned from texts read by hand, beside those that analysts set.

Every word of the lexicon, whatever it is there for, is asked where it stands: in the label or at its end, at the start of
what follows, in its first clause or anywhere, in the nearest heading above or at its end. `make learn` fits a logistic regression on
this (`tests/learning`), and what it finds is `learned_cues.csv`. Weights set by hand and learned ones err on different statements: of 927
that neither had seen, the first read 86 % rightly, both together 89 % (`tests/reading/statements/README.md`).
"""
from __future__ import annotations

import numpy as np

from flows.reading.columns import ints, rows_of
from flows.reading.statements.ballots import Votes, learned_ballots
from flows.reading.statements.election import Above
from flows.reading.statements.layout import Layout
from flows.reading.statements.lexicon import Hits

LEARNED_PLACES = ("label", "label_end", "start", "lead", "body", "heading", "heading_end")
_HEADING = LEARNED_PLACES.index("heading")


def standing(layout: Layout, said: Hits, in_headings: Hits) -> list[Hits]:
    """At each of LEARNED_PLACES the words that stand there, each once a statement; `said` are the hits in the statements."""
    label_ends, name_ends = (np.where(layout.labelled, ends, 0)[said.text] for ends in (layout.names.ends, layout.names.last))
    starts = layout.starts[said.text]
    behind = said.where(said.start >= starts).once()
    return [
        said.where(said.end <= label_ends).once(),
        said.where(said.end == name_ends),
        said.where(said.start == starts),
        behind.where(behind.start < layout.clauses[behind.text]),
        behind,
        _below(layout, in_headings.once()),
        _below(layout, in_headings.where(in_headings.end == layout.headings_named.last[in_headings.text])),
    ]


def _below(layout: Layout, in_headings: Hits) -> Hits:
    """The hits in headings as hits of the statements that stand just below them."""
    nearest = ints([layout.headings[path[-1]] if path else -1 for path in layout.paths])
    under, row = rows_of(in_headings.text, nearest[layout.above])
    return in_headings.where(row)._replace(text=under)


def learned_votes(layout: Layout, said: Hits, in_headings: Hits) -> tuple[Votes, Above]:
    """What words vote by their learned weights in some statements, and in the headings above them."""
    voters = learned_ballots(*LEARNED_PLACES).voters()
    places = standing(layout, said.where(voters[said.word]), in_headings.where(voters[in_headings.word]))
    votes = [learned_ballots(place).cast(hits) for place, hits in zip(LEARNED_PLACES, places, strict=True)]
    above = Votes.joined(*votes[_HEADING:])
    return Votes.joined(*votes[:_HEADING]), Above(above.statement, above.function, above.weight, above.weight)
