"""What a list shares: 分别达到98%和96%以上 binds both, 分别调整为2.6%和3.1% sets two rates, 到2025年和2030年 are two deadlines."""
from __future__ import annotations

import re
from itertools import pairwise

from flows.reading.quantities.bounds import REACH
from flows.reading.quantities.model import Hit
from flows.reading.quantities.numerals import BLANK_CHARS
from flows.reading.quantities.scene import STOP

LINK = re.compile(f"[{BLANK_CHARS}]*[、/／和与及或]?[{BLANK_CHARS}]*")
PARALLEL = re.compile(r"[、及和与][^\W\d_]{0,8}|(?:逐步|一次性)?(?:提高|上调|下调|调整|增加|降低)[到至为]")  # 上限由100万元|提高到|120万元
EACH = ("分别", "各", "均", "依次")


def share_bounds(text: str, hits: list[Hit]) -> None:
    """Gives the members of a list the comparator that its first (words before) or last (words after) has."""
    pairs = list(pairwise(hits))
    for left, right in pairs:
        if left.kind == right.kind == "date" and (left.comparator, right.comparator) == ("by", "in") and _joined(text, left, right):
            right.comparator, right.side = left.comparator, left.side
        if right.comparator == "eq" and _follows(text, left, right):
            right.comparator, right.side = left.comparator, left.side
    for left, right in reversed(pairs):
        if left.comparator in ("eq", "ge") and right.side == "after" and listed(text, left, right) and _each(text, left):
            left.comparator, left.side = right.comparator, "after"


def _follows(text: str, left: Hit, right: Hit) -> bool:
    if left.side == "before":
        return listed(text, left, right)
    return left.side == "far" and _parallel(text, left, right)


def carried_on(text: str, left: Hit, role: str, right: Hit, own: str) -> str:
    """The role of the value after one with a role: that one's in a list; a mere count goes on with the aims of its sentence."""
    if listed(text, left, right) and left.comparator == right.comparator:
        return role
    return role if (role, own) == ("target", "count") and STOP.search(text, left.end, right.start) is None else own


def listed(text: str, left: Hit, right: Hit) -> bool:
    """Whether two quantities of a kind and unit are neighbours in a list: 20%和30%."""
    same = left.kind == right.kind != "date" and left.unit == right.unit
    return same and not left.named and _joined(text, left, right)


def _joined(text: str, left: Hit, right: Hit) -> bool:
    """Whether only a link parts two hits: 到2022年|和|2030年."""
    link = LINK.match(text, left.end)
    return link is not None and link.end() == right.start > left.end


def _parallel(text: str, left: Hit, right: Hit) -> bool:
    """Whether one bound word rules both: 最高支付限额在职职工4500元、退休人员5000元."""
    same = left.kind == right.kind != "date" and left.unit == right.unit
    return same and PARALLEL.fullmatch(text, left.end, right.start) is not None


def _each(text: str, hit: Hit) -> bool:
    window = text[max(0, hit.start - REACH) : hit.start]
    return any(word in window for word in EACH)
