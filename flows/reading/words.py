"""The words of a line that are read, each with its place in the source, be the line mended or not."""
from __future__ import annotations

from typing import NamedTuple

from flows.reading.cleaning import BLANKS
from flows.reading.corrections import Mend
from flows.reading.kinds import Shape
from flows.reading.text_lines import TextLine


class Words(NamedTuple):
    """Some words and the source offset of their first character; `origins` holds each character's span in a mended line."""

    text: str
    start: int
    origins: list[tuple[int, int]] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span in the source of words[start:end], which holds at least one character."""
        if self.origins is None:
            return self.start + start, self.start + end
        return self.start + self.origins[start][0], self.start + self.origins[end - 1][1]


def body_of(line: TextLine, shape: Shape, mend: Mend | None = None) -> Words:
    """The words of a line after its list marker and the blanks behind it, as mended."""
    text = mend.text if mend else line.raw
    body = text[shape.marker.end if shape.marker else 0 :].lstrip(BLANKS)
    cut = len(text) - len(body)
    return Words(body, line.start, mend.origins[cut:]) if mend else Words(body, line.start + cut)
