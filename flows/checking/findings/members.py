"""Closed sets (东部, 中部, 西部): a list that skips a member between two others, or one that its introduction speaks of."""
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby

from flows.checking.findings.lexicon import rows
from flows.checking.findings.outline import items_under
from flows.checking.findings.remarks import Remark, remark
from flows.checking.findings.view import Item, View

PRESENT = 2
NAMED = 3
QUOTED = re.compile("“([^“”、\\n]{2,12}(?:、[^“”、\\n]{2,12}){1,9})”")


@cache
def _sets() -> dict[str, list[tuple[str, tuple[str, ...], tuple[str, ...]]]]:
    """Set → its members in order: name, beginnings of labels, words that speak of it."""
    sets: dict[str, list[tuple[str, tuple[str, ...], tuple[str, ...]]]] = {}
    for row in rows("closed_sets"):
        member = (row["member"], tuple(row["labels"].split(";")), tuple(filter(None, row["spoken_of"].split(";"))))
        sets.setdefault(row["set"], []).append(member)
    return sets


@cache
def _beginnings() -> tuple[str, ...]:
    """What the labels of members begin with, of all sets."""
    return tuple(beginning for members in _sets().values() for _, beginnings, _ in members for beginning in beginnings)


def missing_members(view: View) -> Iterator[Remark]:
    """Lists of labelled lines, and first columns of tables, in which a member of a closed set is missing."""
    for items in view.items.values():
        for path, group in groupby(items, key=lambda item: item.directive.heading_path if item.directive and item.directive.label else None):
            run = list(group)
            if path is not None and len(run) >= PRESENT:
                spans = (run[0].line.char_start, run[-1].line.char_end)
                yield from _missing([str(item.label) for item in run], spans, path, run)
    for table in view.tables:
        first = [cell for cell in view.cells_of[table.table_id] if cell.column_index == 0]
        if len(first) >= PRESENT:
            yield from _missing([cell.text for cell in first], (first[0].char_start, first[0].char_end), (table.caption or "",), ())


def _missing(labels: Sequence[str], span: tuple[int, int], path: Sequence[str], run: Sequence[Item]) -> Iterator[Remark]:
    if not any(label.startswith(_beginnings()) for label in labels):
        return
    for members in _sets().values():
        present = [any(label.startswith(beginnings) for label in labels) for _, beginnings, _ in members]
        if sum(present) < PRESENT:
            continue
        for place, (name, _, spoken_of) in enumerate(members):
            between = any(present[:place]) and any(present[place + 1 :])
            spoken = any(word in path[-1] for word in spoken_of) if path else False
            if not present[place] and (between or spoken):
                listed = "、".join(label for label in labels)
                yield remark("missing_enumeration_member", *span, run[0].directive if run else None, member=name, listed=listed)


def announced_members(view: View) -> Iterator[Remark]:
    """Introductions that quote a list of names (“甲、乙、丙”) whose items are as many, but most of them of other names."""
    for items in view.items.values():
        for item in items:
            match = QUOTED.search(item.body) if item.introduces else None
            names = match.group(1).split("、") if match else []
            below = items_under(view, item.line) if len(names) >= NAMED else None
            labels = [str(one.label) for one in below.items if one.label] if below else []
            found = sum(any(_shares(label, name) for label in labels) for name in names)
            if match and len(labels) == len(names) and found * 2 < len(names):
                span = (item.start + match.start(), item.start + match.end())
                yield remark("intro_items_mismatch", *span, names="、".join(names), labels="、".join(labels))


def _shares(label: str, name: str) -> bool:
    """Whether a label has two characters in a row of a name."""
    return any(name[place : place + 2] in label for place in range(len(name) - 1))
