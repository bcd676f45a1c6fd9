"""What stands under a heading: its direct items, by the heading paths that the reading gave to the statements."""
from __future__ import annotations

from itertools import groupby
from typing import NamedTuple

from flows.checking.findings.view import Item, View
from schemas import Line


class Counted(NamedTuple):
    """The items directly under a heading: how many, and whether their end is in doubt."""

    size: int
    doubtful: bool
    items: tuple[Item, ...]


def items_under(view: View, heading: Line) -> Counted | None:
    """The statements, inner headings or table rows directly under a heading; None where nothing stands there."""
    items = view.items[str(heading.event_id)]
    place = view.place_of[heading.line_start]
    below = items[place + 1 :]
    if table := view.captioned.get(heading.line_start):
        return Counted(table.n_rows, doubtful=False, items=())
    first = below[0] if below else None
    if first is not None and first.line.kind == "heading" and first.introduces and not first.marker:
        return items_under(view, first.line)
    paths = [(item, item.directive.heading_path) for item in below if item.directive]
    if not paths or heading.text not in paths[0][1]:
        return None
    depth = paths[0][1].index(heading.text)
    within: list[tuple[Item, str | None]] = []
    for item, path in paths:
        if len(path) <= depth or path[depth] != heading.text:
            break
        within.append((item, path[depth + 1] if len(path) > depth + 1 else None))
    groups = [list(group) for _, group in groupby(within, key=lambda pair: pair[1] or pair[0].line.line_start)]
    flat = items[place].kind == "bullet" and within[0][0].kind == "bullet"
    return Counted(len(groups), doubtful=flat, items=tuple(group[0][0] for group in groups))
