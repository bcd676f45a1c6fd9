"""What reading many lines at once needs of numpy: ranges written out, first ones, counts among equals."""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

T = TypeVar("T")
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


def ints(values: Sequence[int]) -> Ints:
    """Some whole numbers as a column."""
    return np.array(values, np.int64)


def picked(columns: Iterable[NDArray[Any]], some: Flags | Ints | slice) -> list[NDArray[Any]]:
    """Some rows of columns of one length: those flagged, those at some places, or a stretch.

    Flags are made numbers first, which takes a quarter of the time for several columns, and numbers are taken, not indexed by: a fifth less.
    """
    if isinstance(some, slice):
        return [column[some] for column in columns]
    rows = np.flatnonzero(some) if some.dtype == np.bool_ else some.astype(np.int64, copy=False)
    return [column.take(rows) for column in columns]


def divided(rows: Sequence[Sequence[T]]) -> tuple[Ints, list[T]]:
    """Some lists as one: where each begins in it, with its end behind, and all elements."""
    return ints([0, *np.cumsum([len(row) for row in rows])]), [element for row in rows for element in row]


def written_out(starts: Ints, ends: Ints) -> tuple[Ints, Ints]:
    """Ranges, each number of them a row: which range it is of, and the number. (0, 2), (5, 6) → [0, 0, 1], [0, 1, 5]."""
    sizes = ends - starts
    owners = np.repeat(np.arange(len(sizes)), sizes)
    firsts = np.cumsum(sizes) - sizes
    return owners, np.arange(len(owners)) - (firsts - starts)[owners]


def first_of_each(keys: Ints) -> Ints:
    """The places at which a key stands for the first time, in order."""
    return np.sort(np.unique(keys, return_index=True)[1])


def earlier_equals(keys: Ints) -> Ints:
    """How many equal keys stand before each."""
    order = np.argsort(keys, kind="stable")
    ranked = keys[order]
    begins = np.concatenate(([True], ranked[1:] != ranked[:-1]))[: len(keys)]
    places = np.arange(len(keys))
    counts = np.empty_like(places)
    counts[order] = places - np.maximum.accumulate(np.where(begins, places, 0))
    return counts


def rows_of(keys: Ints, wanted: Ints) -> tuple[Ints, Ints]:
    """The rows of each wanted key in a sorted column, written out: the place of the key in `wanted`, and the row."""
    return written_out(np.searchsorted(keys, wanted, "left"), np.searchsorted(keys, wanted, "right"))
