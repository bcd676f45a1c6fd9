"""The outline: which headings each line stands under.

Numbered headings nest by the rank of their numbering. An introduction (an unmarked line that ends in a colon, or a bare
caption) holds the items after it: to the end of its list where the items are marked or a table, to the next heading where
they are not, or to where their style changes (labelled, prose). A bullet that introduces holds the bullets after it, since such texts flatten their levels.
"""
from __future__ import annotations

from typing import NamedTuple

from flows.reading.kinds import Shape
from flows.reading.markers import BULLET

INTRODUCTION = BULLET - 0.5
STEP = 0.01


class Heading(NamedTuple):
    """A heading that is still open: its cleaned text, rank here, kind of marker, and line number."""

    text: str
    rank: float
    kind: str
    line: int


class Outline:
    """Follows one event line by line; `path` is the open headings, outermost first, and `texts` their texts."""

    def __init__(self) -> None:
        self.path: list[Heading] = []
        self.texts: tuple[str, ...] = ()
        self._fresh = False
        self._style = "prose"

    def heading(self, shape: Shape, text: str, line: int) -> None:
        """Enter a heading."""
        kind = shape.marker.kind if shape.marker else "introduction"
        rank = shape.marker.rank if shape.marker else INTRODUCTION
        nested = self._fresh and self.path[-1].kind == "introduction"
        if nested and rank <= self.path[-1].rank:
            rank = self.path[-1].rank + STEP
        elif same := next((open_ for open_ in self.path if open_.kind == kind and kind != "bullet"), None):
            rank = same.rank
        self._close(rank)
        self.path.append(Heading(text, rank, kind, line))
        self.texts += (text,)
        self._fresh = True

    def item(self, shape: Shape, *, labelled: bool = False) -> None:
        """Enter a directive or a table: closes the lists that it ends, which an unmarked line of another style does."""
        marked = shape.marker is not None or shape.kind == "table_row"
        style = "marked" if marked else "labelled" if labelled else "prose"
        if self._fresh:
            self._style = style
        elif not marked and style != self._style:
            self._close(INTRODUCTION)
        elif shape.marker is not None and shape.marker.rank < BULLET:
            self._close_kind(shape.marker.kind)
        elif shape.marker is not None:
            self._close(shape.marker.rank + STEP)
        self._fresh = False

    def introduced_by(self) -> Heading | None:
        """The heading on the line just before, if that was one."""
        return self.path[-1] if self._fresh else None

    def _close(self, rank: float) -> None:
        """Close the headings of a rank and below it."""
        while self.path and self.path[-1].rank >= rank:
            self._cut(len(self.path) - 1)

    def _close_kind(self, kind: str) -> None:
        for place, open_ in enumerate(self.path):
            if open_.kind == kind:
                self._cut(place)
                return

    def _cut(self, place: int) -> None:
        del self.path[place:]
        self.texts = self.texts[:place]
