"""The label of a statement: the short heading before its first colon.

Not a colon inside a ratio, time or address (1:1, 9:30, https://), nor one inside brackets or quotation marks that are still open;
not a whole sentence, nor words that only report or introduce (会议指出: / 包括:), which `lexicon/not_labels.csv` lists.
"""
from __future__ import annotations

import re
from functools import cache

from flows.reading.statements.tables import LEXICON, rows, words

LONGEST = 30
_COLON = re.compile(r"[:：]")
_SENTENCE_MARK = re.compile(r"[。；;！!？?|\n]")
_MARKUP = " *　\t\u00a0"
_PAIRS = (("(（", ")）"), ("“", "”"), ("《", "》"), ("【[", "】]"), ("「", "」"), ("‘", "’"))


@cache
def _introductions() -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """Pairs of beginnings and endings that make words before a colon no label; no beginnings: any."""
    return tuple((words(row["start"]) or ("",), words(row["end"])) for row in rows(LEXICON / "not_labels.csv"))


def label_span(text: str) -> tuple[int, int] | None:
    """Span of the label, without markup and blanks around it; None where the statement has no label."""
    colon = _first_colon(text)
    if colon is None:
        return None
    head = text[:colon]
    start = len(head) - len(head.lstrip(_MARKUP))
    end = len(head.rstrip(_MARKUP))
    label = head[start:end]
    if not label or _SENTENCE_MARK.search(label) or not _balanced(label):
        return None
    if any(label.startswith(begins) and label.endswith(ends) for begins, ends in _introductions()):
        return None
    return start, end


def _first_colon(text: str) -> int | None:
    """Place of the first colon that separates words, where it stands near enough to the start."""
    for colon in _COLON.finditer(text, 0, LONGEST + len(_MARKUP)):
        at = colon.start()
        between_digits = text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit()
        if not between_digits and not text.startswith("//", at + 1):
            return at
    return None


def _balanced(label: str) -> bool:
    return all(sum(map(label.count, opening)) == sum(map(label.count, closing)) for opening, closing in _PAIRS)
