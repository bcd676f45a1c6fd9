"""Amounts with their units, alone (20个城市) or as a range (0.5-1.2 万人口, 5—10—15分钟, 1000万元及以上至5000万元)."""
from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from flows.reading.quantities.amounts import Amount, amount_at
from flows.reading.quantities.bounds import bounded_at
from flows.reading.quantities.model import Hit
from flows.reading.quantities.numerals import BLANK, BLANKS, CHINESE_CHARS, MYRIADS, ONE, unblank
from flows.reading.quantities.units import COUNTING, PER_NEXT, Unit, closes_list, compound, noun_at, noun_before, noun_within, pers_after, unit_at

CONNECTOR = "[-–—―－﹣~～至到]"
RANGE = re.compile(rf"{BLANK}(?:[(（]含[)）]|及?以上)?{BLANK}{CONNECTOR}{{1,2}}{BLANK}")
RANGE_NEXT = frozenset("-–—―－﹣~～至到(（及以") | BLANKS  # no range without one of these
LINKS = 3  # 5—10—15分钟 is the longest chain met
EARLIEST_YEAR = 1900
ADMINISTRATIONS = frozenset("省市县区乡镇村街居央")  # a 级 after one of these counts levels: 市县两级
HALF = Decimal("0.5")
MINUS = frozenset("-−－负")
BEFORE_MINUS = frozenset("于为达至到约是均过比(（:：>≥≤<＞＜ \t\u00a0")


class Joined(NamedTuple):
    """The unit of an amount: where it ends, its code and its wording. Without a unit: where the amount ends."""

    end: int
    unit: Unit | None
    code: str | None
    raw: str | None


def measure_at(text: str, pos: int) -> Hit | None:
    """The amount or range that starts at `pos`, bare where no unit is written; None where there is no number."""
    first = amount_at(text, pos)
    if first is None:
        return None
    joined = _join(text, pos, first)
    if text[joined.end : joined.end + 1] in RANGE_NEXT:
        return _range(text, pos, first, joined)
    return _hit(text, pos, first.low, first.high, first, joined)


def _range(text: str, pos: int, first: Amount, joined: Joined) -> Hit:
    """The range that may begin with an amount, or that amount alone."""
    low, high, opening = first.low, first.high, joined
    for _ in range(LINKS):
        link = RANGE.match(text, joined.end)
        last = amount_at(text, link.end()) if link else None
        if link is None or last is None:
            break
        other = _join(text, link.end(), last)
        start = _shared(low, first, last) if opening.unit is None else low
        if not _continues(opening, other, last) or not start < last.high:
            break
        low, high, joined = start, last.high, other
        if opening.unit is not None:
            break
    return _hit(text, pos, low, high, first, joined)


def _is_negative(text: str, pos: int) -> bool:
    """Whether the minus or 负 before the number is one, and no sign of a range or part of a name."""
    return pos == 1 or text[pos - 1] == "负" or text[pos - 2] in BEFORE_MINUS


def _hit(text: str, pos: int, low: Decimal, high: Decimal, first: Amount, joined: Joined) -> Hit:
    """What the amount or range `low` to `high` states in its unit; `first` is the amount it begins with."""
    unit, more = joined.unit, first.more
    hit = Hit(pos, joined.end, "other", low, high)
    hit.chinese, hit.scale, hit.bare = first.numeral[0] in CHINESE_CHARS, first.scale, unit is None
    hit.scaled = first.scale is not ONE or first.numeral[-1] in MYRIADS
    if unit is not None:
        hit.kind, hit.unit, hit.unit_raw = unit.kind, joined.code, joined.raw
        if not unit.plain:
            more = more or "多" in unit.word
            if "半" in unit.word:
                hit.low, hit.high = low, high = low + HALF, high + HALF
        if unit.scale is not ONE:
            hit.low = low * unit.scale
            hit.high = hit.low if low is high else high * unit.scale
        if unit.kind == "mass" and "/" in (joined.code or ""):
            hit.kind = "other"  # a concentration or a flow
    if text[pos - 1 : pos] in MINUS and _is_negative(text, pos):
        hit.start, hit.low, hit.high = pos - 1, -(hit.high or low), -(hit.low or low)
    if low is not high and low != high:
        hit.comparator = "between"
    elif more:
        hit.comparator, hit.side = "gt", "inside"
    return hit


def _shared(low: Decimal, first: Amount, last: Amount) -> Decimal:
    """The lower end of a range, with the scale of the upper one where it has none of its own: 0.5-1.2万."""
    scaled = low * last.scale
    return scaled if first.scale == ONE and scaled < last.high else low


def _continues(opening: Joined, other: Joined, last: Amount) -> bool:
    if opening.unit is None:
        return not (other.code == "year" and last.high >= EARLIEST_YEAR)
    return opening.code == other.code


def _join(text: str, pos: int, amount: Amount) -> Joined:
    start = amount.end if text[amount.end : amount.end + 1] not in BLANKS else unblank(text, amount.end)
    unit = unit_at(text, start)
    if unit is None or not unit.code:
        return Joined(amount.end, None, None, None)
    end = start + len(unit.word)
    if unit.plain and amount.numeral[0] not in CHINESE_CHARS and text[end : end + 1] not in PER_NEXT:
        return Joined(end, unit, unit.code, text[start:end])
    if not _fits(text, pos, amount, unit, end):
        return Joined(amount.end, None, None, None)
    code, kind = unit.code, unit
    if unit.word in COUNTING and (noun := noun_at(text, end)):
        code, kind, end = noun.code, noun, end + len(noun.word)
    elif unit.word == "个" and (noun := noun_within(text, end) or noun_before(text, pos)):
        code = noun.code
    if unit.word.endswith("多"):
        end -= 1  # 三年|多
    if text[end : end + 1] in PER_NEXT:
        pers, end = pers_after(text, end, unit.kind)
        code = compound(code, pers) if pers else code
    return Joined(end, kind, code, text[start:end])


def _fits(text: str, pos: int, amount: Amount, unit: Unit, end: int) -> bool:
    """Whether that numeral takes that unit: 三级管理 but not 三级医院, 两个 but not 一个 or 二个."""
    chinese = amount.numeral[0] in CHINESE_CHARS
    if unit.chinese in ("list", "listed"):
        return _listed(text, pos, unit, end)
    if not chinese:
        return unit.chinese != "enumeration"
    if (amount.numeral == "一" and unit.chinese == "two") or amount.lone:
        return bounded_at(text, pos, end)
    return unit.chinese == "yes" or (unit.chinese == "two" and amount.numeral != "二")


def _listed(text: str, pos: int, unit: Unit, end: int) -> bool:
    if unit.leads and text.endswith(unit.leads, 0, pos):
        return True
    follows = bool(unit.follows) and text.startswith(unit.follows, end)
    level = unit.word == "级" and text[max(0, pos - 1) : pos] in ADMINISTRATIONS
    return follows or level or closes_list(text, pos)
