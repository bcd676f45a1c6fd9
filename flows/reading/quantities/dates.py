"""Dates: years, months, days, 年底, 上旬, quarters and their ranges, as ISO 8601, as precise as the text.

A date that leaves its year out takes the year last named in the line, else the event's. A range is an interval
(`2026-03-16/2026-10-31`); so are the parts of a year that have no ISO form (上半年, 一季度). Parts of a month (上旬, 月底) give the month.
"""
from __future__ import annotations

import re
from calendar import monthrange
from functools import lru_cache
from typing import NamedTuple

from flows.reading.quantities.measures import CONNECTOR
from flows.reading.quantities.model import Hit
from flows.reading.quantities.numerals import ASCII, BLANK, BLANKS, DIGIT, chinese

CHINESE_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
YEAR = rf"(?:[12１２]{DIGIT}{{3}}|[一二][〇○零一二三四五六七八九]{{3}})"
SMALL = rf"(?:{DIGIT}{{1,2}}|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
LINK = f"{BLANK}{CONNECTOR}{{1,2}}{BLANK}"
PART = (
    "上半年|下半年|第?[一二三四]季度|前[一二三]季度|[上中下]旬|年?[底末](?!线|端|梢)|年初(?!步|级|心|衷|期|次|始)|初(?!步|级|心|衷|期|次|始|审|中|小|选|评)"
    "|年?中(?=[,，。;；、)）前]|$)"
)
HOUR = f"(?:[01]?{DIGIT}|2[0-4]|零)"
TIME = (  # 12时, 上午9时30分, 零时, 9:30
    rf"(?:上午|下午|晚上?|凌晨)?{HOUR}(?:时(?![间代尚限段期效点])|点(?=[前起至止半整，。、；：:,;）)]|钟|{DIGIT}+分|$))"
    rf"(?:{DIGIT}{{1,2}}分(?:{DIGIT}{{1,2}}秒)?|[半整许]|钟)?|{HOUR}[:：][0-5]{DIGIT}(?![{'0-9０-９'}人名家个条户])"
)
CLOCK = f"(?:{BLANK}(?:{TIME})(?:[至到—–~～-]+(?:{TIME}))?)?"  # 5月1日|9:00—11:30
POINT = re.compile(
    rf"(?<![{'0-9０-９'}.．])(?:(?P<year>{YEAR}){BLANK}(?:学?年度?(?!期|龄|代)|(?={LINK}{YEAR}{BLANK}学?年)|(?=[、和与及]{BLANK}{YEAR}{BLANK}年)))?"
    rf"(?:{BLANK}(?P<month>{SMALL}){BLANK}(?:月份?(?![龄嫂子租薪均票])|(?={LINK}{SMALL}{BLANK}月))"
    rf"(?:{BLANK}(?P<day>{SMALL}){BLANK}(?:[日号]{CLOCK}|(?={LINK}{SMALL}{BLANK}[日号])))?)?"
    rf"(?:{BLANK}(?P<part>{PART}))?"
)
QUARTER = re.compile(r"(?P<part>[一二三四]季度)")
DECADE = re.compile(rf"(?P<century>(?:{DIGIT}{{2}}|二十){BLANK}世纪{BLANK})?(?P<decade>{DIGIT}0|[一二三四五六七八九]十){BLANK}年代")
MARKS = ("-", ".", "/")  # behind the four characters of a year
DASHED = re.compile(rf"(?P<year>{YEAR})(?P<mark>[-./])(?P<month>{DIGIT}{{1,2}})(?P=mark)(?P<day>{DIGIT}{{1,2}})(?!{DIGIT})")
HINT = re.compile(  # what a date begins with: two or three characters that part it from a duration (3年) or a list (1、2)
    rf"{YEAR}{BLANK}[年学\-./－—–―~～至到、和与及]|{SMALL}{BLANK}[月\-－—–―~～至到]|[一二三四]季"
    rf"|(?:{DIGIT}{{2}}|二十){BLANK}世|(?:{DIGIT}0|[一二三四五六七八九]十){BLANK}年代"
)
NEXT = frozenset("年月世季学-./－—–―~～至到、和与及．") | BLANKS  # no date without one of these behind its first numeral
DAY = re.compile(rf"(?P<day>{SMALL}){BLANK}[日号]{CLOCK}")
RANGE = re.compile(f"{BLANK}起?{LINK}")
YEAR_END = re.compile("年[底末](?=之?前|以前)")
TO_YEAR_END = re.compile("(?:到|至|截至|截止)[今明去当本]?$")
RELATIVE = {"明": 1, "次": 1, "翌": 1, "后": 2, "去": -1, "上": -1, "前": -2}
HALVES = {"上半年": (1, 6), "下半年": (7, 12)}
MONTHS = {"底": "12", "末": "12", "初": "01", "中": "06"}
EARLIEST, LATEST = 1840, 2100


class Point(NamedTuple):
    """One date as written; None for what it leaves out. `part` is a part of its year or month (年底, 上旬)."""

    end: int
    year: int | None
    month: int | None = None
    day: int | None = None
    part: str = ""
    decade: bool = False


def date_at(text: str, pos: int, year: int | None) -> Hit | None:
    """The date or range of dates that starts at `pos`; `year` is the one meant where none is written."""
    if text[pos] == "年":
        return _year_end(text, pos, year)
    if HINT.match(text, pos) is None:
        return None
    first = _point_at(text, pos)
    if first is None:
        return None
    last = _upper(text, first)
    end = last.end if last else first.end
    return Hit(pos, end, "date", date=_interval(first, last, year), comparator="in", ranged=last is not None)


def year_of(hit: Hit) -> int | None:
    """The (first) year of a date, None where it is not known."""
    return int(hit.date[:4]) if hit.date else None


def _year_end(text: str, pos: int, year: int | None) -> Hit | None:
    """年底 without its year, where it is a bound (年底前, 到年底): of the year meant, or of the one after 明年."""
    head = text[max(0, pos - 4) : pos].removesuffix("年")
    if head.endswith("每") or not (YEAR_END.match(text, pos) or TO_YEAR_END.search(head)):
        return None
    shift = next((years for word, years in RELATIVE.items() if head.endswith(word)), 0)
    return Hit(pos, pos + 2, "date", date=f"{year + shift}-12" if year else None, comparator="in")


def _upper(text: str, first: Point) -> Point | None:
    link = RANGE.match(text, first.end)
    if link is None or first.decade:
        return None
    last = _point_at(text, link.end())
    if last is not None:
        return last
    day = DAY.match(text, link.end()) if first.day else None
    value = _small(day["day"]) if day else None
    return Point(day.end(), None, first.month, value) if day and value else None


def _point_at(text: str, pos: int) -> Point | None:
    if text[pos + 4 : pos + 5] in MARKS and (match := DASHED.match(text, pos)):
        year, _, month, day = match.groups()
        point = Point(match.end(), _year(year), _small(month), _small(day))
    elif (match := POINT.match(text, pos)) and (match["year"] or match["month"]):
        year, month, day, part = match.groups()
        point = Point(match.end(), _year(year), _small(month), _small(day), part or "")
    elif match := DECADE.match(text, pos):
        return _decade(match)
    elif match := QUARTER.match(text, pos):
        before = "前" if text[max(0, pos - 1) : pos] == "前" else ""
        return Point(match.end(), None, part=before + match["part"])
    else:
        return None
    return point if _exists(point) else None


def _decade(match: re.Match[str]) -> Point | None:
    written = match["decade"].translate(ASCII)
    decade = int(written) if written.isdecimal() else int(chinese(written) or 0)
    century = 2000 if decade < 30 and not match["century"] else 1900
    return Point(match.end(), century + decade, decade=True)


@lru_cache(maxsize=1024)
def _year(written: str | None) -> int | None:
    return int(written.translate(CHINESE_DIGITS).translate(ASCII)) if written else None


@lru_cache(maxsize=1024)
def _small(written: str | None) -> int | None:
    if not written:
        return None
    return int(chinese(written) or 0) if written[0] in "一二三四五六七八九十" else int(written)


def _exists(point: Point) -> bool:
    year = point.year or 2000  # a leap year: 2月29日 may exist
    if not EARLIEST <= year <= LATEST or (point.month is not None and not 1 <= point.month <= 12):
        return False
    return point.day is None or 1 <= point.day <= monthrange(year, point.month or 1)[1]


def _interval(first: Point, last: Point | None, year: int | None) -> str | None:
    """ISO 8601 of a date, or of a range from the start of the first to the end of the last."""
    start = first.year or (last.year if last and not first.month else None) or year
    if start is None:
        return None
    opening = _iso(first, start)
    if last is None:
        return opening
    wraps = last.year is None and (last.month or 12) < (first.month or 1)
    closing = _iso(last, last.year or start + wraps)
    return f"{opening.split('/')[0]}/{closing.split('/')[-1]}"


def _iso(point: Point, year: int) -> str:
    if point.decade:
        return f"{year}/{year + 9}"
    if point.month is None:
        return _part_of_year(year, point.part)
    month = f"{year}-{point.month:02d}"
    if point.day is not None:
        return f"{month}-{point.day:02d}"
    return month


def _part_of_year(year: int, part: str) -> str:
    if not part:
        return str(year)
    if part in HALVES:
        first, last = HALVES[part]
    elif part.endswith("季度"):
        quarter = "一二三四".index(part[-3]) + 1
        first, last = (1 if part.startswith("前") else 3 * quarter - 2), 3 * quarter
    else:
        return f"{year}-{MONTHS[part[-1]]}"
    return f"{year}-{first:02d}/{year}-{last:02d}"
