"""The label of a statement: the short heading before its first colon.

Not a colon inside a ratio, time or address (1:1, 9:30, https://), nor one inside brackets or quotation marks that are still open;
not a whole sentence, nor words that only report or introduce (会议指出: / 包括:), which `lexicon/not_labels.csv` lists.
"""
from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from flows.reading.statements.tables import LEXICON, rows, words

LONGEST = 30
_COLON = re.compile(r"[:：]")
_SENTENCE_MARK = re.compile(r"[。；;！!？?|\n]")
_MARKUP = " *　\t\u00a0"
_BRACKET = re.compile(r"[()（）“”《》【】\[\]「」‘’]")
_PAIRS = (("(（", ")）"), ("“", "”"), ("《", "》"), ("【[", "】]"), ("「", "」"), ("‘", "’"))


class _Introductions(NamedTuple):
    """Endings that make words before a colon no label, all at once and in pairs with the beginnings that they ask for."""

    ends: tuple[str, ...]
    pairs: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]


@cache
def _introductions() -> _Introductions:
    """What `not_labels.csv` lists; no beginnings: any."""
    pairs = tuple((words(row["end"]), words(row["start"]) or ("",)) for row in rows(LEXICON / "not_labels.csv"))
    return _Introductions(tuple(end for ends, _ in pairs for end in ends), pairs)


def label_span(text: str) -> tuple[int, int] | None:
    """Span of the label, without markup and blanks around it; None where the statement has no label."""
    colon = _first_colon(text)
    if colon is None:
        return None
    label = text[:colon].strip(_MARKUP).strip()
    if not label or _SENTENCE_MARK.search(label) or not _balanced(label) or _introduces(label):
        return None
    start = text.index(label)
    return start, start + len(label)


_TITLE = re.compile("[^。，,；;：:！？!?|]{2,24}。(?=.)")


def title_span(text: str) -> tuple[int, int] | None:
    """Span of the short sentence without a comma that opens a statement and names what follows (推进产业集群发展。…); None where none does."""
    title = _TITLE.match(text)
    return (0, title.end() - 1) if title else None


def _first_colon(text: str) -> int | None:
    """Place of the first colon that separates words, where it stands near enough to the start."""
    at = -1
    while colon := _COLON.search(text, at + 1, LONGEST + len(_MARKUP)):
        at = colon.start()
        between_digits = text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit()
        if not between_digits and not text.startswith("//", at + 1):
            return at
    return None


def _introduces(label: str) -> bool:
    """Whether the words only report or introduce what follows."""
    ends, pairs = _introductions()
    return label.endswith(ends) and any(label.endswith(ends) and label.startswith(begins) for ends, begins in pairs)


def _balanced(label: str) -> bool:
    return not _BRACKET.search(label) or all(sum(map(label.count, opening)) == sum(map(label.count, closing)) for opening, closing in _PAIRS)
