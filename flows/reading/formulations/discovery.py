"""Formulations that no list has: short terms that a source puts in quotation marks, and phrases that recur from event to event.

A quoted term is one part of `SHORTEST` to `LONGEST_TERM` characters, or several parts alike in length (党委领导、政府组织、业主参与),
the first of which may be headed; not the words of a sentence, nor of a document's name, nor what the source mostly writes without
the marks. A recurring phrase stands alone between marks of punctuation twice, so that its edges are true ones, ends in a
word for what policy builds or changes, and is in `LINES` different lines of `EVENTS` events at least, in a long source of a
hundredth of them. Neither is mostly made of what the curated list has, names a body, or stands only
within a longer one. Linear: whole clauses are counted, never their parts.
"""
from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import accumulate

from flows.reading.formulations.folded import COMMA, LEFT_OUT, Folded, even
from flows.reading.formulations.lexicon import Entry, action_words, common_terms, heads, intensity_words, sentence_words
from flows.reading.formulations.matching import Hit, curated, matcher_of
from flows.reading.formulations.quotes import Quotes
from flows.reading.statements import find_issuers
from flows.reading.statements.tables import words as words_of
from schemas import vocabulary

SHORTEST, LONGEST_TERM, LONGEST_PART, LONGEST_PHRASE = 4, 10, 9, 14
ALONE, LINES, EVENTS, SHARE = 2, 3, 2, 0.01
UNEVEN = 1
SELDOM = 5
HALF = 0.5
_HAN = "㐀-鿿"
_TERM = re.compile(rf"[0-9A-Za-z·+-]*[{_HAN}][{_HAN}0-9A-Za-z·+-]*")
_CLAUSE = re.compile(rf"(?<![{_HAN}、0-9A-Za-z%”’])[{_HAN}]{{{SHORTEST + 1},{LONGEST_PHRASE}}}(?![{_HAN}、0-9A-Za-z“‘])")
_ORDINAL = re.compile("^[一二三四五六七八九十]五|^第?[0-9一二三四五六七八九十百]+[届次条章个年月]")

PlaceOf = Callable[[int], tuple[str, str | None]]
"""Folded offset → the words of the line that stands there and its event."""


def discover(text: str, folded: Folded, quotes: Quotes, n_events: int, place_of: PlaceOf) -> list[Hit]:
    """Every occurrence of what is discovered in a text, in its order."""
    quoted = Counter(_quoted(text, quotes))
    origins = dict.fromkeys(_recurring(text), "recurring") | dict.fromkeys(quoted, "quoted")
    known = _known(list(origins))
    entries = [Entry(words, origin, words) for words, origin in origins.items() if words not in known]
    if not entries:
        return []
    hits = matcher_of(entries).find(folded.text)
    counted = Counter(hit.entry for hit in hits)
    marked = {entry for entry, count in counted.items() if count <= SELDOM * quoted[entry.formulation]}
    candidates = [hit for hit in hits if hit.entry.origin == "recurring" and counted[hit.entry] >= LINES]
    kept = _standing(hits) & (marked | _spread(candidates, max(EVENTS, n_events * SHARE), place_of))
    return [hit for hit in hits if hit.entry in kept]


def _quoted(text: str, quotes: Quotes) -> Iterator[str]:
    longest = 4 * LONGEST_PART
    for start, end, in_title in quotes.innermost:
        if not in_title and end - start <= longest:
            words = even(LEFT_OUT.sub("", text[start:end]))
            if _is_term(words.split(COMMA)):
                yield words


def _is_term(parts: list[str]) -> bool:
    """Whether the parts of some quoted words are those of a term."""
    whole = "".join(parts)
    if not all(map(_TERM.fullmatch, parts)) or whole.startswith(sentence_words("quoted")) or not _is_bare(whole):
        return False
    first, *rest = [len(part) for part in parts]
    if not rest:
        return SHORTEST <= first <= LONGEST_TERM
    headed = len(rest) > 1 and max(rest) == min(rest) < first
    return max(first, *rest) <= LONGEST_PART and (headed or max(first, *rest) - min(first, *rest) <= UNEVEN)


def _recurring(text: str) -> list[str]:
    """Clauses that recur; a member of an enumeration is none."""
    clauses = [words for words, count in Counter(_CLAUSE.findall(text)).items() if count >= ALONE]
    whole = [words for words in clauses if words.endswith(heads()) and not words.endswith(_genres())]
    return [words for words in whole if not words.startswith(sentence_words("clause")) and _is_bare(words)]


def _is_bare(words: str) -> bool:
    """Whether no word of a sentence stands at the edge of some words, and they neither number nor introduce anything."""
    if words.startswith(sentence_words("start")) or words.endswith(sentence_words("end")) or _ORDINAL.search(words):
        return False
    return words not in common_terms() and words not in intensity_words()


@cache
def _genres() -> tuple[str, ...]:
    """The words in which names of documents end."""
    return tuple(word for row in vocabulary("instruments").values() for word in words_of(row["endings"]))


def _known(terms: Sequence[str]) -> set[str]:
    """Those of some terms that name a body or only an action, or of which at least half is of the curated list."""
    acted_on = [_without_action(words) for words in terms]
    covered = _covered([*terms, *acted_on])
    known = {words for words, rest in zip(terms, acted_on, strict=True) if len(rest) < SHORTEST or max(covered[words], covered[rest]) >= HALF}
    return known | {words for words, bodies in zip(terms, find_issuers(terms), strict=True) if bodies}


def _covered(terms: Sequence[str]) -> dict[str, float]:
    """Which share of each of some terms is of the curated list. All are looked through at once: nothing crosses a line end."""
    ends = list(accumulate(len(words) + 1 for words in terms))
    covered = [0] * len(terms)
    reach = 0
    for start, end, _ in curated().find("\n".join(terms)):
        covered[bisect_right(ends, start)] += max(0, end - max(start, reach))
        reach = max(reach, end)
    return {words: count / max(len(words), 1) for words, count in zip(terms, covered, strict=True)}


def _without_action(words: str) -> str:
    """Some words without the intensity and the verb that they begin with."""
    for leading in (intensity_words(), action_words("verb")):
        size = next((size for size in range(min(4, len(words)), 0, -1) if words[:size] in leading), 0)
        words = words[size:]
    return words


def _spread(hits: list[Hit], needed: float, place_of: PlaceOf) -> set[Entry]:
    """Those that stand in enough different lines and events."""
    lines: defaultdict[Entry, set[str]] = defaultdict(set)
    events: defaultdict[Entry, set[str | None]] = defaultdict(set)
    for start, _, entry in hits:
        line, event = place_of(start)
        lines[entry].add(line)
        events[entry].add(event)
    return {entry for entry in lines if len(lines[entry]) >= LINES and len(events[entry] - {None}) >= needed}


def _standing(hits: list[Hit]) -> set[Entry]:
    """Those that do not only stand within a longer one."""
    reach = 0
    free = set()
    for hit in hits:
        if hit.end > reach:
            free.add(hit.entry)
            reach = hit.end
    return free
