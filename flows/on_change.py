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
    done: Look | None = None
    before: Look | None = None
    tried: Look | None = None
    rest = left = 0
    while not ended.is_set():
        try:
            now = look()
        except Exception as error:
            log.warning("the raw texts could not be looked at: %s", type(error).__name__)
        else:
            if now != done and now == before:
                if now != tried:
                    news = f"watching {len(now):,} files; the first run begins" if tried is None else f"since the last run: {differences(tried, now)}"
                    log.info(news)
                    tried, rest, left = now, 1, 0
                if left:
                    left -= 1
                elif run():
                    done = now
                else:
                    left, rest = rest - 1, min(2 * rest, MOST)
            before = now
        ended.wait(pause)
