"""The words around a quantity: what is measured (subject), of whom (qualifier), how firmly (hedge)."""
from __future__ import annotations

import re

from flows.reading.quantities.bounds import BREAKS, WORDS
from flows.reading.quantities.lexicon import rows
from flows.reading.quantities.model import Context, Hit
from flows.reading.quantities.numerals import BLANK_CHARS

WINDOW, LONGEST, AFTER = 40, 24, 10
HEDGES = tuple(sorted((row["word"] for row in rows("hedges")), key=len, reverse=True))
QUALIFIERS = tuple(sorted((row["word"] for row in rows("qualifiers")), key=len, reverse=True))
TRIMMED = BLANK_CHARS + "“”‘’\"'的为是在以按约达到至由从将应可须需与和及等、并"
BOUND_WORDS = tuple(sorted({word.word for word in WORDS if word.side == "before" and len(word.word) > 1}, key=len, reverse=True))
FOLLOWING = re.compile(r"[^\W\d_]{1,10}")


def subject_of(text: str, hit: Hit, before: Hit | None, context: Context) -> str | None:
    """What is measured: the clause before the number without its bound, else a table's heads, the words after, the label."""
    floor = before.end if before else 0
    clauses = BREAKS.split(text[max(floor, hit.start - WINDOW) : hit.start])
    subject = _trimmed(clauses[-1])
    if subject:
        return subject[-LONGEST:]
    if context.parent == "cell" and (context.row or context.column):
        return " ".join(head for head in (context.row, context.column) if head)
    following = FOLLOWING.match(text, hit.end)
    if following:
        return following.group()
    return next((found for clause in reversed(clauses[:-1]) if (found := _trimmed(clause))), None)


def _trimmed(clause: str) -> str:
    clause = clause.strip(TRIMMED)
    for word in (*BOUND_WORDS, *HEDGES):
        if clause.endswith(word):
            clause = clause[: -len(word)].strip(TRIMMED)
    return clause.removeprefix("原则上").strip(TRIMMED)


def qualifier_of(text: str, hit: Hit, before: Hit | None) -> str | None:
    """The region or group that a value holds for, where the sentence names one."""
    window = text[max(0, hit.start - WINDOW) : hit.start]
    if hit.kind == "date" or hit.named:
        return None
    found = [(window.rfind(word) + len(word), word) for word in QUALIFIERS if word in window]
    return max(found)[1] if found else None


def hedge_of(text: str, hit: Hit, before: Hit | None) -> str | None:
    """The words that weaken it, between the quantity before and this one."""
    window = text[max(before.end if before else 0, hit.start - WINDOW) : hit.start]
    return next((word for word in HEDGES if word in window), None)
