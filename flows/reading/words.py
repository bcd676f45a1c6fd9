"""The words of a line that are read, each with its place in the source, be the line mended or not."""
from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from flows.reading.cleaning import BLANKS
from flows.reading.columns import Ints
from flows.reading.corrections import Mend
from flows.reading.kinds import Shape
from flows.reading.text_lines import TextLine

Origins = list[tuple[int, int]]
"""The span of each character of a mended line in the line as it stands."""


class Words(NamedTuple):
    """Some words and the source offset of their first character, or of their line where that is mended: then they have origins."""

    text: str
    start: int
    origins: Origins | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span in the source of words[start:end], which holds at least one character."""
        if self.origins is None:
            return self.start + start, self.start + end
        return self.start + self.origins[start][0], self.start + self.origins[end - 1][1]


class Places(NamedTuple):
    """Where many words stand in their source, a row each, as `Words` says it of one; the rows with origins have theirs in `mended`."""

    starts: Ints
    mended: Mapping[int, Origins]

    def spans(self, rows: Ints, starts: Ints, ends: Ints) -> tuple[list[int], list[int]]:
        """Starts and ends in the source of parts of the words of some rows, each of one character at least."""
        offsets = self.starts[rows]
        begins, stops = (offsets + starts).tolist(), (offsets + ends).tolist()
        for place in np.flatnonzero(np.isin(rows, list(self.mended))) if self.mended else ():
            own = Words("", int(offsets[place]), self.mended[int(rows[place])])
            begins[place], stops[place] = own.span(int(starts[place]), int(ends[place]))
        return begins, stops


def body_of(line: TextLine, shape: Shape, mend: Mend | None = None) -> Words:
    """The words of a line after its list marker and the blanks behind it, as mended."""
    text = mend.text if mend else line.raw
    body = text[shape.marker.end if shape.marker else 0 :].lstrip(BLANKS)
    cut = len(text) - len(body)
    return Words(body, line.start, mend.origins[cut:]) if mend else Words(body, line.start + cut)
