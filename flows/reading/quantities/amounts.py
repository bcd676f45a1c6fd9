"""Amounts: a numeral with its own scale and its 多 or 余 (6600多万, 1.2万亿, 十几, 两三), not yet with a unit."""
from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from flows.reading.quantities.numerals import ARABIC, BLANK, BLANKS, CHINESE, CHINESE_CHARS, LONGEST, MYRIADS, ONE, chinese, number, pair

SCALE = "万亿|[十百千]?[万亿]|[百千](?![瓦克伏米])"
AMOUNT = re.compile(
    rf"(?P<number>{ARABIC}|{CHINESE}|半)(?P<more>{BLANK}[多余几])?(?:{BLANK}(?P<scale>{SCALE}))?(?P<rest>[多余])?"
)
NEXT = frozenset("多余几点十百千万亿") | BLANKS  # behind a numeral that is all of its amount stands none of these
SCALES = {scale: chinese(scale) or Decimal(1) for scale in ["百", "千", "万", "亿", "十万", "百万", "千万", "十亿", "百亿", "千亿", "万亿"]}
LONE = frozenset("百千万亿")


@dataclass(frozen=True, slots=True)  # read more often than made: quicker to read than a NamedTuple
class Amount:
    """A number as written: its two ends (one value: equal) and how many characters it takes."""

    length: int
    low: Decimal
    high: Decimal
    scale: Decimal  # the 万 or 亿 written after it, multiplied into both ends already
    more: bool  # 余, 多, 几: more than that
    numeral: str
    chinese: bool  # written with Chinese numerals
    scaled: bool  # with a 万 or 亿, after it or within
    lone: bool  # a bare 百, 千, 万 or 亿, which seldom counts anything (万元产值, 千亩方)


def amount_at(text: str, pos: int, end: int) -> Amount | None:
    """The amount that starts at `pos` with the numeral `text[pos:end]`; None where that is none or not well formed (十四五)."""
    written = text[pos:end]
    if text[end : end + 1] in NEXT or "千" in written:
        match = AMOUNT.match(text, pos)
        written = match.group() if match else ""
    return _amount(written) if len(written) <= LONGEST else None


@lru_cache(maxsize=4096)
def _amount(written: str) -> Amount | None:
    match = AMOUNT.fullmatch(written)
    if match is None:
        return None
    numeral, some, scale, rest = match.groups()
    value = number(numeral)
    ends = (value, value) if value is not None else pair(numeral)
    if ends is None:
        return None
    more, factor = bool(some or rest), SCALES[scale] if scale else ONE
    low, high = ends if factor is ONE else (ends[0] * factor, ends[1] * factor)
    return Amount(
        len(written), low, low if ends[0] is ends[1] else high, factor, more, numeral,
        numeral[0] in CHINESE_CHARS, bool(scale) or numeral[-1] in MYRIADS, numeral in LONE and not more,
    )
