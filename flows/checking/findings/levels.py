"""Introductions and their items: levels run flat, items without markers, introductions of nothing, prose that heads a list."""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from flows.checking.findings.remarks import Remark, remark
from flows.checking.findings.view import Item, View, numbers
from flows.reading.kinds import COLONS

SENTENCE_AS_HEADING = 50
STOP = "。"
SEMICOLONS = (";", "；")
TERMINAL = tuple("。；;！？!?.…，,：:")
RUN = 3


def introductions(view: View) -> Iterator[Remark]:
    """Lines that end in a colon, by what follows them."""
    for items in view.items.values():
        for place, item in enumerate(items):
            if item.introduces:
                yield from _introduction(items, place)


def _introduction(items: Sequence[Item], place: int) -> Iterator[Remark]:
    item = items[place]
    after = items[place + 1] if place + 1 < len(items) else None
    span = (item.line.char_start, item.line.char_end)
    if after is None or _closes(after):
        yield remark("intro_without_items", *span, text=item.body)
    elif _is_flat(item, items[place - 1] if place else None, after):
        yield remark("flattened_levels", *span, text=item.body)
    elif not item.marker and len(_unmarked(items, place + 1)) > 1:
        yield remark("unmarked_list_items", *span, text=item.body, count=len(_unmarked(items, place + 1)))


def _closes(after: Item) -> bool:
    """Whether the next line is no item of an introduction: it bears a later number of a list that began before."""
    return after.marker is not None and after.kind != "bullet" and numbers(after.marker)[-1:] > (1,)


def _is_flat(item: Item, before: Item | None, after: Item) -> bool:
    """Whether the items below have the form of the introduction itself, so that nothing shows where they end."""
    if item.kind == "bullet":
        return after.kind == "bullet" and after.marker is not None and item.marker is not None and after.marker.rank == item.marker.rank
    return not item.marker and _is_labelled(item) and not after.marker and after.directive is not None and before is not None and before.label is not None


def _is_labelled(item: Item) -> bool:
    """Whether an introduction has a label of its own before its last colon."""
    return item.introduces and any(colon in item.body[:-1] for colon in COLONS)


def _unmarked(items: Sequence[Item], place: int) -> list[Item]:
    """The unmarked statements in a row from a place on; a labelled line that introduces others is one of them."""
    end = place
    while end < len(items) and not items[end].marker and (items[end].directive or _is_labelled(items[end])):
        end += 1
    return list(items[place:end])


def prose_as_heading(view: View) -> Iterator[Remark]:
    """A sentence that ends in 。 and yet heads a list: of bullets below it, or of the labelled lines that it stands among."""
    for items in view.items.values():
        for place, item in enumerate(items[:-2]):
            if item.directive and not item.marker and not item.label and item.body.endswith(STOP):
                before, first, second = items[place - 1] if place else None, items[place + 1], items[place + 2]
                if _heads_bullets(before, first, second) or _heads_labelled(item, before, first, second):
                    yield remark("prose_as_heading", item.line.char_start, item.line.char_end, text=item.body)


def _heads_bullets(before: Item | None, first: Item, second: Item) -> bool:
    return first.kind == second.kind == "bullet" and (before is None or before.kind != "bullet")


def _heads_labelled(item: Item, before: Item | None, first: Item, second: Item) -> bool:
    short = len(item.body) <= SENTENCE_AS_HEADING and STOP not in item.body[:-1]
    return short and before is not None and all(other.label and not other.marker for other in (before, first, second))


def endings(view: View) -> Iterator[Remark]:
    """How the items of a list end: a last one in a semicolon, an inner one in a full stop, none in any mark."""
    ended = sum(item.body.endswith(TERMINAL) for item in view.statements)
    punctuated = ended * 2 > len(view.directives)
    for items in view.items.values():
        for run in _runs(items):
            if len(run) >= RUN:
                yield from _semicolons(run)
                if punctuated and not any(item.label or item.body.endswith(TERMINAL) for item in run):
                    span = (run[0].line.char_start, run[-1].line.char_end)
                    yield remark("unterminated_items", *span, view.line_at(span[0]), count=len(run))


def _runs(items: Sequence[Item]) -> list[list[Item]]:
    """Statements in a row under the same headings with the same kind of marker."""
    groups = groupby(items, key=lambda item: (item.kind, item.directive.heading_path) if item.directive else None)
    return [list(group) for key, group in groups if key is not None]


def _semicolons(run: Sequence[Item]) -> Iterator[Remark]:
    semicolons = [item.body.endswith(SEMICOLONS) for item in run]
    if sum(semicolons) * 2 <= len(run) or not semicolons[-1]:
        return
    last = run[-1]
    yield remark("end_of_list_punctuation", last.start + len(last.body) - 1, last.start + len(last.body), last.directive)
    for item, follower in pairwise(run):
        if item.body.endswith(STOP) and follower is not None:
            yield remark("item_order_suspect", item.line.char_start, item.line.char_end, item.directive, last=last.line.line_start)
