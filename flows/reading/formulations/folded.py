"""A text as formulations are looked for in it: without quotation marks, bold marks and blanks, commas and width made even.

“‘平急两用’公共基础设施” and “平急两用公共基础设施”, “15 分钟生活圈” and “１５分钟生活圈” read alike. What is left out is remembered
as the shift of each piece that stays, so that every place can be told in the text itself. Line ends stay: nothing crosses them.
"""
from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

LEFT_OUT = re.compile(r"""[ \t\u00a0\u3000“”‘’"「」『』*]+""")
WIDE = re.compile("[０-９Ａ-Ｚａ-ｚ＋－]")
_ALPHABETS = (("０", "0", 10), ("Ａ", "A", 26), ("ａ", "a", 26), ("＋", "+", 1), ("－", "-", 1))
NARROW = {chr(ord(wide) + place): chr(ord(narrow) + place) for wide, narrow, size in _ALPHABETS for place in range(size)}
COMMA = "、"


class Folded(NamedTuple):
    """The folded text; `starts` are the folded offsets at which its pieces begin, `shifts` what to add to be in the source."""

    text: str
    starts: list[int]
    shifts: list[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span in the source of text[start:end], which holds at least one character."""
        first, last = bisect_right(self.starts, start) - 1, bisect_right(self.starts, end - 1) - 1
        return start + self.shifts[first], end + self.shifts[last]


def fold(text: str) -> Folded:
    """The folded form of a text."""
    pieces, starts, shifts = [], [0], [0]
    place = left_out = 0
    for found in LEFT_OUT.finditer(text):
        start, end = found.span()
        pieces.append(text[place:start])
        left_out += end - start
        place = end
        starts.append(end - left_out)
        shifts.append(left_out)
    pieces.append(text[place:])
    return Folded(even("".join(pieces)), starts, shifts)


def even(text: str) -> str:
    """A text with commas and the width of letters and digits made even, character by character."""
    for comma in (",", "，", "､"):
        text = text.replace(comma, COMMA)
    return WIDE.sub(_narrow, text)


def cleaned(raw: str) -> str:
    """The wording of some raw words: nothing that folding leaves out, commas as written but wide."""
    return WIDE.sub(_narrow, LEFT_OUT.sub("", raw).replace(",", "，"))


def _narrow(found: re.Match[str]) -> str:
    return NARROW[found.group()]
