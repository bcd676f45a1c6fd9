"""Topics of statements: every topic of which one holds a term, in the order of the terms, each with the first term as evidence."""
from __future__ import annotations

from functools import cache

import numpy as np

from flows.reading.statements.columns import Ints, first_of_each, ints, written_out
from flows.reading.statements.lexicon import Hits, lexicon
from flows.reading.statements.name_words import topic_words
from schemas.vocabulary import vocabulary

TopicHit = tuple[str, str, int, int]
"""A topic, the words that it was read from, and their start and end; the longest of those that start first."""


def read_topics(count: int, hits: Hits) -> list[tuple[TopicHit, ...]]:
    """The topics of each of `count` texts, in the order in which they stand there."""
    firsts, topics = _topics_of_words()
    hits = hits.where(firsts[hits.word] < firsts[hits.word + 1])
    hits = hits.where(np.lexsort((-hits.end, hits.start, hits.text)))
    hit, row = written_out(firsts[hits.word], firsts[hits.word + 1])
    found = first_of_each(hits.text[hit] * len(vocabulary("topics")) + topics[row])
    codes, words = list(vocabulary("topics")), lexicon().words
    text, start, end, word = hits.where(hit[found])
    named = zip(topics[row[found]].tolist(), word.tolist(), start.tolist(), end.tolist(), strict=True)
    rows = [(codes[topic], words[number], begins, ends) for topic, number, begins, ends in named]
    parts = np.searchsorted(text, np.arange(count + 1)).tolist()
    return [tuple(rows[first:last]) for first, last in zip(parts, parts[1:], strict=False)]


@cache
def _topics_of_words() -> tuple[Ints, Ints]:
    """Numbers of the topics that words are evidence for: those of word n are the rows from `first[n]` to before `first[n + 1]`."""
    numbers = {code: number for number, code in enumerate(vocabulary("topics"))}
    topics = [[numbers[code] for code in topic_words().get(word, ())] for word in lexicon().words]
    return ints([0, *np.cumsum([len(some) for some in topics])]), ints([number for some in topics for number in some])
