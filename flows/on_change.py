"""Running whenever the raw texts are not as they were: the loop behind `renewal serve --watch`."""
from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from flows.watching import Look, differences

LOG = logging.getLogger(__name__)


def run_on_change(look: Callable[[], Look], run: Callable[[], bool], pause: float, ended: threading.Event) -> None:
    """Run at first, and whenever `look` sees something else, until `ended`; `run` tells whether the run took place.

    A change counts once two looks in a row agree, so that a text that is still being copied is not read. One that came while a run
    was under way, or whose run did not take place, is run at the next look. A look that fails, for whatever the place or its storage
    raises, is logged and taken again.
    """
    done: Look | None = None
    before: Look | None = None
    while not ended.is_set():
        try:
            now = look()
        except Exception as error:
            LOG.warning("the raw texts could not be looked at: %s", type(error).__name__)
        else:
            if now != done and now == before:
                LOG.info("the raw texts changed: %s", differences(done or {}, now))
                if run():
                    done = now
            before = now
        ended.wait(pause)
