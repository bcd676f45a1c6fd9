"""Runs of characters, hashed at every place of many statements at once: which of them stand again, and where.

Equal runs have equal hashes; the few others that share one by chance are for the caller to tell, who compares the words. So
rules that look for repeated words visit the places of a few runs, not each character. Cost: some steps of numpy a character.
"""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)  # of a multiplicative hash: odd, its bits well mixed
_ROOM = 2  # bits of a slot beyond the count of runs: four slots of 8 bytes for each at least, eight at most


class Shingles:
    """The runs of `size` characters of some statements, which hold no line end; their places are those in all statements joined."""

    def __init__(self, words: Sequence[str], size: int) -> None:
        joined = "\n".join([*words, ""])
        codes = np.frombuffer((joined + "\n" * size).encode("utf-32-le", "surrogatepass"), np.uint32)
        self.codes = codes[: len(joined)]
        self.starts = np.cumsum([0, *map(len, words)]) + np.arange(len(words) + 1)
        self._size = size
        self._hashes = np.zeros(len(joined), np.uint64)
        for step in range(size):
            self._hashes += codes[step : step + len(joined)]
            self._hashes *= _MULTIPLIER

    def standing_again(self, places: Any) -> Any:
        """Those of some places whose run stands at another of them too."""
        slots = _slots(self._hashes[places], len(places))
        return places[np.bincount(slots)[slots] > 1]

    def equal_to(self, places: Any) -> Any:
        """All places where one of the runs stands that begin at some places, in order; these too."""
        slots = _slots(self._hashes, len(self._hashes))
        held = np.zeros(slots.max(initial=0) + 1, bool)
        held[slots[places]] = True
        return np.flatnonzero(held[slots])

    def located(self, places: Any) -> Iterator[tuple[int, int]]:
        """Statement and start within it, of those of some places whose run does not reach into the next statement."""
        holders = np.searchsorted(self.starts, places, "right") - 1
        within = places + self._size < self.starts[holders + 1]
        return zip(holders[within].tolist(), (places - self.starts[holders])[within].tolist(), strict=True)


def _slots(hashes: Any, count: int) -> Any:
    """The first bits of hashes, so many that `count` of them seldom fall together."""
    return (hashes >> np.uint64(64 - _ROOM - count.bit_length())).astype(np.int64)
