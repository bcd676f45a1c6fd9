"""Amounts with their units, alone (20个城市) or as a range (0.5-1.2 万人口, 5—10—15分钟, 1000万元及以上至5000万元)."""
from __future__ import annotations

import re
from decimal import Decimal

from flows.reading.quantities.amounts import Amount, amount_at
from flows.reading.quantities.bounds import bounded_at
from flows.reading.quantities.model import Hit
from flows.reading.quantities.numerals import BLANK, BLANKS, NUMERAL, ONE, unblank
from flows.reading.quantities.units import COUNTING, PER_NEXT, Unit, closes_list, compound, noun_at, noun_before, noun_within, pers_after, unit_at

CONNECTOR = "[-–—―－﹣~～至到]"
RANGE = re.compile(rf"{BLANK}(?:[(（]含[)）]|及?以上)?{BLANK}(?P<to>{CONNECTOR}{{1,2}}{BLANK})?")
TO_BELOW = ("以下", "以内", "及以下")
RANGE_NEXT = frozenset("-–—―－﹣~～至到(（及以") | BLANKS  # no range without one of these
LINKS = 3  # 5—10—15分钟 is the longest chain met
EARLIEST_YEAR = 1900
ADMINISTRATIONS = frozenset("省市县区乡镇村街居央")  # a 级 after one of these counts levels: 市县两级
HALF = Decimal("0.5")
MINUS = frozenset("-−－负")
BURDENS = frozenset("税减担肩背抱自")  # 税负|10%, 减负|10%: no minus
FROM = ("从", "由")  # 从|5年|到|3年: a change, no range
BEFORE_MINUS = frozenset("于为达至到约是均过比(（:：>≥≤<＞＜ \t\u00a0")


Joined = tuple[int, Unit | None, str | None, str | None]
"""The unit of an amount: where it ends, itself, its code and its wording. Without a unit: where the amount ends."""


def measure_at(text: str, pos: int, stop: int) -> Hit | None:
    """The amount or range that starts at `pos` with the numeral up to `stop`, bare where no unit is written; None where there is none."""
    first = amount_at(text, pos, stop)
    if first is None:
        return None
    joined = _join(text, pos, first)
    end = joined[0]
    if text[end : end + 1] in RANGE_NEXT:
        return _range(text, pos, first, joined)
    return _hit(text, pos, first.low, first.high, first, joined)


def _range(text: str, pos: int, first: Amount, joined: Joined) -> Hit:
    """The range that may begin with an amount, or that amount alone."""
    low, high = first.low, first.high
    end, unit, code, _ = joined
    for _ in range(LINKS):
        link = RANGE.match(text, end)
        numeral = NUMERAL.match(text, link.end()) if link and link.end() > end else None
        last = amount_at(text, *numeral.span()) if numeral else None
        if link is None or numeral is None or last is None:
            break
        other = _join(text, numeral.start(), last)
        if link["to"] is None and not _to_below(text, link.end(), other[0]):
            break
        start = low if unit else _shared(low, first, last)
        falls = start > last.high and text[pos - 1 : pos] not in FROM and _may_fall(other[1])
        if not _continues(unit, code, other[2], last) or not (start < last.high or falls):
            break
        low, high = (last.low, start) if falls else (start, last.high)
        joined, end = other, other[0]
        if unit:
            break
    return _hit(text, pos, low, high, first, joined)


def _to_below(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` ends a range that no sign joins: 五千元以上|五万元|以下."""
    return text.startswith("以上", start - 2) and text.startswith(TO_BELOW, end)


def _may_fall(unit: Unit | None) -> bool:
    """Whether a range in that unit may begin with its greater end: 消化周期|36至18个月."""
    return unit is not None and unit.kind == "duration"


def _is_negative(text: str, pos: int) -> bool:
    """Whether the minus or 负 before the number is one, and no sign of a range or part of a name."""
    if text[pos - 1] == "负":
        return pos == 1 or text[pos - 2] not in BURDENS
    return pos == 1 or text[pos - 2] in BEFORE_MINUS


def _hit(text: str, pos: int, low: Decimal, high: Decimal, first: Amount, joined: Joined) -> Hit:
    """What the amount or range `low` to `high` states in its unit; `first` is the amount it begins with."""
    end, unit, code, raw = joined
    more = first.more
    hit = Hit(pos, end, "other", low, high, code, raw)
    hit.chinese, hit.scale, hit.scaled, hit.bare = first.chinese, first.scale, first.scaled, unit is None
    if unit is not None:
        hit.kind = unit.kind
        if not unit.plain:
            more = more or "多" in unit.word
            if "半" in unit.word:
                hit.low, hit.high = low, high = low + HALF, high + HALF
        if unit.scale is not ONE:
            hit.low = low * unit.scale
            hit.high = hit.low if low is high else high * unit.scale
        if unit.kind == "mass" and "/" in (code or ""):
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


def _continues(unit: Unit | None, code: str | None, other: str | None, last: Amount) -> bool:
    """Whether a range in that unit, if any, goes on to an amount in the unit `other`."""
    if unit is None:
        return not (other == "year" and last.high >= EARLIEST_YEAR)
    return code == other


def _join(text: str, pos: int, amount: Amount) -> Joined:
    stop = pos + amount.length
    start = stop if text[stop : stop + 1] not in BLANKS else unblank(text, stop)
    unit = unit_at(text, start)
    if unit is None or not unit.code:
        return stop, None, None, None
    end = start + len(unit.word)
    if unit.plain and not amount.chinese and text[end : end + 1] not in PER_NEXT:
        return end, unit, unit.code, unit.word
    if not _fits(text, pos, amount, unit, end):
        return stop, None, None, None
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
    return end, kind, code, text[start:end]


def _fits(text: str, pos: int, amount: Amount, unit: Unit, end: int) -> bool:
    """Whether that numeral takes that unit: 三级管理 but not 三级医院, 两个 but not 一个 or 二个."""
    if unit.chinese in ("list", "listed"):
        return _listed(text, pos, unit, end)
    if not amount.chinese:
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
