"""The rows of directives: gathered while a source is read, filled in when what their statements say is known."""
from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from flows.reading.cleaning import clean
from flows.reading.statements import Draft, Statement, TopicHit
from flows.reading.text_lines import TextLine
from flows.reading.words import Words


class DirectiveDraft(NamedTuple):
    """A directive whose statement is still to be read: its place in the event and in the source, its words, cleaned and as they stand."""

    directive_id: str
    event_id: str
    ordinal: int
    marker: str | None
    text: str
    line: TextLine
    body: Words
    draft: Draft


def directive_rows(source_id: str, directives: Sequence[DirectiveDraft], statements: Sequence[Statement]) -> list[tuple[Any, ...]]:
    """The rows of some directives of a source, tuples in column order; `statements` is what they say."""
    if not directives:
        return []
    ids, events, ordinals, markers, texts, lines, bodies, drafts = zip(*directives, strict=True)
    numbers, starts, ends, raw_texts = zip(*lines, strict=True)
    functions, function_cues, modalities, cues, cue_starts, cue_ends, above, topics, hits, actors = zip(*statements, strict=True)
    paths = [draft.headings for draft in drafts]
    labels = [clean(draft.text[slice(*draft.label)]) if draft.label else None for draft in drafts]
    cue_spans = [(None, None) if cue is None else body.span(start, end) for cue, body, start, end in zip(cues, bodies, cue_starts, cue_ends, strict=True)]
    evidence = [_evidence(found, body) for found, body in zip(hits, bodies, strict=True)]
    place = (ids, events, ordinals, paths, list(map(len, paths)), markers, labels, texts, raw_texts)
    says = (functions, function_cues, modalities, cues, *zip(*cue_spans, strict=True), above, topics, evidence, actors)
    return list(zip(*place, *says, [source_id] * len(ids), numbers, numbers, starts, ends, strict=True))


def _evidence(hits: tuple[TopicHit, ...], body: Words) -> tuple[tuple[Any, ...], ...]:
    """The rows of the topics' evidence, in column order."""
    return tuple([(topic, term, *body.span(start, end)) for topic, term, start, end in hits])
