"""Lossless lines: spans over the decoded text that, with the line ends between them, give it back to the character."""
from __future__ import annotations

import re
from typing import NamedTuple

LINE = re.compile(r"([^\r\n]*)(?:\r\n|\r|\n|\Z)")


class TextLine(NamedTuple):
    """A line: its number from 1, the span of its characters without the line end, and those characters."""

    number: int
    start: int
    end: int
    raw: str


def split_lines(text: str) -> list[TextLine]:
    """The lines of a text. LF, CRLF and CR end a line; an end at the very end of the text opens no further line."""
    lines: list[TextLine] = []
    for match in LINE.finditer(text):
        start, end = match.span(1)
        if start == len(text):
            break
        lines.append(TextLine(len(lines) + 1, start, end, match.group(1)))
    return lines
