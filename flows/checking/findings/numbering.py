"""Numbered lines of an event: numbering that restarts, skips, repeats, goes back, or lacks its first member.

A list may begin anew after an outer number, after a number in another style, and right after an unmarked line; it may also
run on across those. Articles (第五条) are left out: timelines quote them singly.
"""
from __future__ import annotations

from collections.abc import Iterator

from flows.checking.findings.remarks import Remark, on, remark
from flows.checking.findings.view import Item, View, numbers
from flows.reading.markers import RANK

SIGNS = str.maketrans("（）．、", "()..") | dict.fromkeys(map(ord, "0123456789０１２３４５６７８９一二三四五六七八九十百 \t\u3000#"))
SINGLE = frozenset({"article", "bullet", ""})


class _List:
    """A run of numbers in one style: its last number, its rank, and whether it may begin anew."""

    def __init__(self, last: int, rank: float) -> None:
        self.last, self.rank, self.may_restart = last, rank, False


def numbering(view: View) -> Iterator[Remark]:
    """Breaks in the numbering of an event's lines, each on the line where the break shows."""
    for items in view.items.values():
        lists: dict[tuple[object, ...], _List] = {}
        before: Item | None = None
        for item in items:
            if item.marker and item.kind not in SINGLE and (found := numbers(item.marker)):
                yield from _step(item, found, lists, before)
            if item.line.kind in ("heading", "directive"):
                before = item


def _step(item: Item, found: tuple[int, ...], lists: dict[tuple[object, ...], _List], before: Item | None) -> Iterator[Remark]:
    marker, number = item.marker, found[-1]
    assert marker is not None
    style = (item.kind, marker.rank, marker.text.translate(SIGNS) if item.kind != "circled" else "", *found[:-1])
    run = lists.get(style)
    if run and before and not before.marker:
        run.may_restart = True
    rule = _broken(run, number)
    if rule:
        end = item.line.char_end
        last = run.last if run else 0
        yield remark(rule, item.line.char_start, end, marker=marker.text.strip(), number=number, last=last, expected=last + 1)
    lists[style] = _List(number, marker.rank)
    for other, state in lists.items():
        if other != style and state.rank >= marker.rank:
            state.may_restart = True


def _broken(run: _List | None, number: int) -> str | None:
    """The rule that a number breaks after its run."""
    if run is None:
        return "numbering_without_first" if number > 1 else None
    if number == run.last + 1 or (number == 1 and run.may_restart):
        return None
    if number == 1:
        return "numbering_restarted"
    if number > run.last + 1:
        return "numbering_gap"
    return "numbering_repeated" if number == run.last else "numbering_out_of_order"


def missing_markers(view: View) -> Iterator[Remark]:
    """An unmarked caption above a caption that bears the second number of a list without a first: its number is missing."""
    for items in view.items.values():
        caption: Item | None = None
        seen: set[str] = set()
        for item in items:
            if item.marker and item.kind in RANK and item.kind not in SINGLE:
                first = item.kind not in seen
                seen.add(item.kind)
                if first and numbers(item.marker)[-1:] == (2,) and caption is not None:
                    words = {"text": caption.body, "sibling": item.marker.text.strip(), "line": item.line.line_start}
                    yield on("missing_marker", caption.line, **words)
            elif item.line.kind == "heading" and not item.marker and not item.introduces:
                caption = item
