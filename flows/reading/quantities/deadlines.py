"""Dates as bounds: by when, since when, and the deadline that a value beside or below a date is to be met by."""
from __future__ import annotations

import re
from functools import lru_cache

from flows.reading.quantities.bounds import date_word
from flows.reading.quantities.dates import year_of
from flows.reading.quantities.model import Context, Hit
from flows.reading.quantities.numerals import BLANK_CHARS
from flows.reading.quantities.scene import CUES, GOALS, said_by_line

AIMS = CUES["aim", "date"]
AFTER_DATE = re.compile(f"[{BLANK_CHARS},，]*")
CLAUSE_STARTS = f"{BLANK_CHARS},，。;；:：、(（“\"'"
POSSESSIVE = "的"


def bound_date(text: str, hit: Hit, context: Context) -> None:
    """Sets the comparator of a date: the words beside it, else `by` where it opens the statement of a goal."""
    word = date_word(text, hit)
    if word and text.startswith(POSSESSIVE, hit.end):
        return  # 从2020年的15%提高到2025年的20%: 从 and 到 bind the percentages
    if word and not hit.ranged:  # 自10月1日起至3月31日止 says when, not since or by when
        hit.comparator, hit.side = word, "after"
    elif hit.comparator == "in" and is_goal(text, hit, context):
        hit.comparator = "by"


def is_goal(text: str, hit: Hit, context: Context) -> bool:
    """Whether a date not before the event opens a clause that says what is to be reached: 2035年全面建成…."""
    year = year_of(hit)
    if year is None or year < (context.year or 0) or (hit.start and text[hit.start - 1] not in CLAUSE_STARTS):
        return False
    ahead = context.year is not None and year > context.year
    end = AFTER_DATE.match(text, hit.end).end()  # type: ignore[union-attr]
    return text.startswith(AIMS, end) and (ahead or said_by_line(text, context.headings) & GOALS != 0)


@lru_cache(maxsize=4096)
def deadline_above(headings: tuple[str, ...], year: int | None) -> str | None:
    """The deadline that the nearest heading states which states one."""
    return next((date for heading in reversed(headings) if (date := heading_deadline(heading, year))), None)


@lru_cache(maxsize=4096)
def heading_deadline(heading: str, year: int | None) -> str | None:
    """The deadline that a heading states (核心目标(到2025年)), None where it states none."""
    from flows.reading.quantities.find import find_quantities  # a heading is read as any text is

    found = find_quantities(heading, Context(year, parent="heading"))
    dates = [quantity.date_value for quantity in found if quantity.role == "deadline"]
    return dates[-1] if dates else None
