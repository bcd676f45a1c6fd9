"""Lossless lines: spans over the decoded text that, with the line ends between them, give it back to the character."""
from __future__ import annotations

import re
from itertools import accumulate, count, starmap
from typing import NamedTuple

LINE_END = re.compile(r"(\r\n|\r|\n)")


class TextLine(NamedTuple):
    """A line: its number from 1, the span of its characters without the line end, and those characters."""

    number: int
    start: int
    end: int
    raw: str


def split_lines(text: str) -> list[TextLine]:
    """The lines of a text. LF, CRLF and CR end a line; an end at the very end of the text opens no further line."""
    pieces = LINE_END.split(text)  # words, line end, words, …, words
    if not pieces[-1]:
        pieces.pop()
    ends = list(accumulate(map(len, pieces)))
    return list(starmap(TextLine, zip(count(1), [0, *ends[1::2]], ends[::2], pieces[::2], strict=False)))
