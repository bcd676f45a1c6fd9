"""Topics of a statement: every topic of which it holds a term, in the order of the terms, each with the first term as evidence."""
from __future__ import annotations

from typing import NamedTuple

from flows.reading.statements.lexicon import TopicTermHit


class TopicHit(NamedTuple):
    """The words that a topic was read from and where they stand; the longest of those that start first."""

    topic: str
    term: str
    start: int
    end: int


def read_topics(text: str, hits: list[TopicTermHit]) -> tuple[TopicHit, ...]:
    """One hit a topic, in the order of the text."""
    found: dict[str, TopicHit] = {}
    for start, negative_end, topics in sorted(hits):
        for topic in topics:
            if topic not in found:
                found[topic] = TopicHit(topic, text[start:-negative_end], start, -negative_end)
    return tuple(found.values())
