"""Statements read whole, those of some sources at once: a single pass of the lexicon, then each family's own rules.

Read by hand and compared in `tests/reading/statements/README.md`; what it costs: `make bench`.
"""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import starmap
from typing import Any, NamedTuple

from flows.reading.statements.draft import Draft, Layout, laid_out
from flows.reading.statements.functions import read_functions
from flows.reading.statements.issuers import named_bodies
from flows.reading.statements.lexicon import Hits, lexicon, meant, scan, unhidden
from flows.reading.statements.modality import Found, strongest, strongest_cue
from flows.reading.statements.topics import TopicHit, read_topics

DECLARATION = "declaration"
AT_ONCE = 50_000  # characters read in one pass, some thousand statements: enough to make numpy's fixed costs small; their hits take 20 MB


class Statement(NamedTuple):
    """What a statement says. Offsets count from the start of the text given; a cue is the text between its offsets."""

    function: str
    function_cue: str | None  # None where a heading decided, or nothing
    modality: str
    modality_cue: str | None
    cue_start: int | None
    cue_end: int | None
    heading_modality: str | None  # the strongest of the headings above; None where they have no cue
    topics: tuple[str, ...]  # in the order in which their first terms stand
    topic_hits: tuple[TopicHit, ...]  # one a topic, its first term
    actors: tuple[str, ...]  # codes of the bodies named, in order, once each


def read_statement(text: str, label: tuple[int, int] | None, headings: tuple[str, ...] = (), year: int | None = None) -> Statement:
    """One statement, read as `read_statements` does."""
    return next(read_statements([Draft(text, label, headings, year)]))


def read_statements(drafts: Sequence[Draft]) -> Iterator[Statement]:
    """What each statement says, in order. No text raises, unless it holds a lone surrogate, which decoded text does not."""
    start = size = 0
    for place, draft in enumerate(drafts):
        size += len(draft.text)
        if size >= AT_ONCE:
            yield from _read(laid_out(drafts[start : place + 1]))
            start, size = place + 1, 0
    if start < len(drafts):
        yield from _read(laid_out(drafts[start:]))


def _read(layout: Layout) -> Iterator[Statement]:
    drafts, headings, count = layout.drafts, layout.headings, len(layout.drafts)
    texts = [*[draft.text for draft in drafts], *headings]
    hits = scan(texts)
    bodies, found = meant(hits, lexicon().issuers), _cues(texts, hits)
    cues, strengths = found[:count], {heading: cue.cue.modality for heading, cue in zip(headings, found[count:], strict=True) if cue}
    words = unhidden(hits)
    said, in_headings = words.where(words.text < count), words.where(words.text >= count)
    columns = (
        *read_functions(layout, said, cues, in_headings._replace(text=in_headings.text - count)),
        *_strength_columns(drafts, cues),
        [strongest([strengths[text] for text in draft.headings if text in strengths]) for draft in drafts],
        *read_topics(count, hits),
        [_actors(draft.text, bodies[number]) if number in bodies else () for number, draft in enumerate(drafts)],
    )
    return starmap(Statement, zip(*columns, strict=True))


def _cues(texts: Sequence[str], hits: Hits) -> list[Found | None]:
    """The modality cue of each text."""
    cues = meant(hits, lexicon().cues)
    return [strongest_cue(text, cues[number]) if number in cues else None for number, text in enumerate(texts)]


def _strength_columns(drafts: Sequence[Draft], cues: Sequence[Found | None]) -> tuple[list[Any], ...]:
    """Modality, its cue, and where that starts and ends."""
    return (
        [cue.cue.modality if cue else DECLARATION for cue in cues],
        [draft.text[cue.start : cue.end] if cue else None for draft, cue in zip(drafts, cues, strict=True)],
        [cue.start if cue else None for cue in cues],
        [cue.end if cue else None for cue in cues],
    )


def _actors(text: str, hits: list[tuple[int, int, str]]) -> tuple[str, ...]:
    """The codes of the bodies named, in order, once each."""
    return tuple(dict.fromkeys([code for _, _, code in named_bodies(text, hits)]))
