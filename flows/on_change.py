"""Running whenever the raw texts are not as they were: the loop behind `renewal serve --watch`."""
from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from flows.watching import Look, differences

LOG = logging.getLogger(__name__)
MOST = 64
"""Looks between two tries, at most."""


def run_on_change(look: Callable[[], Look], run: Callable[[], bool], pause: float, ended: threading.Event, log: logging.Logger = LOG) -> None:
    """Run at first, and whenever `look` sees something else, until `ended`; `run` tells whether nothing is left to do until the next change.

    A change counts once two looks in a row agree, so that a text that is still being copied is not read. One that came while a run
    was under way is run at the next look. What a run left to do is tried again at the next look, then after 2, 4, 8 … of them, so that
    a disk that stays full is not asked without end. A look that fails, for whatever the place or its storage raises, is logged and
    taken again.
    """
    tries = _Tries(log)
    while not ended.is_set():
        now = _looked(look, log)
        if now is not None and tries.due(now):
            tries.took_place(run())
        ended.wait(pause)


def _looked(look: Callable[[], Look], log: logging.Logger) -> Look | None:
    """What is seen; None where the look fails."""
    try:
        return look()
    except Exception as error:
        log.warning("the raw texts could not be looked at: %s", type(error).__name__)
        return None


class _Tries:
    """What was seen, run and done so far, and how many looks pass before what was left to do is tried again."""

    def __init__(self, log: logging.Logger) -> None:
        self._log = log
        self._before: Look | None = None
        self._tried: Look | None = None
        self._done: Look | None = None
        self._rest = self._left = 0

    def due(self, now: Look) -> bool:
        """Whether to run, now that this is seen."""
        settled, self._before = now == self._before, now
        if not settled or now == self._done:
            return False
        if now != self._tried:
            self._begin(now)
        self._left -= 1
        return self._left < 0

    def took_place(self, done: bool) -> None:
        """A run took place; `done`: it left nothing to do."""
        if done:
            self._done = self._tried
        else:
            self._left, self._rest = self._rest - 1, min(2 * self._rest, MOST)

    def _begin(self, now: Look) -> None:
        news = f"watching {len(now):,} files; the first run begins" if self._tried is None else f"since the last run: {differences(self._tried, now)}"
        self._log.info(news)
        self._tried, self._rest, self._left = now, 1, 0
