"""Statements read whole, all of a source at once: a single pass of the lexicon, then each family's own rules.

Read by hand and compared in `tests/reading/statements/README.md`; what it costs: `make bench`.
"""
from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from flows.reading.statements.draft import Draft
from flows.reading.statements.functions import read_functions
from flows.reading.statements.issuers import named_bodies
from flows.reading.statements.lexicon import lexicon, meant, scan, unhidden
from flows.reading.statements.modality import strongest, strongest_cue
from flows.reading.statements.topics import TopicHit, read_topics

DECLARATION = "declaration"
AT_ONCE = 1024  # statements read in one pass: enough to make numpy's fixed costs small, few enough to stay in the processor's cache


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
    """What each statement says, in order. No text raises."""
    for start in range(0, len(drafts), AT_ONCE):
        yield from _read(drafts[start : start + AT_ONCE])


def _read(drafts: Sequence[Draft]) -> Iterator[Statement]:
    headings = list(dict.fromkeys(chain.from_iterable([draft.headings for draft in drafts])))
    texts = [*[draft.text for draft in drafts], *headings]
    hits = scan(texts)
    cues, bodies = meant(hits, lexicon().cues), meant(hits, lexicon().issuers)
    found = [strongest_cue(text, cues[number]) if number in cues else None for number, text in enumerate(texts)]
    words = unhidden(hits)
    said, named = words.where(words.text < len(drafts)), words.where(words.text >= len(drafts))
    functions = read_functions(drafts, said, found, headings, named._replace(text=named.text - len(drafts)))
    strengths = _strengths_above(drafts, {heading: cue.cue.modality for heading, cue in zip(headings, found[len(drafts) :], strict=True) if cue})
    return map(
        Statement,
        *functions,
        [cue.cue.modality if cue else DECLARATION for cue in found],
        [text[cue.start : cue.end] if cue else None for text, cue in zip(texts, found, strict=True)],
        [cue.start if cue else None for cue in found],
        [cue.end if cue else None for cue in found],
        [strengths[draft.headings] for draft in drafts],
        *read_topics(len(drafts), hits),
        [_actors(draft.text, bodies[number]) if number in bodies else () for number, draft in enumerate(drafts)],
    )


def _strengths_above(drafts: Sequence[Draft], strengths: Mapping[str, str]) -> dict[tuple[str, ...], str | None]:
    """The strongest modality of the headings above, for each way of them."""
    return {path: strongest([strengths[text] for text in path if text in strengths]) for path in {draft.headings for draft in drafts}}


def _actors(text: str, hits: list[tuple[int, int, str]]) -> tuple[str, ...]:
    """The codes of the bodies named, in order, once each."""
    return tuple(dict.fromkeys([code for _, _, code in named_bodies(text, hits)]))
