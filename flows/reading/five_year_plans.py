"""Five-year plans named as times: “十三五”期间 went to 2020, “十四五”期间 goes to 2025."""
from __future__ import annotations

import re

YEARS = 5
_FIRST, _NUMERALS = 2010, "一二三四五六七八九"  # 十一五 … 十九五, which end in 2010 … 2050
NAMED = rf"[“\"‘]?十(?P<plan>[{_NUMERALS}])五[”\"’]?"
"""A plan's name; its group `plan` is what `last_year` takes."""
_PERIOD = re.compile(rf"(?<![^。；;，,：: \t\u3000])[在到]?{NAMED}(?:期间|时期|期末|末)(?P<apart>[，,]?)")
_REACH = 80  # characters before a place in which the plan may be named


def last_year(numeral: str) -> int:
    """The last year of a plan, by its numeral: 四, of 十四五, is 2025."""
    return _FIRST + YEARS * _NUMERALS.index(numeral)


def year_of_plan(text: str, place: int) -> int | None:
    """The last year of the plan that is the time of what stands at a place: the last one named in its sentence, at the start of a clause.

    None where there is none, or where its clause only says which things are meant (“十三五”期间投产的项目，…).
    """
    if "五" not in text:
        return None
    start = max(place - _REACH, *[text.rfind(stop, max(0, place - _REACH), place) for stop in "。；;"], 0)
    named = list(_PERIOD.finditer(text, start, place))
    if not named:
        return None
    between = text[named[-1].end() : place]
    modifies = not named[-1]["apart"] and any(mark in between for mark in "，,的")
    return None if modifies else last_year(named[-1]["plan"])
