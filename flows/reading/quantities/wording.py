"""The words around a quantity: what is measured (subject), of whom (qualifier), how firmly (hedge)."""
from __future__ import annotations

import re

from flows.reading.quantities.clauses import BREAKS, REACH, clause_start
from flows.reading.quantities.lexicon import rows
from flows.reading.quantities.model import Context, Hit
from flows.reading.quantities.numerals import BLANK_CHARS
from flows.reading.quantities.scene import STOP

LONGEST = 24  # characters of a subject, and those of a number that it would cut
NUMERIC = frozenset("0123456789０１２３４５６７８９.．")
TRIMMED = BLANK_CHARS + "“”‘’\"'的为是在以按约达到至由从将应可须需与和及等、并"
DATED = re.compile(f"[底末初前起后之以来止{BLANK_CHARS}]*[,，]?([^{BREAKS.pattern[1:-1]}0-9]+)")
COUNTED = re.compile(r"[^\W\d_]{2,12}")
ADVERBS = ("分别", "总体", "统一")
SIZED = ("数", "量", "规模", "数量为", "总数为")  # 评选数量不超过|20个|城市: the words before say what is counted
THIN = re.compile(  # words that say how it changes or is bound, not what it is
    "(?:再|逐步|分别|阶段性|适当|统一|总体|一律|进一步|可|要|应|将|已)*"
    "(?:(?:提高|提升|增加|新增|降低|下降|下调|上调|减少|缩小|增长|调整|上升|扩大|拓展|延长|缩短|达|减|并处|上|下)[到至为]?)?|[<>≤≥]|."
)
FOLLOWING = re.compile(r"[^\W\d_]{1,12}")
HEDGES = tuple(sorted((row["word"] for row in rows("hedges")), key=len, reverse=True))
HEDGE = re.compile("|".join(f"{row['word']}(?!{row['not_before']})" if row["not_before"] else row["word"] for row in rows("hedges")))
QUALIFIER = re.compile("|".join(sorted((row["word"] for row in rows("qualifiers")), key=len, reverse=True)))


def subject_of(text: str, hit: Hit, before: Hit | None, said_before: str | None, context: Context) -> str | None:
    """What is measured: of a date what it dates, of a count what is counted, else the clause before the number without its bound;
    where that says nothing, a table's heads, the subject of the value `before` it (`said_before`), the words after, the label."""
    opens = hit.opens if 0 <= hit.opens < hit.start else hit.start
    closes = max(hit.end, hit.closes)
    if hit.kind == "date" and (dated := DATED.match(text, closes)) and (said := _trimmed(dated[1])):
        return said[:LONGEST]
    if hit.kind == "count" and not text.endswith(SIZED, 0, opens) and (counted := COUNTED.match(text, closes)):
        return counted[0]
    floor = max(before.end, before.closes) if before else 0
    clause = hit.clause if opens == hit.start else clause_start(text, opens)
    subject = _trimmed(text[max(clause, floor) : opens])
    if not THIN.fullmatch(subject):
        return _end_of(subject) if len(subject) > LONGEST else subject
    if context.parent == "cell" and (context.row or context.column):
        return " ".join(head for head in (context.row, context.column) if head)
    if before and said_before and STOP.search(text, before.end, hit.start) is None:
        return said_before
    if following := FOLLOWING.match(text, closes):
        return following.group()
    clauses = BREAKS.split(text[max(floor, opens - REACH) : opens])
    return next((_end_of(found) for clause in reversed(clauses[:-1]) if (found := _trimmed(clause))), subject or None)


def _end_of(subject: str) -> str:
    """The end of a long subject, which cuts no number."""
    start = max(0, len(subject) - LONGEST)
    while start and subject[start] in NUMERIC and subject[start - 1] in NUMERIC:
        start -= 1
    return subject[start:]


def _trimmed(clause: str) -> str:
    clause = clause.strip(TRIMMED)
    for adverb in ADVERBS:
        clause = clause.removesuffix(adverb)
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
