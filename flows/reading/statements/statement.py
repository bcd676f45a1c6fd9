"""One statement read whole: a single pass of the lexicon, then each family's own rules.

Cost: about 14 µs for a statement of 52 characters (generated source, one core): 2 the automaton, 1.5 its hits, 2 the modality, 7 the
function, 1.5 the topics; read by hand and compared in `tests/reading/statements/README.md`.
"""
from __future__ import annotations

from typing import NamedTuple

from flows.reading.statements.functions import read_function
from flows.reading.statements.issuers import named_bodies
from flows.reading.statements.lexicon import scan
from flows.reading.statements.modality import strongest_cue
from flows.reading.statements.topics import TopicHit, read_topics

DECLARATION = "declaration"


class Statement(NamedTuple):
    """What a statement says. Offsets count from the start of the text given; a cue is the text between its offsets."""

    function: str
    function_cue: str | None  # None where a heading decided, or nothing
    modality: str
    modality_cue: str | None
    cue_start: int | None
    cue_end: int | None
    topics: tuple[str, ...]  # in the order in which their first terms stand
    topic_hits: tuple[TopicHit, ...]  # one a topic, its first term
    actors: tuple[str, ...]  # codes of the bodies named, in order, once each


def read_statement(text: str, label: tuple[int, int] | None, headings: tuple[str, ...] = (), year: int | None = None) -> Statement:
    """Reads a line without its list marker; `headings` are the texts above it, outermost first. No text raises."""
    words, cues, terms, names = scan(text)
    found = strongest_cue(text, cues) if cues else None
    function, function_cue = read_function(text, label, headings, words, found, year)
    topics = read_topics(text, terms)
    actors = tuple(dict.fromkeys([code for _, _, code in named_bodies(text, names)])) if names else ()
    if found is None:
        return Statement(function, function_cue, DECLARATION, None, None, None, tuple(topics), tuple(topics.values()), actors)
    cue, start, end = found
    return Statement(function, function_cue, cue.modality, text[start:end], start, end, tuple(topics), tuple(topics.values()), actors)
