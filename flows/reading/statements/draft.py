"""A statement that is still to be read."""
from __future__ import annotations

from typing import NamedTuple


class Draft(NamedTuple):
    """A line without its list marker, the span of its label, the texts of the headings above it, outermost first, and its event's year."""

    text: str
    label: tuple[int, int] | None
    headings: tuple[str, ...] = ()
    year: int | None = None
