"""The syntax in which wordings are declared: `[甲|乙|]` stands for one of several words or none, `…` for a gap within a clause.

城市更新[|行动]是…抓手 is met by 城市更新是扩大内需的重要抓手. Alternatives are written out when the list is loaded; a gap holds at most
`GAP` characters and no end of a clause, and is looked for by its first end from the left: linear on any text.
"""
from __future__ import annotations

import re
from itertools import product

from flows.reading.statements.tables import LexiconError

GAP = 48
GAP_SIGN = "…"
STOP = re.compile(r"[。；;！!？?：:|\n]")
_ALTERNATIVES = re.compile(r"\[([^\[\]]*)\]")
Parts = tuple[str, ...]


def expand(wording: str) -> list[Parts]:
    """Every form of a declared wording, as the words between its gaps; LexiconError where it cannot be read."""
    pieces = _ALTERNATIVES.split(wording)
    if any(bracket in piece for piece in pieces for bracket in "[]"):
        raise LexiconError(f"{wording}: a bracket has no partner")
    choices = [piece.split("|") if place % 2 else [piece] for place, piece in enumerate(pieces)]
    forms = ["".join(chosen) for chosen in product(*choices)]
    parts = [tuple(form.split(GAP_SIGN)) for form in forms]
    if any("" in words for words in parts):
        raise LexiconError(f"{wording}: a gap stands at its edge or beside another")
    return parts


def end_of(text: str, end: int, tails: Parts) -> int | None:
    """Where a wording ends whose head ends at `end`; None where its tails do not follow within their gaps."""
    for tail in tails:
        at = text.find(tail, end, end + GAP + len(tail))
        if at < 0 or STOP.search(text, end, at):
            return None
        end = at + len(tail)
    return end
