"""Comparators: the words and signs that bound the quantity they stand beside (不低于, ≥, 以上, 左右). See comparators.csv.

`applies` says to what: `value` (any but a date), `amount` (no time: 近三年 is the last three years), `span` (a time or a
length: 30日内), `distance` (a length), `scale` (a bare 百, 千, 万, 亿: 上千万) or `date`. `reach` says from where: `adjacent` to the number,
`clause` (of a share of something: 不应大于…的20%), `far` (a verb between: 最高补贴3万元) or `near` (two or three
characters between: 限领1次).
"""
from __future__ import annotations

import re
from dataclasses import dataclass

from flows.reading.quantities.lexicon import by_closing, by_first, rows, several
from flows.reading.quantities.numerals import BLANK_CHARS, BLANKS

BESIDE = re.compile(rf"[{BLANK_CHARS}”’」』\"']*")
INCLUSIVE = re.compile(rf"[{BLANK_CHARS}]*[(（]不?(?:含|包含|包括|均含)[^()（）]{{0,6}}[)）]")
OTHER_UNIT = re.compile(r"[(（]\w{1,2}[)）](?=及?以[上下内])")  # 1000套（间）|及以上
EXCLUSIVE = ("(不", "（不")  # 以上（不含）
PARTING = BLANKS | frozenset("”’」』\"'(（")  # what may part a number from the comparator after it
BESIDES = frozenset("\t “‘「『\"'*\u00a0\u3000")
STRICTER = {"ge": "gt", "le": "lt"}


@dataclass(frozen=True, slots=True)  # read more often than made: quicker to read than a NamedTuple
class Comparator:
    """A word that bounds the quantity beside it, with its code and what must not stand before or after the word."""

    word: str
    side: str
    applies: str
    code: str
    reach: str
    not_after: tuple[str, ...]
    not_before: tuple[str, ...]


WORDS = tuple(
    Comparator(
        row["word"], row["side"], row["applies"], row["comparator"], row["reach"],
        several(row["not_after"]), several(row["not_before"]),
    )
    for row in rows("comparators")
)
BEFORE = by_closing(word for word in WORDS if word.side == "before")
AFTER = by_first(word for word in WORDS if word.side == "after")
LAST = BESIDES | {word.word[-1] for word in WORDS if word.side == "before"}  # no comparator before a number without one of these beside it,
NEXT = frozenset([*PARTING, *AFTER])  # and none after it


def word_before(text: str, pos: int, kinds: frozenset[str]) -> tuple[Comparator, int] | None:
    """The comparator that ends just before `pos`, blanks and quotes between, and where it begins."""
    if text[pos - 1 : pos] not in LAST:
        return None
    while pos and text[pos - 1] in BESIDES:
        pos -= 1
    for word in (pos > 1 and BEFORE.get(text[pos - 2 : pos])) or BEFORE.get(text[pos - 1 : pos], ()):
        if word.applies in kinds and text.endswith(word.word, 0, pos):
            start = pos - len(word.word)
            if not text.endswith(word.not_after, 0, start):
                return word, start
    return None


def word_after(text: str, pos: int, kinds: frozenset[str]) -> tuple[str, int] | None:
    """The code of the comparator that begins just after `pos`, a （含） between, and where it ends."""
    if text[pos : pos + 1] not in NEXT:
        return None
    if text[pos : pos + 1] in PARTING:
        inclusive = INCLUSIVE.match(text, pos) or OTHER_UNIT.match(text, pos)
        pos = BESIDE.match(text, inclusive.end() if inclusive else pos).end()  # type: ignore[union-attr]
    for word in AFTER.get(text[pos : pos + 1], ()):
        end = pos + len(word.word)
        if word.applies in kinds and text.startswith(word.word, pos) and not text.startswith(word.not_before, end):
            code = STRICTER.get(word.code, word.code) if text.startswith(EXCLUSIVE, end) else word.code
            return code, end
    return None
