"""Statements that are still to be read, and where their parts lie."""
from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

from flows.reading.statements.clauses import clause_end
from flows.reading.statements.columns import Ints, ints

_BEFORE_THE_START = " —–*　\t\u00a0“\"‘'「:："
_OPENING_MARKS = re.compile(f"[{re.escape(_BEFORE_THE_START)}]*")
_AFTER_THE_END = " *”\"’'」:："
_INTRODUCING = ("包括", "如下", "即", "主要有", "以下")


class Draft(NamedTuple):
    """A line without its list marker, the span of its label, the texts of the headings above it, outermost first, and its event's year."""

    text: str
    label: tuple[int, int] | None
    headings: tuple[str, ...] = ()
    year: int | None = None


class Layout(NamedTuple):
    """Some statements, the distinct headings above them, and a row a statement: where its parts lie.

    `label_ends`: the end of the label, 0 without one; `starts`: the start of what follows it, which may be at the end; `clauses`: the end of
    the first clause there.
    """

    drafts: Sequence[Draft]
    headings: Sequence[str]
    label_ends: Ints
    starts: Ints
    clauses: Ints

    def numbers(self) -> dict[str, int]:
        """Heading → its number."""
        return {heading: number for number, heading in enumerate(self.headings)}


def laid_out(drafts: Sequence[Draft]) -> Layout:
    """Where the parts of some statements lie."""
    headings = list(dict.fromkeys(chain.from_iterable([draft.headings for draft in drafts])))
    ends = [draft.label[1] if draft.label else 0 for draft in drafts]
    starts = [name_start(draft.text, end) for draft, end in zip(drafts, ends, strict=True)]
    clauses = [clause_end(draft.text, start) for draft, start in zip(drafts, starts, strict=True)]
    return Layout(drafts, headings, ints(ends), ints(starts), ints(clauses))


def name_start(text: str, place: int) -> int:
    """Where words start that stand at a place behind opening marks and blanks."""
    marks = _OPENING_MARKS.match(text, place)
    return marks.end() if marks else place


def name_end(name: str) -> int:
    """Where a label or heading ends, but for marks, a bracket at its end and words that only introduce: 目标（到2025年）： ends after 目标."""
    ending = name.rstrip(_AFTER_THE_END)
    for introduction in _INTRODUCING if ending.endswith(_INTRODUCING) else ():
        if ending.endswith(introduction):
            ending = ending.removesuffix(introduction).rstrip(_AFTER_THE_END + "，,")
    if ending.endswith((")", "）")):
        ending = ending[: max(ending.rfind("("), ending.rfind("（"))].rstrip(_AFTER_THE_END)
    return len(ending)
