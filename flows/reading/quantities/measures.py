"""Amounts with their units, alone (20个城市) or as a range (0.5-1.2 万人口, 5—10—15分钟, 1000万元及以上至5000万元)."""
from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from flows.reading.quantities.amounts import ONE, Amount, amount_at
from flows.reading.quantities.bounds import bounded_at
from flows.reading.quantities.model import Hit
from flows.reading.quantities.numerals import BLANK, BLANKS, CHINESE_CHARS, MYRIADS, unblank
from flows.reading.quantities.units import PER_NEXT, Unit, closes_list, compound, noun_at, noun_before, noun_within, pers_after, unit_at

CONNECTOR = "[-–—―－﹣~～至到]"
RANGE = re.compile(rf"{BLANK}(?:[(（]含[)）]|及?以上)?{BLANK}{CONNECTOR}{{1,2}}{BLANK}")
RANGE_NEXT = frozenset("-–—―－﹣~～至到(（及以") | BLANKS  # no range without one of these
LINKS = 3  # 5—10—15分钟 is the longest chain met
EARLIEST_YEAR = 1900
COUNTING = frozenset("个座")  # classifiers that a noun may follow which is itself a unit
ADMINISTRATIONS = frozenset("省市县区乡镇村街居央")  # a 级 after one of these counts levels: 市县两级
HALF = Decimal("0.5")
MINUS = tuple("-−－负")
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
    low, high, more, opening = first.low, first.high, first.more, joined
    for _ in range(LINKS):
        if text[joined.end : joined.end + 1] not in RANGE_NEXT:
            break
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
    return _hit(text, pos, low, high, more, first, joined)


def _is_negative(text: str, pos: int) -> bool:
    """Whether the minus or 负 before the number is one, and no sign of a range or part of a name."""
    return pos == 1 or text[pos - 1] == "负" or text[pos - 2] in BEFORE_MINUS


def _hit(text: str, pos: int, low: Decimal, high: Decimal, more: bool, first: Amount, joined: Joined) -> Hit:
    chinese, scaled = first.numeral[0] in CHINESE_CHARS, first.scale != ONE or first.numeral[-1] in MYRIADS
    hit = Hit(pos, joined.end, "other", low, high)
    hit.chinese, hit.scaled, hit.scale, hit.bare = chinese, scaled, first.scale, joined.unit is None
    if joined.unit is not None:
        unit = joined.unit
        hit.kind, hit.unit, hit.unit_raw = unit.kind, joined.code, joined.raw
        if "半" in unit.word:
            hit.low, hit.high = low, high = low + HALF, high + HALF
        if unit.scale != ONE:
            hit.low = low * unit.scale
            hit.high = hit.low if low is high else high * unit.scale
        more = more or "多" in unit.word
        if "/" in (joined.code or "") and hit.kind == "mass":
            hit.kind = "other"  # a concentration or a flow
    if text[pos - 1 : pos] in MINUS and _is_negative(text, pos):
        hit.start, hit.low, hit.high = pos - 1, -(hit.high or low), -(hit.low or low)
    if low != high:
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
    start = unblank(text, amount.end)
    unit = unit_at(text, start)
    if unit is None or not unit.code:
        return Joined(amount.end, None, None, None)
    end = start + len(unit.word)
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
