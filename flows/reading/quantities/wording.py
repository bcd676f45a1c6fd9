"""The words around a quantity: what is measured (subject), of whom (qualifier), how firmly (hedge)."""
from __future__ import annotations

import re

from flows.reading.quantities.clauses import BREAKS, REACH, clause_start
from flows.reading.quantities.lexicon import rows
from flows.reading.quantities.model import Context, Hit
from flows.reading.quantities.numerals import BLANK_CHARS

LONGEST = 24  # characters of a subject, and those of a number that it would cut
NUMERIC = frozenset("0123456789０１２３４５６７８９.．")
TRIMMED = BLANK_CHARS + "“”‘’\"'的为是在以按约达到至由从将应可须需与和及等、并"
FOLLOWING = re.compile(r"[^\W\d_]{1,12}")
HEDGES = tuple(sorted((row["word"] for row in rows("hedges")), key=len, reverse=True))
HEDGE = re.compile("|".join(f"{row['word']}(?!{row['not_before']})" if row["not_before"] else row["word"] for row in rows("hedges")))
QUALIFIER = re.compile("|".join(sorted((row["word"] for row in rows("qualifiers")), key=len, reverse=True)))


def subject_of(text: str, hit: Hit, before: Hit | None, context: Context) -> str | None:
    """What is measured: the clause before the number without its bound, else a table's heads, the words after, the label."""
    opens = hit.opens if 0 <= hit.opens < hit.start else hit.start
    floor = before.end if before else 0
    clause = hit.clause if opens == hit.start else clause_start(text, opens)
    if subject := _trimmed(text[clause if clause > floor else floor : opens]):
        return _end_of(subject) if len(subject) > LONGEST else subject
    if context.parent == "cell" and (context.row or context.column):
        return " ".join(head for head in (context.row, context.column) if head)
    if following := FOLLOWING.match(text, max(hit.end, hit.closes)):
        return following.group()
    clauses = BREAKS.split(text[max(floor, opens - REACH) : opens])
    return next((_end_of(found) for clause in reversed(clauses[:-1]) if (found := _trimmed(clause))), None)


def _end_of(subject: str) -> str:
    """The end of a long subject, which cuts no number."""
    start = max(0, len(subject) - LONGEST)
    while start and subject[start] in NUMERIC and subject[start - 1] in NUMERIC:
        start -= 1
    return subject[start:]


def _trimmed(clause: str) -> str:
    clause = clause.strip(TRIMMED)
    if clause.endswith(HEDGES):
        hedge = next(hedge for hedge in HEDGES if clause.endswith(hedge))
        return clause[: -len(hedge)].strip(TRIMMED)
    return clause


def qualifier_of(text: str, hit: Hit) -> str | None:
    """The region or group that a value holds for: the last that the words before it name."""
    found = QUALIFIER.findall(text, max(0, hit.start - REACH), hit.start)
    return found[-1] if found else None


def hedge_of(text: str, hit: Hit, before: Hit | None) -> str | None:
    """The words that weaken it, between the quantity before and this one."""
    found = HEDGE.search(text, max(before.end if before else 0, hit.start - REACH), hit.start)
    return found.group() if found else None
