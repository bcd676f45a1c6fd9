"""A text as formulations are looked for in it: without quotation marks, bold marks and blanks, commas and width made even.

“‘平急两用’公共基础设施” and “平急两用公共基础设施”, “15 分钟生活圈” and “１５分钟生活圈” read alike. Of each character that stays it is
remembered where it stands in the text itself. Line ends stay: nothing crosses them. All is done for the text at once, by numpy.
"""
from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

import numpy as np

_OUT = " \t\u00a0\u3000“”‘’\"「」『』*"
LEFT_OUT = re.compile(f"[{_OUT}]+")
WIDE = re.compile("[０-９Ａ-Ｚａ-ｚ＋－]")
_ALPHABETS = (("０", "0", 10), ("Ａ", "A", 26), ("ａ", "a", 26), ("＋", "+", 1), ("－", "-", 1))
NARROW = {chr(ord(wide) + place): chr(ord(narrow) + place) for wide, narrow, size in _ALPHABETS for place in range(size)}
COMMAS = ",，､"
COMMA = "、"
_CODES = "utf-32-le"
_DROPPED = sys.maxunicode + 1


class Folded(NamedTuple):
    """The folded text, and the place in the source of each of its characters."""

    text: str
    places: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span in the source of text[start:end], which holds at least one character."""
        return self.places[start], self.places[end - 1] + 1


def fold(text: str) -> Folded:
    """The folded form of a text."""
    codes = _folded_codes()[np.frombuffer(text.encode(_CODES, "surrogatepass"), np.uint32)]
    kept = codes != _DROPPED
    words: bytes = codes[kept].tobytes()
    return Folded(words.decode(_CODES, "surrogatepass"), np.flatnonzero(kept).data)


@cache
def _folded_codes() -> Any:
    """Code point → the code point that it is folded to."""
    table = np.arange(_DROPPED, dtype=np.uint32)
    table[list(map(ord, _OUT))] = _DROPPED
    for wide, narrow in (*NARROW.items(), *zip(COMMAS, COMMA * len(COMMAS), strict=True)):
        table[ord(wide)] = ord(narrow)
    return table


def even(text: str) -> str:
    """A text with commas and the width of letters and digits made even, character by character."""
    for comma in COMMAS:
        text = text.replace(comma, COMMA)
    return WIDE.sub(_narrow, text)


def cleaned(raw: str) -> str:
    """The wording of some raw words: nothing that folding leaves out, commas as written but wide."""
    return WIDE.sub(_narrow, LEFT_OUT.sub("", raw).replace(",", "，"))


def _narrow(found: re.Match[str]) -> str:
    return NARROW[found.group()]
