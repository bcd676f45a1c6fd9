"""The words around a quantity: what is measured (subject), of whom (qualifier), how firmly (hedge)."""
from __future__ import annotations

import re
from typing import NamedTuple

from flows.reading.quantities.clauses import BREAKS
from flows.reading.quantities.lexicon import by_last, rows
from flows.reading.quantities.model import Context, Hit
from flows.reading.quantities.numerals import BLANK_CHARS

WINDOW, LONGEST = 40, 24  # characters that are looked at, and of a subject
TRIMMED = BLANK_CHARS + "“”‘’\"'的为是在以按约达到至由从将应可须需与和及等、并"
FOLLOWING = re.compile(r"[^\W\d_]{1,12}")


class Word(NamedTuple):
    """A hedge or a qualifier."""

    word: str


HEDGES = tuple(sorted((row["word"] for row in rows("hedges")), key=len, reverse=True))
HEDGE = re.compile("|".join(HEDGES))
ENDINGS = by_last(Word(word) for word in HEDGES)
QUALIFIER = re.compile("|".join(sorted((row["word"] for row in rows("qualifiers")), key=len, reverse=True)))


def subject_of(text: str, hit: Hit, before: Hit | None, context: Context) -> str | None:
    """What is measured: the clause before the number without its bound, else a table's heads, the words after, the label."""
    opens = hit.opens if 0 <= hit.opens < hit.start else hit.start
    floor = before.end if before else 0
    clauses = BREAKS.split(text[max(floor, opens - WINDOW) : opens]) if opens > floor else [""]
    if subject := _trimmed(clauses[-1]):
        return subject[-LONGEST:]
    if context.parent == "cell" and (context.row or context.column):
        return " ".join(head for head in (context.row, context.column) if head)
    if following := FOLLOWING.match(text, max(hit.end, hit.closes)):
        return following.group()
    return next((found[-LONGEST:] for clause in reversed(clauses[:-1]) if (found := _trimmed(clause))), None)


def _trimmed(clause: str) -> str:
    clause = clause.strip(TRIMMED)
    for hedge in ENDINGS.get(clause[-1:], ()):
        if clause.endswith(hedge.word):
            return clause[: -len(hedge.word)].strip(TRIMMED)
    return clause


def qualifier_of(text: str, hit: Hit) -> str | None:
    """The region or group that a value holds for: the last that the words before it name."""
    if hit.kind == "date" or hit.named:
        return None
    found = QUALIFIER.findall(text, max(0, hit.start - WINDOW), hit.start)
    return found[-1] if found else None


def hedge_of(text: str, hit: Hit, before: Hit | None) -> str | None:
    """The words that weaken it, between the quantity before and this one."""
    found = HEDGE.search(text, max(before.end if before else 0, hit.start - WINDOW), hit.start)
    return found.group() if found else None
