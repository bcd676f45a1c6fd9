"""Bounds that a list shares: 分别达到98%和96%以上 binds both."""
from __future__ import annotations

import re

from flows.reading.quantities.bounds import REACH
from flows.reading.quantities.model import Hit
from flows.reading.quantities.numerals import BLANK_CHARS

LINK = re.compile(f"[{BLANK_CHARS}]*[、/／和与及或]?[{BLANK_CHARS}]*")
EACH = ("分别", "各", "均", "依次")


def share_bounds(text: str, hits: list[Hit]) -> None:
    """Gives the members of a list the comparator that its first (words before) or last (words after) has."""
    for left, right in zip(hits, hits[1:]):
        if right.comparator == "eq" and left.side == "before" and _listed(text, left, right):
            right.comparator, right.side = left.comparator, "before"
    for left, right in zip(reversed(hits[:-1]), reversed(hits)):
        if left.comparator in ("eq", "ge") and right.side == "after" and _listed(text, left, right) and _each(text, left):
            left.comparator, left.side = right.comparator, "after"


def _listed(text: str, left: Hit, right: Hit) -> bool:
    link = LINK.match(text, left.end)
    same = left.kind == right.kind != "date" and left.unit == right.unit
    return same and not left.named and link is not None and link.end() == right.start > left.end


def _each(text: str, hit: Hit) -> bool:
    window = text[max(0, hit.start - REACH) : hit.start]
    return any(word in window for word in EACH)
