"""Words that stand twice: blocks copied from event to event, statements pasted into another line, lines run together.

Cost: linear in the text.
"""
from __future__ import annotations

from collections.abc import Iterator

from flows.checking.findings.remarks import Remark, remark
from flows.checking.findings.shingles import Shingles
from flows.checking.findings.view import Item, View
from flows.reading.ids import fold_all
from flows.reading.kinds import BLANKS
from flows.reading.statements import label_span

BLOCK = 2
SHORTEST_LINE = 8
SHORTEST_PASTE = 20
KEY = 12
EARLIER = 4
STOPS = "。；;！？!?"
CONTEXT = 6
SHORTEST_TAIL = 6


def copied_blocks(view: View) -> Iterator[Remark]:
    """Two or more statements in a row that stand in the same row in an earlier event; single lines repeated within an event."""
    items = view.statements
    words = fold_all([item.body for item in items])
    places: dict[str, list[int]] = {}
    end = 0
    for place, item in enumerate(items):
        if len(words[place]) < SHORTEST_LINE:
            continue
        earlier = places.setdefault(words[place], [])
        if earlier and place >= end:
            sizes = [(_common(items, words, first, place), -first) for first in earlier if items[first].line.event_id != item.line.event_id]
            size, first = max(sizes, default=(0, 0))
            if size >= BLOCK:
                end = place + size
                yield _block(view, items[-first : -first + size], items[place:end])
            elif twin := next((items[one] for one in earlier if items[one].line.event_id == item.line.event_id), None):
                yield remark("repeated_line", item.line.char_start, item.line.char_end, line=twin.line.line_start)
        if len(earlier) < EARLIER:
            earlier.append(place)


def _common(items: list[Item], words: list[str], first: int, second: int) -> int:
    """How many statements in a row, each side within its event, are equal from two places on."""
    size, start = 0, second
    events = items[first].line.event_id, items[second].line.event_id
    while first < start and second < len(items) and words[first] == words[second] and (items[first].line.event_id, items[second].line.event_id) == events:
        first, second, size = first + 1, second + 1, size + 1
    return size


def _block(view: View, original: list[Item], copy: list[Item]) -> Remark:
    event = view.event_of[str(copy[0].line.event_id)]
    origin = view.event_of[str(original[0].line.event_id)]
    words = {"count": len(copy), "first": original[0].line.line_start, "last": original[-1].line.line_start, "date": origin.date, "title": origin.title}
    return remark("block_copied_between_events", copy[0].line.char_start, copy[-1].line.char_end, event, **words)


def pasted_statements(view: View) -> Iterator[Remark]:
    """A whole statement of another line that stands inside a line; without a stop before it, the two are run together."""
    items = view.statements
    bodies = [item.body for item in items]
    by_key: dict[str, list[Item]] = {}
    for item in items:
        if len(item.body) >= SHORTEST_PASTE:
            by_key.setdefault(item.body[:KEY], []).append(item)
    end = -1
    shingles = Shingles(bodies, KEY)
    for order, place in shingles.located(shingles.equal_to(shingles.starts[:-1])):
        body = bodies[order]
        if not place or order == end or len(body) - place < SHORTEST_PASTE:
            continue
        twins = by_key.get(body[place : place + KEY], ())
        if twin := next((twin for twin in twins[:EARLIER] if body.startswith(twin.body, place)), None):
            end = order
            yield from _paste(items[order], twin, place)


def _paste(item: Item, twin: Item, place: int) -> Iterator[Remark]:
    start = item.start + place
    end = item.line.char_end if place + len(twin.body) == len(item.body) else start + len(twin.body)
    yield remark("pasted_duplicate", start, end, item.directive, line=twin.line.line_start)
    if item.body[:place].rstrip(BLANKS)[-1:] not in STOPS:
        yield _junction("run_together_lines", item, place)


def _junction(rule: str, item: Item, place: int) -> Remark:
    """A remark on the place in a line where another begins, with a few characters to either side."""
    start, end = max(place - CONTEXT, 0), min(place + CONTEXT, len(item.body))
    return remark(rule, item.start + start, item.start + end, item.directive, tail=item.body[place : place + 2 * KEY])


def second_labels(view: View) -> Iterator[Remark]:
    """A labelled statement in which, after a stop, a label begins that heads statements of its own elsewhere in the source."""
    labels = {directive.label for directive in view.directives if directive.label}
    for item in view.statements:
        place = 0
        while item.label and (place := _after_stop(item.body, place)):
            span = label_span(item.body[place:])
            if span and item.body[place + span[0] : place + span[1]] in labels:
                yield _junction("run_together_lines", item, place)
                break


def _after_stop(body: str, place: int) -> int:
    """Place after the next 。 of a body; 0 where there is none."""
    stop = body.find("。", place)
    return stop + 1 if 0 <= stop < len(body) - SHORTEST_TAIL else 0
