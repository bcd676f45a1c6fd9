"""Amounts: a numeral with its own scale and its 多 or 余 (6600多万, 1.2万亿, 十几, 两三), not yet with a unit."""
from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from flows.reading.quantities.numerals import ARABIC, BLANK, CHINESE, LONGEST, ONE, chinese, number, pair

SCALE = "万亿|[十百千]?[万亿]|[百千](?![瓦克伏米])"
AMOUNT = re.compile(
    rf"(?P<number>{ARABIC}|{CHINESE}|半)(?P<more>{BLANK}[多余几])?(?:{BLANK}(?P<scale>{SCALE}))?(?P<rest>[多余])?"
)
SCALES = {scale: chinese(scale) or Decimal(1) for scale in ["百", "千", "万", "亿", "十万", "百万", "千万", "十亿", "百亿", "千亿", "万亿"]}
LONE = frozenset("百千万亿")


class Amount(NamedTuple):
    """A number in a text: its two ends (one value: equal) and where it stops."""

    end: int
    low: Decimal
    high: Decimal
    scale: Decimal  # the 万 or 亿 written after it, multiplied into both ends already
    more: bool  # 余, 多, 几: more than that
    numeral: str

    @property
    def lone(self) -> bool:
        """Whether it is a bare 百, 千, 万 or 亿, which seldom counts anything (万元产值, 千亩方)."""
        return self.numeral in LONE and not self.more


def amount_at(text: str, pos: int) -> Amount | None:
    """The amount that starts at `pos`; None where no numeral stands there or it is not well formed (十四五)."""
    match = AMOUNT.match(text, pos)
    if match is None or match.end() - pos > LONGEST:
        return None
    numeral, some, written, rest = match.groups()
    value = number(numeral)
    ends = (value, value) if value is not None else pair(numeral)
    if ends is None:
        return None
    more = bool(some or rest)
    if not written:
        return Amount(match.end(), *ends, ONE, more, numeral)
    scale = SCALES[written]
    low = ends[0] * scale
    return Amount(match.end(), low, low if ends[0] is ends[1] else ends[1] * scale, scale, more, numeral)
