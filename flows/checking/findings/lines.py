"""Marks within a line: markup left over, brackets without a partner, stray punctuation and blanks, words that no one wrote."""
from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from flows.checking.findings.lexicon import rows
from flows.checking.findings.remarks import Remark, remark
from flows.checking.findings.view import View
from flows.reading.kinds import BLANKS, COLONS
from flows.reading.markers import find_marker
from schemas import Line

BOLD = "**"
BLANK_RUN = re.compile(f"[{BLANKS}]*")
DEEPEST = 64  # open brackets that are looked back over for a partner: none lies deeper in a text
BOLD_MARK = re.compile(r"\*\*")
OPENING = {"《": "》", "(": ")", "（": "）", "【": "】", "「": "」", "〔": "〕", "[": "]", "“": "”", "‘": "’"}
PARTNER = {closing: opening for opening, closing in OPENING.items()} | {")": "(", "）": "("}
CLOSING = dict.fromkeys(")）", "[)）]")  # either width closes either
BRACKETS = re.escape("".join([*OPENING, *PARTNER]))
BRACKET = re.compile(f"[{BRACKETS}]")
PAIR = "|".join(f"(?<={re.escape(opening)})[^{BRACKETS}\r\n]*{CLOSING.get(closing, re.escape(closing))}" for opening, closing in OPENING.items())
PAIR_OR_ODD = re.compile(f"[{BRACKETS}](?:{PAIR}|())")  # a pair with no bracket within; or a bracket that is of none: group 1
QUOTES = frozenset("“”")


def bold_marks(view: View) -> Iterator[Remark]:
    """Markdown's `**` left in the text: in pairs, or a last one without its partner. Bold that is the source's own way to set
    labels, headings or whole lines is one remark, at its first use."""
    regular: list[tuple[Line, int, int]] = []
    for line in view.lines_at(match.start() for match in BOLD_MARK.finditer(view.text)):
        places = [match.start() for match in BOLD_MARK.finditer(line.raw_text)]
        if len(places) % 2:
            place = line.char_start + places.pop()
            yield remark("stray_markup", place, place + 2, mark=BOLD)
        for start, end in zip(places[::2], places[1::2], strict=True):
            if _sets_a_label(line.raw_text, start, end):
                regular.append((line, start, end))
            else:
                quote = line.raw_text[start + 2 : end]
                yield remark("leftover_markup", line.char_start + start, line.char_start + end + 2, mark=BOLD, text=quote[:20])
    if regular:
        line, start, end = regular[0]
        text = line.raw_text[start + 2 : end][:20]
        yield remark("leftover_markup", line.char_start + start, line.char_start + end + 2, mark=BOLD, text=text)


def _sets_a_label(text: str, start: int, end: int) -> bool:
    marker = find_marker(text)
    if BLANK_RUN.match(text, marker.end if marker else 0).end() < start:  # type: ignore[union-attr]
        return False
    after = BLANK_RUN.match(text, end + 2).end()  # type: ignore[union-attr]
    return after == len(text) or text[after] in COLONS or text[end - 1] in COLONS


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str], str], ...]:
    """Rule, pattern and the kind of mark, for all that a row of `marks.csv` describes.

    A pattern that begins with the few characters its matches begin with is several times as fast: what must stand before
    it is looked back for after that first character.
    """
    return tuple((row["rule"], re.compile(row["pattern"], re.MULTILINE), row["mark"]) for row in rows("marks"))


def marks(view: View) -> Iterator[Remark]:
    """Marks that `marks.csv` describes: HTML, links, characters that no one wrote, doubled or stranded punctuation, blanks."""
    for rule, pattern, mark in _patterns():
        group = 1 if pattern.groups else 0
        for match in pattern.finditer(view.text):
            yield remark(rule, *match.span(group), mark=mark, text=match.group(group))


def brackets(view: View) -> Iterator[Remark]:
    """Brackets and quotation marks without a partner in their line. A quotation may run on over the lines of an event."""
    open_quotes: list[tuple[str | None, int, str]] = []
    for line in view.lines_at(match.start() for match in PAIR_OR_ODD.finditer(view.text) if match.lastindex):
        for place, mark in _strays(view, line):
            if mark not in QUOTES:
                yield remark("unbalanced_bracket", place, place + 1, mark=mark)
            elif mark == "”" and open_quotes and open_quotes[-1][0] == line.event_id and open_quotes[-1][2] == "“":
                open_quotes.pop()
            else:
                open_quotes.append((line.event_id, place, mark))
    for _, place, mark in open_quotes:
        yield remark("unbalanced_bracket", place, place + 1, mark=mark)


def _strays(view: View, line: Line) -> list[tuple[int, str]]:
    """Offsets and characters of a line's brackets that have no partner; a list marker's own bracket needs none."""
    marker = view.markers.get(line.line_start)
    open_: list[tuple[int, str]] = []
    lost: list[tuple[int, str]] = []
    for match in BRACKET.finditer(line.raw_text, marker.end if marker else 0):
        mark, place = match.group(), line.char_start + match.start()
        if mark in OPENING:
            open_.append((place, mark))
            continue
        wanted = (PARTNER[mark], "（" if PARTNER[mark] == "(" else PARTNER[mark])
        depth = next((depth for depth in range(len(open_) - 1, max(len(open_) - DEEPEST, 0) - 1, -1) if open_[depth][1] in wanted), None)
        if depth is None:
            lost.append((place, mark))
        else:
            lost += open_[depth + 1 :]
            del open_[depth:]
    return lost + open_
