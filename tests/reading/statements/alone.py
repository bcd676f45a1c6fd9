"""One statement, read as the columns of many are: what it says, by name."""
from __future__ import annotations

from typing import NamedTuple

from flows.reading.statements import Drafts, read_statements


class Statement(NamedTuple):
    """What a statement says. Offsets count from the start of its text; `topic_hits` are rows of topic, term, start and end."""

    function: str
    function_cue: str | None
    modality: str
    modality_cue: str | None
    cue_start: int | None
    cue_end: int | None
    modality_above: str | None
    topics: tuple[str, ...]
    topic_hits: tuple[tuple[str, str, int, int], ...]
    actors: tuple[str, ...]


def read_statement(text: str, label: tuple[int, int] | None, headings: tuple[str, ...] = (), year: int | None = None) -> Statement:
    """What one statement says."""
    return statements(Drafts([text], [label], [headings], [year]))[0]


def statements(drafts: Drafts) -> list[Statement]:
    """What each of some statements says."""
    found = read_statements(drafts)
    said = []
    for row, (text, cue) in enumerate(zip(drafts.texts, found.cues, strict=True)):
        modality = (cue.cue.modality, text[cue.start : cue.end], cue.start, cue.end) if cue else ("declaration", None, None, None)
        hits = tuple(hit[1:] for hit in zip(*found.evidence[:3], found.evidence.start.tolist(), found.evidence.end.tolist(), strict=True) if hit[0] == row)
        topics = tuple(topic for topic, *_ in hits)
        said.append(Statement(found.functions[row], found.function_cues[row], *modality, found.modalities_above[row], topics, hits, found.actors[row]))
    return said
