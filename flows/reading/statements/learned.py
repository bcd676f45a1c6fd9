"""Votes whose weights were learned from texts read by hand, beside those that analysts set.

Every word of the lexicon, whatever it is there for, is asked where it stands: in the label or at its end, at the start of
what follows, in its first clause or anywhere, in the nearest heading above or at its end. `make learn` fits a logistic regression on
this (`tests/learning`), and what it finds is `learned_cues.csv`. Weights set by hand and learned ones err on different statements: of 638
that neither had seen, the first read 85 % rightly, the second 84 %, both together 89 %.
"""
from __future__ import annotations

from collections.abc import Sequence

from flows.reading.statements.ballots import Votes, learned_ballots
from flows.reading.statements.columns import ints, rows_of
from flows.reading.statements.draft import Layout, name_end
from flows.reading.statements.election import Above
from flows.reading.statements.lexicon import Hits

LEARNED_PLACES = ("label", "label_end", "start", "lead", "body", "heading", "heading_end")
_HEADING = LEARNED_PLACES.index("heading")


def standing(layout: Layout, said: Hits, in_headings: Hits) -> list[Hits]:
    """At each of LEARNED_PLACES the words that stand there, each once a statement; `said` are the hits in the statements."""
    starts, clauses = layout.starts[said.text], layout.clauses
    label_ends = ints([name_end(draft.text[: draft.label[1]]) if draft.label else 0 for draft in layout.drafts])
    heading_ends = ints([name_end(heading) for heading in layout.headings])
    behind = said.where(said.start >= starts).once()
    number = layout.numbers()
    nearest = [(statement, number[draft.headings[-1]]) for statement, draft in enumerate(layout.drafts) if draft.headings]
    return [
        said.where(said.end <= layout.label_ends[said.text]).once(),
        said.where(said.end == label_ends[said.text]),
        said.where(said.start == starts),
        behind.where(behind.start < clauses[behind.text]),
        behind,
        _under(in_headings.once(), nearest),
        _under(in_headings.where(in_headings.end == heading_ends[in_headings.text]), nearest),
    ]


def _under(in_headings: Hits, nearest: Sequence[tuple[int, int]]) -> Hits:
    """The hits in headings as hits of the statements below them: pairs of a statement and its heading."""
    under, row = rows_of(in_headings.text, ints([heading for _, heading in nearest]))
    return in_headings.where(row)._replace(text=ints([statement for statement, _ in nearest])[under])


def learned_votes(layout: Layout, said: Hits, in_headings: Hits) -> tuple[Votes, Above]:
    """What words vote by their learned weights in some statements, and in the headings above them."""
    voters = learned_ballots(*LEARNED_PLACES).voters()
    places = standing(layout, said.where(voters[said.word]), in_headings.where(voters[in_headings.word]))
    votes = [learned_ballots(place).cast(hits) for place, hits in zip(LEARNED_PLACES, places, strict=True)]
    above = Votes.joined(*votes[_HEADING:])
    return Votes.joined(*votes[:_HEADING]), Above(above.statement, above.function, above.weight, above.weight)
