"""Date and year headings: lines that hold a date and nothing else, in the forms that timelines use."""
from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

LONGEST = 30
WRAPPING = " \t\u00a0\u3000#*-•·【】[]:："
DIGITS = str.maketrans("０１２３４５６７８９．／－", "0123456789./-")
CHINESE_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
YEAR = re.compile(r"((?:19|20)[0-9]{2}) ?年?")
CHINESE_YEAR = re.compile(r"([一二][〇○零一二三四五六七八九]{3})年")
WEEKDAY = r"(?: ?[(（](?:周|星期|礼拜)[一二三四五六日天][)）])?"
DATE = re.compile(
    r"((?:19|20)[0-9]{2})(?: ?年 ?([0-9]{1,2}) ?月(?: ?([0-9]{1,2}) ?日)?|([-./])([0-9]{1,2})(?:\4([0-9]{1,2}))?)" + WEEKDAY
)


class DateHeading(NamedTuple):
    """A date as precise as the line states it. `value` is ISO 8601; `month` and `day` are None where it states none."""

    value: str
    year: int
    month: int | None
    day: int | None


class ImpossibleDateError(ValueError):
    """A line in the form of a date that no calendar has, such as 2020年13月."""


def year_heading(raw: str) -> int | None:
    """The year of a line that holds a year alone."""
    if len(raw) > LONGEST:
        return None
    line = raw.strip(WRAPPING).translate(DIGITS)
    if match := YEAR.fullmatch(line):
        return int(match.group(1))
    match = CHINESE_YEAR.fullmatch(line)
    return int(match.group(1).translate(CHINESE_DIGITS)) if match else None


def date_heading(raw: str) -> DateHeading | None:
    """The date of a line that holds a date alone; ImpossibleDateError where there is no such day."""
    if len(raw) > LONGEST:
        return None
    match = DATE.fullmatch(raw.strip(WRAPPING).translate(DIGITS))
    if match is None:
        return None
    year, month = int(match.group(1)), int(match.group(2) or match.group(5))
    day = match.group(3) or match.group(6)
    try:
        date(year, month, int(day or 1))
    except ValueError as error:
        raise ImpossibleDateError(f"{raw.strip()!r}: {error}") from None
    if day is None:
        return DateHeading(f"{year}-{month:02d}", year, month, None)
    return DateHeading(f"{year}-{month:02d}-{int(day):02d}", year, month, int(day))
