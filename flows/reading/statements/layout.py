"""Statements that are still to be read, and where their parts lie."""
from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np

from flows.reading.columns import Flags, Ints, ints
from flows.reading.statements.clauses import clause_end
from flows.reading.statements.labels import title_span

Path = tuple[str, ...]
"""The texts of the headings above a statement, outermost first."""
_BEFORE_THE_START = " —–*　\t\u00a0“\"‘'「:："
_OPENING_MARKS = re.compile(f"[{re.escape(_BEFORE_THE_START)}]*")
_AFTER_THE_END = " *”\"’'」:："
_INTRODUCING = ("包括", "如下", "即", "主要有", "以下")
_NO_NAME = (0, -1)


class Drafts(NamedTuple):
    """Some statements, a row each: the line without its list marker, the span of its label, the headings above it, and its event's year."""

    texts: Sequence[str]
    labels: Sequence[tuple[int, int] | None]
    paths: Sequence[Path]
    years: Sequence[int | None]


class Names(NamedTuple):
    """Names, a row each: where they start and end, and the same without the marks and brackets around them. An end of -1: there is none."""

    starts: Ints
    ends: Ints
    first: Ints
    last: Ints


class Layout(NamedTuple):
    """Where the parts of some statements lie, a row a statement, and what stands above them, once each.

    `names`: of each statement the label, where `labelled`, else the title sentence; `starts`: where what follows the label starts, which
    may be at its end; `clauses`: the end of the first clause there; `above`: the number of its path.
    """

    drafts: Drafts
    labelled: Flags
    names: Names
    starts: Ints
    clauses: Ints
    headings: dict[str, int]  # heading → its number
    headings_named: Names
    paths: Sequence[Path]
    above: Ints


def laid_out(drafts: Drafts) -> Layout:
    """Where the parts of some statements lie."""
    paths = {path: number for number, path in enumerate(dict.fromkeys(drafts.paths))}
    headings = {heading: number for number, heading in enumerate(dict.fromkeys(chain.from_iterable(paths)))}
    starts = [name_start(text, label[1] if label else 0) for text, label in zip(drafts.texts, drafts.labels, strict=True)]
    return Layout(
        drafts,
        np.array([label is not None for label in drafts.labels], bool),
        _names(drafts.texts, [label or title_span(text) or _NO_NAME for text, label in zip(drafts.texts, drafts.labels, strict=True)]),
        ints(starts),
        ints([clause_end(text, start) for text, start in zip(drafts.texts, starts, strict=True)]),
        headings,
        _names(list(headings), [(0, len(heading)) for heading in headings]),
        list(paths),
        ints([paths[path] for path in drafts.paths]),
    )


def _names(texts: Sequence[str], spans: Sequence[tuple[int, int]]) -> Names:
    """The names at some spans of some texts."""
    first = [name_start(text, start) if end > 0 else -1 for text, (start, end) in zip(texts, spans, strict=True)]
    last = [start + name_end(text[start:end]) if end > 0 else -1 for text, (start, end) in zip(texts, spans, strict=True)]
    return Names(ints([start for start, _ in spans]), ints([end for _, end in spans]), ints(first), ints(last))


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
