"""What a verification finds: which promise is broken, where, and how."""
from __future__ import annotations

from typing import NamedTuple


class Problem(NamedTuple):
    """A broken promise: the name of the check, the file or column it is about, and what is wrong there, with first cases."""

    check: str
    place: str
    says: str

    def __str__(self) -> str:
        return f"{self.check}: {self.place}: {self.says}"


def cases(values: list[object], limit: int = 3, in_all: int | None = None) -> str:
    """The first of many cases, and how many there are in all."""
    count = len(values) if in_all is None else in_all
    shown = ", ".join(repr(value) for value in values[:limit])
    return shown if count <= limit else f"{shown} … ({count} in all)"
