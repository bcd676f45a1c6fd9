"""All words of the lexicon in one Aho–Corasick automaton: a single pass over a text finds cues, topic terms and bodies alike.

A hit is (start, -end, meaning): sorted, the leftmost comes first, and the longest of those that start together.
Cost: about 0.07 µs a character, whatever the number of words.
"""
from __future__ import annotations

from functools import cache
from typing import NamedTuple, TypeVar

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from flows.reading.statements.words import Cue, FunctionWord, Phrase, function_words, issuer_words, modality_words, topic_words

M = TypeVar("M")
ModalityHit = tuple[int, int, Cue | Phrase]
FunctionHit = tuple[int, int, FunctionWord]
TopicTermHit = tuple[int, int, tuple[str, ...]]
IssuerHit = tuple[int, int, str]


class Hits(NamedTuple):
    """Where the words of each family stand in a text, overlaps included, in no order that may be relied on."""

    modality: list[ModalityHit]
    functions: list[FunctionHit]
    topics: list[TopicTermHit]
    issuers: list[IssuerHit]


class _Lexicon(NamedTuple):
    automaton: AhoCorasick
    modality: list[Cue | Phrase | None]
    functions: list[FunctionWord | None]
    topics: list[tuple[str, ...] | None]
    issuers: list[str | None]


@cache
def _lexicon() -> _Lexicon:
    families = (modality_words(), function_words(), topic_words(), issuer_words())
    terms = sorted({word for family in families for word in family})
    automaton = AhoCorasick(terms, matchkind=MatchKind.Standard, implementation=Implementation.DFA)
    return _Lexicon(automaton, *([family.get(term) for term in terms] for family in families))  # type: ignore[arg-type]


def scan(text: str) -> Hits:
    """Every word of the lexicon in the text, by family."""
    lexicon = _lexicon()
    found = lexicon.automaton.find_matches_as_indexes(text, overlapping=True)
    return Hits(*(_family(found, meanings) for meanings in lexicon[1:]))  # type: ignore[arg-type]


def _family(found: list[tuple[int, int, int]], meanings: list[M | None]) -> list[tuple[int, int, M]]:
    return [(start, -end, meaning) for term, start, end in found if (meaning := meanings[term]) is not None]


def leftmost_longest(hits: list[tuple[int, int, M]]) -> list[tuple[int, int, M]]:
    """The hits that remain when a text is read from left to right and the longest word is taken at each place."""
    kept: list[tuple[int, int, M]] = []
    reach = 0
    for hit in sorted(hits):
        if hit[0] >= reach:
            kept.append(hit)
            reach = -hit[1]
    return kept
