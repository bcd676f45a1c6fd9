"""Topics of statements: every topic of which one holds a term, in the order of the terms, each with the first term as evidence."""
from __future__ import annotations

from functools import cache
from typing import NamedTuple

from flows.reading.columns import Ints, divided, first_of_each, ints, written_out
from flows.reading.statements.lexicon import Hits, lexicon
from flows.reading.statements.name_words import topic_words
from schemas.vocabulary import vocabulary


class Evidence(NamedTuple):
    """Topics of texts, a row each: number of the text, topic, the words that it was read from, their start and end.

    In the order of the texts and of the starts; of the words that start first, the longest.
    """

    text: Ints
    topic: list[str]
    term: list[str]
    start: Ints
    end: Ints


def read_topics(hits: Hits) -> Evidence:
    """The topics of some texts, each once a text, by the first of its terms."""
    firsts, topics = _topics_of_words()
    hits = hits.where(firsts[hits.word] < firsts[hits.word + 1]).leftmost_first()
    hit, row = written_out(firsts[hits.word], firsts[hits.word + 1])
    found = first_of_each(hits.text[hit] * len(vocabulary("topics")) + topics[row])
    codes, words = list(vocabulary("topics")), lexicon().words
    text, start, end, word = hits.where(hit[found])
    return Evidence(text, [codes[number] for number in topics[row[found]].tolist()], [words[number] for number in word.tolist()], start, end)


@cache
def _topics_of_words() -> tuple[Ints, Ints]:
    """Numbers of the topics that words are evidence for: those of word n are the rows from `first[n]` to before `first[n + 1]`."""
    numbers = {code: number for number, code in enumerate(vocabulary("topics"))}
    firsts, topics = divided([[numbers[code] for code in topic_words().get(word, ())] for word in lexicon().words])
    return firsts, ints(topics)
