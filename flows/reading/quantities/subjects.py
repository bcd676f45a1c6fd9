"""What a quantity measures, in the words of its text: `subject_of`.

A date is of what it dates, a count of what is counted; of other values the clause before the number says it, without the words
that bind the number. Where those words only tell what is done or how a value changes (`subject_words.csv`), others are asked.
"""
from __future__ import annotations

import re

from flows.reading.quantities.clauses import BREAKS, REACH, clause_start
from flows.reading.quantities.lexicon import rows
from flows.reading.quantities.model import Context, Hit
from flows.reading.quantities.numerals import BLANK_CHARS
from flows.reading.quantities.scene import STOP
from flows.reading.quantities.wording import HEDGES

LONGEST = 24  # characters of a subject, and those of a number that it would cut
NUMERIC = frozenset("0123456789０１２３４５６７８９.．")
TRIMMED = BLANK_CHARS + "“”‘’\"'的为是在以按约达到至由从将应可须需与和及等、并"
DATED = re.compile(f"[底末初前起后之以来止截{BLANK_CHARS}]*+[,，]?([^{BREAKS.pattern[1:-1]}0-9]+)")
COUNTED = re.compile(r"[^\W\d_]{2,12}")
FOLLOWING = re.compile(r"的?([^\W\d_]{1,12})")


def _words(kind: str) -> str:
    return "|".join(sorted((row["word"] for row in rows("subject_words") if row["kind"] == kind), key=len, reverse=True))


SIZES = tuple(_words("size").split("|"))
SPREAD = re.compile(f"(?:{_words('spread')})$")
DONE = re.compile(f"(?:{_words('manner')})*(?:{_words('deed')})")
YEAR_WORDS = "目标值?|规划(?:值|目标)?|现状值?|基期值?|基准值?|预期(?:值|目标)?"
YEARLY = re.compile(f"(?:19|20)[0-9]{{2}}年?[底末]?[（(]?(?:{YEAR_WORDS})?[（(]?[%％]?[）)]?")  # 2025年, 2030年目标
TURNED = re.compile(f"(?:{_words('manner')}|{_words('spread')}|基本)*(?:{_words('turn')})+[在至到为]$")  # 合格率|总体保持稳定在
CHANGED = re.compile(f"(?:{_words('manner')}|{_words('spread')})*(?:(?:{_words('change')})[到至为]?)?|.")


def subject_of(text: str, hit: Hit, before: Hit | None, said_before: str | None, context: Context) -> str | None:
    """The words that say what is measured, at most `LONGEST` characters; None where there are none.

    `said_before` is the subject of the value `before` it in the text.
    """
    opens = hit.opens if 0 <= hit.opens < hit.start else hit.start
    if said := _said_after(text, hit, opens):
        return said
    floor = max(before.end, before.closes) if before else 0
    clause = hit.clause if opens == hit.start else clause_start(text, opens)
    own = _trimmed(text[max(clause, floor) : opens])
    done = DONE.fullmatch(own)
    if own and not done and not CHANGED.fullmatch(own):
        return _end_of(own)
    following = None if hit.kind == "date" else FOLLOWING.match(text, max(hit.end, hit.closes))
    if following and done:
        return following[1]
    if context.parent == "cell" and (context.row or context.column):
        return _of_cell(context.row, context.column)
    if before and said_before and STOP.search(text, before.end, hit.start) is None:
        return said_before
    return following[1] if following else _said_earlier(text, floor, opens) or own or None


def _of_cell(row: str | None, column: str | None) -> str:
    """What the heads of a cell say: the row's, where the column only tells the year; both, where neither is all."""
    heads = (row, None if row and column and YEARLY.fullmatch(column) else column)
    return " ".join(head for head in heads if head)


def _said_after(text: str, hit: Hit, opens: int) -> str | None:
    """What a date dates, up to the first number; what is counted, unless the words before say what number it is (评选数量不超过20个城市)."""
    closes = max(hit.end, hit.closes)
    if hit.kind == "date" and (dated := DATED.match(text, closes)):
        return _trimmed(dated[1])[:LONGEST] or None
    if hit.kind == "count" and not text.endswith(SIZES, 0, opens) and (counted := COUNTED.match(text, closes)):
        return counted[0]
    return None


def _said_earlier(text: str, floor: int, opens: int) -> str | None:
    """The nearest clause before that of the number that holds words."""
    clauses = BREAKS.split(text[max(floor, opens - REACH) : opens])
    return next((_end_of(found) for clause in reversed(clauses[:-1]) if (found := _trimmed(clause))), None)


def _end_of(subject: str) -> str:
    """The end of a long subject, which cuts no number."""
    start = max(0, len(subject) - LONGEST)
    while start and subject[start] in NUMERIC and subject[start - 1] in NUMERIC:
        start -= 1
    return subject[start:]


def _trimmed(clause: str) -> str:
    clause = clause.rstrip(BLANK_CHARS)
    turned = TURNED.search(clause, max(0, len(clause) - LONGEST))  # from each of some last characters: of a whole line it would take quadratic time
    if turned and turned.start():
        clause = clause[: turned.start()]
    clause = SPREAD.sub("", clause.strip(TRIMMED))
    if clause.endswith(HEDGES):
        hedge = next(hedge for hedge in HEDGES if clause.endswith(hedge))
        return clause[: -len(hedge)].strip(TRIMMED)
    return clause
