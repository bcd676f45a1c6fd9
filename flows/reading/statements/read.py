"""Statements read whole, those of some sources at once: a single pass of the lexicon, then each family's own rules.

Read by hand and compared in `tests/reading/statements/README.md`; what it costs: `make bench`.
"""
from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from flows.reading.statements.functions import read_functions
from flows.reading.statements.issuers import named_bodies
from flows.reading.statements.layout import Drafts, Layout, laid_out
from flows.reading.statements.lexicon import Hits, lexicon, meant, scan, unhidden
from flows.reading.statements.modality import Found, strongest, strongest_cue
from flows.reading.statements.topics import Evidence, read_topics


class Statements(NamedTuple):
    """What statements say, a row each, but for the evidence, which names its statement. Offsets count from the start of the text given."""

    functions: list[str]
    function_cues: list[str | None]  # None where a heading decided, or nothing
    cues: list[Found | None]  # the strongest modality cue; None for a declaration
    modalities_above: list[str | None]  # the strongest of the headings above; None where they have no cue
    evidence: Evidence  # of the topics
    actors: list[tuple[str, ...]]  # codes of the bodies named, in order, once each


def read_statements(drafts: Drafts) -> Statements:
    """What each statement says. No text raises, unless it holds a lone surrogate, which decoded text does not."""
    layout, count = laid_out(drafts), len(drafts.texts)
    texts = [*drafts.texts, *layout.headings]
    hits = scan(texts)
    bodies, cues = meant(hits, lexicon().issuers), _cues(texts, hits)
    said, in_headings = unhidden(hits).parted(count)
    return Statements(
        *read_functions(layout, said, cues[:count], in_headings),
        cues[:count],
        _modalities_above(layout, cues[count:]),
        read_topics(hits.parted(count)[0]),
        [_actors(text, bodies[number]) if number in bodies else () for number, text in enumerate(drafts.texts)],
    )


def _cues(texts: Sequence[str], hits: Hits) -> list[Found | None]:
    """The modality cue of each text."""
    cues = meant(hits, lexicon().cues)
    return [strongest_cue(text, cues[number]) if number in cues else None for number, text in enumerate(texts)]


def _modalities_above(layout: Layout, cues: Sequence[Found | None]) -> list[str | None]:
    """The strongest modality in the headings above each statement, by the cues of the headings."""
    strengths = {heading: cue.cue.modality for heading, cue in zip(layout.headings, cues, strict=True) if cue}
    by_path = [strongest([strengths[heading] for heading in path if heading in strengths]) for path in layout.paths]
    return [by_path[number] for number in layout.above.tolist()]


def _actors(text: str, hits: list[tuple[int, int, str]]) -> tuple[str, ...]:
    """The codes of the bodies named, in order, once each."""
    return tuple(dict.fromkeys([code for _, _, code in named_bodies(text, hits)]))
