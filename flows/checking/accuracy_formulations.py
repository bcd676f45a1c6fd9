"""Formulations that were read, compared with an editor's list of them: how many of the list were found, and on how many of its lines.

The list groups wordings in its own way, so a formulation of the list is compared with one family of those that were read, the one
that stands on most of its lines. An occurrence there is the same where its words hold one of the list's wordings or stand in
one; marks and blanks do not count. What was read beyond the list is not judged: the list is a choice.
"""
from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from flows.checking.accuracy_gold import Row
from flows.checking.accuracy_tally import Tally, plain

_MARKS = re.compile(r"[、,;；·…()+]")
_OR = " / "


def compare_formulations(wanted: Sequence[Row], found: Mapping[str, list[Row]]) -> dict[str, Tally]:
    """Tallies of `formulations` (those of the list that were found) and `formulations.lines`; `found`: the records by table."""
    if not wanted:
        return {}
    family = {row["formulation_id"]: row["family"] or row["formulation"] for row in found["formulations"]}
    on_line: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
    for row in found["formulation_occurrences"]:
        on_line[row["line_start"]].append((family[row["formulation_id"]], _bare(row["variant"])))
    reached = [_reached(row, on_line) for row in wanted]
    lines = sum(len(row["lines"]) for row in wanted)
    return {"formulations": Tally(sum(map(bool, reached)), len(wanted)), "formulations.lines": Tally(sum(reached), lines)}


def _reached(wanted: Row, on_line: Mapping[int, list[tuple[str, str]]]) -> int:
    """How many lines of a listed formulation the family has that has most of them."""
    names = [_bare(name) for name in (*wanted["formulation"].split(_OR), *wanted["variants"])]
    lines: defaultdict[str, set[int]] = defaultdict(set)
    for line in wanted["lines"]:
        for family, words in on_line.get(line, ()):
            if any(name in words or words in name for name in names):
                lines[family].add(line)
    return max(map(len, lines.values()), default=0)


def _bare(words: str) -> str:
    return _MARKS.sub("", plain(words))
