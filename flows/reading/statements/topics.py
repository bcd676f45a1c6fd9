"""Topics of a statement: every topic of which it holds a term, in the order of the terms, each with the first term as evidence."""
from __future__ import annotations

from flows.reading.statements.lexicon import TopicTermHit

TopicHit = tuple[str, str, int, int]
"""A topic, the words that it was read from, and their start and end; the longest of those that start first."""


def read_topics(text: str, hits: list[TopicTermHit]) -> dict[str, TopicHit]:
    """Topic → its hit, in the order of the text."""
    found: dict[str, TopicHit] = {}
    hits.sort()
    for start, negative_end, topics in hits:
        for topic in topics:
            if topic not in found:
                found[topic] = (topic, text[start:-negative_end], start, -negative_end)
    return found
