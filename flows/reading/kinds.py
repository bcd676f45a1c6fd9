"""Line kinds: a first look at each line alone (its shape), then headings told from directives by what follows.

A heading only introduces: it ends in a colon, or is a short numbered title or bare caption with something deeper or
fuller below it. Everything else in an event that says something is a directive. Nothing is dropped: a line that fits no
kind is `unparsed`.
"""
from __future__ import annotations

import re
from typing import NamedTuple

from flows.reading.dates import LONGEST, WRAPPING, DateHeading, ImpossibleDateError, date_heading, year_heading
from flows.reading.markers import BULLET, Marker, find_marker
from flows.reading.text_lines import TextLine

BLANKS = " \t\u00a0\u3000\ufeff\u200b"
TAIL = BLANKS + "*_"
CLOSING = "”’」』）)》】\""
COLONS = ":："
STOPS = "。；;！？!?.…，,、"
INNER_STOPS = re.compile("[。；;！？，,]")
SENTENCE_STOPS = re.compile("[。；;！？]")
RULE = re.compile(r"[ \t|:\-—–+]*-[ \t|:\-—–+]*")
DATED = re.compile(f"[{re.escape(WRAPPING)}]*[12１２一二]")  # what a date begins with
DECORATION = re.compile(r"[\s*_=~#\-—–.·]+")
CAPTION = 40
NUMBERED_SENTENCE = 30
HEADS = frozenset({"hash", "chapter", "section"})
OUTSIDE, UNTITLED, TITLED = range(3)  # of an event; in one that awaits its title; in one that has it or does without
OFFICIAL = frozenset({"chinese", "bracketed_chinese"})


class Shape(NamedTuple):
    """What a line looks like on its own. `body` is the line after its marker, without outer blanks and bold marks."""

    kind: str | None
    marker: Marker | None = None
    body: str = ""
    colon: bool = False
    date: DateHeading | None = None


BLANK = Shape("blank")
UNPARSED = Shape("unparsed")
YEAR = Shape("year_heading")


def shape_of(line: TextLine) -> Shape:
    """The shape of one line; `kind` is None where it takes the neighbours to tell."""
    raw = line.raw.strip(BLANKS)
    if not raw:
        return BLANK
    if "|" in raw and (raw[0] == "|" or raw.count("|") > 1 or RULE.fullmatch(raw)):
        return Shape("table_rule" if RULE.fullmatch(raw) else "table_row", None, raw)
    if len(raw) <= LONGEST and DATED.match(raw):
        if year_heading(raw):
            return YEAR
        try:
            if date := date_heading(raw):
                return Shape("date_heading", date=date)
        except ImpossibleDateError:
            return UNPARSED
    if DECORATION.fullmatch(raw):
        return UNPARSED
    marker = find_marker(line.raw)
    body = line.raw[marker.end :] if marker else raw
    body = body.strip(TAIL)
    if not body:
        return UNPARSED
    return Shape(None, marker, body, body[-1] in COLONS)


def line_kinds(shapes: list[Shape]) -> list[str]:
    """The kind of every line of a source, from all their shapes."""
    kinds = [shape.kind or "" for shape in shapes]
    filled = [place for place, kind in enumerate(kinds) if kind != "blank"]
    where, before = OUTSIDE, -1
    for place, after in zip(filled, [*filled[1:], None], strict=False):
        kind = kinds[place]
        if kind in ("year_heading", "date_heading"):
            where = UNTITLED if kind == "date_heading" else OUTSIDE
        elif where == OUTSIDE:
            kinds[place] = "unparsed"
        elif where == UNTITLED and not kind.startswith("table"):
            kinds[place], where = kind or "title", TITLED
        else:
            heads = not kind and _is_heading(shapes[place], shapes[before], kinds[before], None if after is None else shapes[after])
            kinds[place], where = kind or ("heading" if heads else "directive"), TITLED
        before = place
    return kinds


def _is_heading(shape: Shape, before: Shape, kind_before: str, after: Shape | None) -> bool:
    if shape.colon or (shape.marker and shape.marker.kind in HEADS):
        return True
    if after is None or after.kind in ("date_heading", "year_heading", "unparsed"):
        return False
    if after.kind == "table_row" and len(shape.body) <= CAPTION and shape.body[-1] not in STOPS:
        return True
    if shape.marker is None:
        return _is_caption(shape, before, kind_before, after)
    return _is_numbered_title(shape, shape.marker, before, after)


def _is_caption(shape: Shape, before: Shape, kind_before: str, after: Shape) -> bool:
    """A bare line above items or sentences, unless it is itself one of a run of bare items."""
    if not is_bare(shape) or (kind_before == "directive" and before.marker is None and is_bare(before)):
        return False
    return after.marker is not None or not is_bare(after)


def _is_numbered_title(shape: Shape, marker: Marker, before: Shape, after: Shape) -> bool:
    """A short numbered line with deeper lines below it; the last of a run of numbered items is an item."""
    if not _titles(shape, marker):
        return False
    if after.marker is not None:
        return after.marker.rank > marker.rank
    last_of_a_run = before.marker is not None and before.marker.kind == marker.kind
    return marker.rank < BULLET and not last_of_a_run


def _titles(shape: Shape, marker: Marker) -> bool:
    body = shape.body
    stops = INNER_STOPS
    if marker.kind in OFFICIAL:
        stops = SENTENCE_STOPS
        if len(body) <= NUMBERED_SENTENCE and body[-1] == "。":
            body = body[:-1]
    return len(body) <= CAPTION and body[-1] not in STOPS and not stops.search(body)


def is_bare(shape: Shape) -> bool:
    """Whether a line is a short phrase: no label, no sentence, nothing but a name."""
    body = shape.body
    return (
        shape.kind is None
        and shape.marker is None
        and len(body) <= CAPTION
        and body[-1] not in STOPS
        and not INNER_STOPS.search(body)
        and not any(colon in body for colon in COLONS)
    )
