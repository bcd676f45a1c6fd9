"""Fractions (百分之五, 三分之一, 2/3) and ratios (5∶5, 1:1.2), which carry their unit in themselves."""
from __future__ import annotations

import re
from decimal import Decimal

from flows.reading.quantities.measures import CONNECTOR
from flows.reading.quantities.model import Hit
from flows.reading.quantities.numerals import ARABIC, BLANK, BLANKS, CHINESE, CHINESE_CHARS, DIGIT, LONGEST, number, unblank
from flows.reading.quantities.units import unit_at

FRACTION = re.compile(rf"(?P<under>[{CHINESE_CHARS}]{{1,8}}){BLANK}分之{BLANK}(?P<over>{ARABIC}|{CHINESE})")
UPPER = re.compile(rf"{BLANK}(?:{CONNECTOR}|及?以上){BLANK}(?:百分之)?(?P<over>{ARABIC}|{CHINESE})(?!{BLANK}[{CHINESE_CHARS}分个])")
SLASHED = re.compile(rf"(?<![0-9０-９/／.])(?P<over>{DIGIT}{{1,2}})[/／](?P<under>{DIGIT}{{1,3}})(?![0-9０-９/／.年月])")
RATIO = re.compile(rf"(?P<left>{ARABIC}){BLANK}[:：∶比]{BLANK}(?P<right>{ARABIC})(?P<rest>(?:[:：∶]{ARABIC}){{0,3}})(?![:：∶]{DIGIT})")
CUE = re.compile("[比例率按重坡]")  # with one of these near, 1:10 is a ratio and no time of day
CUE_WINDOW = 12
NEXT = frozenset("分半数/／:：∶比") | BLANKS  # no fraction or ratio without one of these behind its first numeral
HALVES, HALF = ("一半", "半数"), Decimal("0.5")
HUNDREDS = frozenset("百千万")


def ratio_at(text: str, pos: int) -> Hit | None:
    """The fraction or ratio that starts at `pos`; None where there is none."""
    if text.startswith(HALVES, pos):
        more = text[pos - 1 : pos] == "过"  # 过半数
        return Hit(pos, pos + 2, "ratio", HALF, HALF, "1", comparator="gt" if more else "eq", side="inside" if more else "", chinese=True)
    if text[pos] in CHINESE_CHARS:
        return _fraction(text, pos)
    return _slashed(text, pos) or _ratio(text, pos)


def _fraction(text: str, pos: int) -> Hit | None:
    match = FRACTION.match(text, pos)
    under = number(match["under"]) if match else None
    over = number(match["over"]) if match else None
    if match is None or not under or over is None or match.end() - pos > LONGEST:
        return None
    if match["under"] not in HUNDREDS:
        return Hit(pos, match.end(), "ratio", over / under, over / under, "1", chinese=True)
    upper = UPPER.match(text, match.end())
    high = number(upper["over"]) if upper and upper.end() - pos <= 2 * LONGEST else None
    hit = Hit(pos, match.end(), "percentage", over * 100 / under, over * 100 / under, "%", match["under"] + "分之", chinese=True)
    if upper and high is not None and high > over:
        hit.end, hit.high, hit.comparator = upper.end(), high * 100 / under, "between"
    return hit


def _slashed(text: str, pos: int) -> Hit | None:
    match = SLASHED.match(text, pos)
    if match is None:
        return None
    over, under = number(match["over"]), number(match["under"])
    if not over or not under or over >= under or _has_unit(text, match.end()):
        return None
    return Hit(pos, match.end(), "ratio", over / under, over / under, "1")


def _ratio(text: str, pos: int) -> Hit | None:
    match = RATIO.match(text, pos)
    if match is None or match.end() - pos > LONGEST or _has_unit(text, match.end()) or _is_clock(text, match):
        return None
    left, right = number(match["left"]), number(match["right"])
    if left is None or not right:
        return None
    value: Decimal | None = None if match["rest"] else left / right  # 5∶3∶2 has no one value
    return Hit(pos, match.end(), "ratio", value, value, "1")


def _has_unit(text: str, pos: int) -> bool:
    after = unblank(text, pos)
    return unit_at(text, after) is not None or text[after : after + 1] in ("年", "月", "万", "亿")


def _is_clock(text: str, match: re.Match[str]) -> bool:
    """Whether 8:30 is a time of day: two digits of minutes and nothing near that speaks of a ratio."""
    minutes = len(match["right"]) == 2 and match["right"].isdecimal()
    return minutes and CUE.search(text, max(0, match.start() - CUE_WINDOW), match.start()) is None
