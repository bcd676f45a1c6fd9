"""The rows of directives: their statements are read when all of a source are known, in one go."""
from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from flows.reading.cleaning import clean
from flows.reading.statements import Draft, TopicHit, read_statements
from flows.reading.text_lines import TextLine
from flows.reading.words import Words


class Directive(NamedTuple):
    """A directive whose statement is still to be read: its place in the event and in the source, its words, cleaned and as they stand."""

    directive_id: str
    event_id: str
    ordinal: int
    marker: str | None
    text: str
    line: TextLine
    body: Words
    draft: Draft


def directive_rows(source_id: str, directives: Sequence[Directive]) -> list[tuple[Any, ...]]:
    """The rows of some directives of a source, tuples in column order."""
    rows = []
    for (directive_id, event_id, ordinal, marker, text, line, body, draft), says in zip(directives, read_statements([found.draft for found in directives]), strict=True):
        number, start, end, raw = line
        label = draft.label
        rows.append(
            (
                directive_id,
                event_id,
                ordinal,
                draft.headings,
                len(draft.headings),
                marker,
                clean(body.text[label[0] : label[1]]) if label else None,
                text,
                raw,
                says.function,
                says.function_cue,
                says.modality,
                says.modality_cue,
                *((None, None) if says.cue_start is None or says.cue_end is None else body.span(says.cue_start, says.cue_end)),
                says.heading_modality,
                says.topics,
                _evidence(says.topic_hits, body),
                says.actors,
                source_id,
                number,
                number,
                start,
                end,
            )
        )
    return rows


def _evidence(hits: tuple[TopicHit, ...], body: Words) -> tuple[tuple[Any, ...], ...]:
    """The rows of the topics' evidence, in column order."""
    return tuple([(topic, term, *body.span(start, end)) for topic, term, start, end in hits])
