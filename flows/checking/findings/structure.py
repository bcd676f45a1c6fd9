"""Lines and dates: what fits no kind, events that lack a part, dates that contradict their place."""
from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from flows.checking.findings.remarks import Remark, listed, on, remark
from flows.checking.findings.view import View
from flows.reading.dates import year_heading
from flows.reading.ids import fold

ORDERED = 3


def unparsed_lines(view: View) -> Iterator[Remark]:
    """Lines that fit no kind: the reading kept their words, but no record holds them."""
    for line in view.lines:
        if line.kind == "unparsed":
            yield on("unparsed_line", line, text=line.raw_text.strip()[:40])


def incomplete_events(view: View) -> Iterator[Remark]:
    """Date headings without a title, titles without any statement or table."""
    for event in view.events:
        heading = view.line_at(event.char_start)
        title = view.title_lines.get(event.event_id)
        if title is None:
            yield remark("event_without_title", heading.char_start, heading.char_end, event)
        elif not any(item.directive or item.line.kind == "table_row" for item in view.items[event.event_id]):
            yield remark("event_without_content", title.char_start, title.char_end, event, title=event.title)


def misplaced_dates(view: View) -> Iterator[Remark]:
    """Dates under a heading of another year, and dates that break the order that the other events keep."""
    year: int | None = None
    for line in view.lines:
        if line.kind == "year_heading":
            year = year_heading(line.raw_text)
        elif line.kind == "date_heading" and line.event_id:
            event = view.event_of[line.event_id]
            if year is not None and event.year != year:
                yield remark("year_conflict", line.char_start, line.char_end, event, date=event.date, year=year)
    steps = [(later, _order(earlier.date, later.date)) for earlier, later in pairwise(view.events)]
    forward, backward = (sum(order == way for _, order in steps) for way in (1, -1))
    if max(forward, backward) < ORDERED * max(min(forward, backward), 1):
        return
    for event, order in steps:
        if order == (-1 if forward > backward else 1):
            line = view.line_at(event.char_start)
            yield remark("date_out_of_order", line.char_start, line.char_end, event, date=event.date)


def _order(one: str, other: str) -> int:
    """1 where the other date is later, -1 where it is earlier, 0 where the less precise of the two leaves it open."""
    size = min(len(one), len(other))
    return (other[:size] > one[:size]) - (other[:size] < one[:size])


def shared_dates(view: View) -> Iterator[Remark]:
    """A date that several events bear, one remark a date, at the first: the date alone identifies no event."""
    by_date: dict[str, list[str]] = {}
    for event in view.events:
        by_date.setdefault(event.date, []).append(event.event_id)
    for date, ids in by_date.items():
        if len(ids) > 1:
            first = view.event_of[ids[0]]
            line = view.line_at(first.char_start)
            lines = listed(str(view.event_of[one].line_start) for one in ids[1:])
            yield remark("same_date_many_events", line.char_start, line.char_end, first, date=date, count=len(ids), lines=lines)


def same_titles(view: View) -> Iterator[Remark]:
    """A meeting's title that heads several events, one remark a title, at the first; the same date as well: an event twice."""
    by_title: dict[str, list[str]] = {}
    for event in view.events:
        if event.title and not event.document_titles:
            by_title.setdefault(fold(event.title), []).append(event.event_id)
    for ids in by_title.values():
        first: dict[str, int] = {}
        for event in (view.event_of[one] for one in ids):
            line = view.title_lines[event.event_id]
            if event.date in first:
                yield remark("duplicate_event", line.char_start, line.char_end, event, title=event.title, date=event.date, line=first[event.date])
            first.setdefault(event.date, event.line_start)
        event, line = view.event_of[ids[0]], view.title_lines[ids[0]]
        if len(first) > 1 and event.kind == "meeting":
            yield remark("same_title_many_events", line.char_start, line.char_end, event, title=event.title, count=len(ids), dates=listed(first))
