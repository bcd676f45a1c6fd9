"""Bounds by word: what the characters beside a quantity say of it (不低于, 以上, 原则上不应大于…的, 最高补贴)."""
from __future__ import annotations

import re
from typing import NamedTuple

from flows.reading.quantities.lexicon import by_first, by_last, rows, several
from flows.reading.quantities.model import Hit
from flows.reading.quantities.numerals import BLANK_CHARS

REACH = 30  # characters before a quantity in which a word may still bind it
FAR = 14  # characters that may part 最高 from its number: 最高一次性给予补贴 3万元
BREAKS = re.compile("[,，。;；:：、()（）!！?？]")
BESIDE = re.compile(rf"[{BLANK_CHARS}”’」』\"']*")
INCLUSIVE = re.compile(rf"[{BLANK_CHARS}]*[(（]不?(?:含|包含|包括|均含)[^()（）]{{0,6}}[)）]")
EXCLUSIVE = ("(不", "（不")
BESIDES = frozenset("\t “‘「『\"'*\u00a0\u3000")
SCALES = frozenset("百千万亿")
TIMES = frozenset(("year", "month", "week", "day", "hour"))
PARTS = ("部分", "的部分", "的,", "的，", "规定", "时")  # 超过部分按30%收: another thing is bound
STRONG = "不"
BINDS_ONE = re.compile("(?:至少|最少|不少于|不低于|最多|至多|不超过|[仅只]限)[^,，。;；、0-9]{0,6}$")  # 每季度至少召开|一次
CHANGES = ("加", "减", "浮", "降", "降低", "下降", "提高", "提升", "下调", "上调", "延长", "缩短", "减少")  # 下限降低|0.5个百分点
SINCE = re.compile("[^,，。;；、]{1,8}以来")  # 2019年LPR改革|以来
LEVELS = "不上下"  # what begins with these bounds a level, not a change of it
NEAR = 3  # characters that may part 限 from its number: 限领1次
STRICTER = {"ge": "gt", "le": "lt"}


class Comparator(NamedTuple):
    """A word that bounds the quantity beside it; `applies` to a value, amount, span, scale or date."""

    word: str
    side: str
    applies: str
    code: str
    reach: str
    not_after: tuple[str, ...]
    not_before: tuple[str, ...]


WORDS = tuple(
    Comparator(row["word"], row["side"], row["applies"], row["comparator"], row["reach"], several(row["not_after"]), several(row["not_before"]))
    for row in rows("comparators")
)
BEFORE = by_last(word for word in WORDS if word.side == "before")
AFTER = by_first(word for word in WORDS if word.side == "after")
REACHING = tuple(word for word in WORDS if word.reach in ("clause", "far", "near"))
FAR_HINT = re.compile("最[高低多少大长短]|[上下]限|[至起][少多码]|封顶|限")


def bounded_at(text: str, start: int, end: int) -> bool:
    """Whether a bound stands right beside the number `text[start:end]`: 至少一次, 亿元以上."""
    kinds = frozenset(("value", "amount", "scale"))
    if BINDS_ONE.search(text, max(0, start - FAR), start):
        return True
    return _before(text, start, kinds) is not None or _after(text, end, kinds)[0] is not None


def head_bound(head: str) -> str | None:
    """The comparator that the head of a column or row gives its cells (容积率上限)."""
    found = [word for word in REACHING if word.reach != "near" and word.word in head and not head[: head.find(word.word)].endswith(word.not_after)]
    return max(found, key=lambda word: len(word.word)).code if found else None


def bound(text: str, hit: Hit, floor: int) -> None:
    """Sets the comparator of a value from the words beside it, those after it first. `floor`: the end of the hit before."""
    if hit.comparator != "eq" or hit.named:
        return
    kinds = _kinds(text, hit)
    code, _ = _after(text, hit.end, kinds)
    if code is not None:
        hit.comparator, hit.side = code, "after"
        return
    word = _before(text, hit.start, kinds) or _reaching(text, hit, floor)
    if word is not None:
        hit.comparator, hit.side = word.code, "before" if text.endswith(word.word, 0, hit.start) else "far"
        if word.word == "上":
            hit.start -= 1  # 上千万 is one word


def date_word(text: str, hit: Hit) -> str | None:
    """The comparator that the words beside a date give it."""
    kinds = frozenset(("date",))
    code, _ = _after(text, hit.end, kinds)
    if code is None and SINCE.match(text, hit.end):
        return "since"
    word = None if code else _before(text, hit.start, kinds)
    return code or (word.code if word else None)


def _kinds(text: str, hit: Hit) -> frozenset[str]:
    kinds = {"value"}
    kinds.add("span" if hit.kind in ("duration", "length") else "amount")
    if hit.kind == "length":
        kinds.add("amount")
    if text[hit.start] in SCALES:
        kinds.add("scale")
    return frozenset(kinds)


def _before(text: str, pos: int, kinds: frozenset[str]) -> Comparator | None:
    while pos and text[pos - 1] in BESIDES:
        pos -= 1
    for word in BEFORE.get(text[pos - 1 : pos], ()):
        start = pos - len(word.word)
        if word.applies in kinds and start >= 0 and text.startswith(word.word, start) and not text[:start].endswith(word.not_after):
            return word
    return None


def _after(text: str, pos: int, kinds: frozenset[str]) -> tuple[str | None, int]:
    inclusive = INCLUSIVE.match(text, pos)
    pos = BESIDE.match(text, inclusive.end() if inclusive else pos).end()  # type: ignore[union-attr]
    for word in AFTER.get(text[pos : pos + 1], ()):
        end = pos + len(word.word)
        if word.applies in kinds and text.startswith(word.word, pos) and not text.startswith(word.not_before, end):
            code = word.code
            if text.startswith(EXCLUSIVE, end):
                code = STRICTER.get(code, code)
            return code, end
    return None, pos


def _reaching(text: str, hit: Hit, floor: int) -> Comparator | None:
    """The bound earlier in the clause: of a share of something (不应大于…的20%), or 最高, 至少 with a verb between."""
    clause = BREAKS.split(text[max(floor, hit.start - REACH) : hit.start])[-1].rstrip(BLANK_CHARS)
    share = clause.endswith("的") and hit.kind in ("percentage", "ratio")
    far = FAR_HINT.search(clause) is not None
    if not share and not far and STRONG not in clause:
        return None
    changed = clause.endswith(CHANGES)
    best, best_end = None, -1
    for word in REACHING:
        at = clause.rfind(word.word)
        end = at + len(word.word)
        if at < 0 or end < best_end or changed and word.word[0] in LEVELS or clause[:at].endswith(word.not_after) or clause.startswith((*PARTS, *word.not_before), end):
            continue
        near = len(clause) - end <= (NEAR if word.reach == "near" else FAR) and (word.reach != "clause" or word.word.startswith(STRONG))
        if (share and word.reach != "near" or near) and (end > best_end or best is None or len(word.word) > len(best.word)):
            best, best_end = word, end
    return best
