"""Topics of statements: every topic of which one holds a term, in the order of the terms, each with the first term as evidence."""
from __future__ import annotations

from functools import cache
from itertools import pairwise

import numpy as np

from flows.reading.statements.columns import Ints, divided, first_of_each, ints, written_out
from flows.reading.statements.lexicon import Hits, lexicon
from flows.reading.statements.name_words import topic_words
from schemas.vocabulary import vocabulary

TopicHit = tuple[str, str, int, int]
"""A topic, the words that it was read from, and their start and end; the longest of those that start first."""


def read_topics(count: int, hits: Hits) -> tuple[list[tuple[str, ...]], list[tuple[TopicHit, ...]]]:
    """The topics of each of `count` texts, in the order in which they stand there, and the hits that they were read from."""
    firsts, topics = _topics_of_words()
    hits = hits.where(firsts[hits.word] < firsts[hits.word + 1]).leftmost_first()
    hit, row = written_out(firsts[hits.word], firsts[hits.word + 1])
    found = first_of_each(hits.text[hit] * len(vocabulary("topics")) + topics[row])
    codes, words = list(vocabulary("topics")), lexicon().words
    text, start, end, word = hits.where(hit[found])
    named = [codes[number] for number in topics[row[found]].tolist()]
    rows = list(zip(named, [words[number] for number in word.tolist()], start.tolist(), end.tolist(), strict=True))
    parts = np.searchsorted(text, np.arange(count + 1)).tolist()
    texts = [slice(*part) for part in pairwise(parts)]
    return [tuple(named[part]) for part in texts], [tuple(rows[part]) for part in texts]


@cache
def _topics_of_words() -> tuple[Ints, Ints]:
    """Numbers of the topics that words are evidence for: those of word n are the rows from `first[n]` to before `first[n + 1]`."""
    numbers = {code: number for number, code in enumerate(vocabulary("topics"))}
    firsts, topics = divided([[numbers[code] for code in topic_words().get(word, ())] for word in lexicon().words])
    return firsts, ints(topics)
