"""Five-year plans named as times: “十三五”期间 went to 2020, “十四五”期间 goes to 2025."""
from __future__ import annotations

import re

_FIRST, _NUMERALS = 2010, "一二三四五六七八九"  # 十一五 … 十九五, which end in 2010 … 2050
PERIOD = rf"[“\"]?十(?P<plan>[{_NUMERALS}])五[”\"]?(?:期间|时期|以来|期末|末)"
_NAMED = re.compile(PERIOD)


def last_year(numeral: str) -> int:
    """The last year of a plan, by its numeral: 四, of 十四五, is 2025."""
    return _FIRST + 5 * _NUMERALS.index(numeral)


def year_of_plan(text: str, end: int) -> int | None:
    """The last year of the plan whose time is named in text[:end]; None where none is."""
    found = _NAMED.search(text, 0, end) if "五" in text[:end] else None
    return last_year(found["plan"]) if found else None
