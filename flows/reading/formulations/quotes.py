"""What stands in quotation marks, in the source's own offsets: “”, ‘’, 「」, 『』, and the names of documents in 《》. Never beyond a line."""
from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

PAIRS = {"“": "”", "‘": "’", "「": "」", "『": "』", "《": "》"}
DOCUMENT = "《"
_MARK = re.compile("[" + "".join(PAIRS) + "".join(PAIRS.values()) + "\n]")


class Quote(NamedTuple):
    """Some quoted words: their span without the marks, and whether they stand in the name of a document."""

    start: int
    end: int
    in_title: bool


class Quotes:
    """The quoted words of a text. `innermost` are those that hold no other."""

    def __init__(self, text: str) -> None:
        self.innermost: list[Quote] = []
        self._starts: list[int] = []
        self._ends: list[int] = []
        open_marks: list[tuple[str, int]] = []
        holds_other = False
        for found in _MARK.finditer(text):
            mark, place = found.group(), found.start()
            if mark == "\n":
                open_marks = []
            elif mark in PAIRS:
                open_marks.append((mark, place))
                holds_other = False
            elif open_marks and PAIRS[open_marks[-1][0]] == mark:
                opening, start = open_marks.pop()
                self._close(opening, start, place, [outer for outer, _ in open_marks], holds_other=holds_other)
                holds_other = True

    def _close(self, opening: str, start: int, end: int, around: list[str], *, holds_other: bool) -> None:
        """Note the quote from one mark to the other, which stands within those `around` it."""
        if not holds_other and opening != DOCUMENT:
            self.innermost.append(Quote(start + 1, end, DOCUMENT in around))
        if not around:
            self._starts.append(start)
            self._ends.append(end)

    def hold(self, start: int) -> bool:
        """Whether the words at `start`, or at the mark that opens them, stand within quotation marks."""
        at = bisect_right(self._starts, start) - 1
        return at >= 0 and start < self._ends[at]
