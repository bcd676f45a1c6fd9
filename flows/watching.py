"""Watching raw texts: a run whenever the folder, or the prefix of object storage, is not as it was."""
from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from flows.errors import RenewalError
from flows.remote.storage import Store, is_remote
from flows.settings import Settings

LOG = logging.getLogger(__name__)


def fingerprint(place: str, settings: Settings) -> str:
    """A digest of what lies in a place of raw texts: names, sizes and times (or ETags); no file is read."""
    digest = sha256()
    for row in _objects(place, settings) if is_remote(place) else _files(Path(place)):
        digest.update(repr(row).encode())
    return digest.hexdigest()


def watch(look: Callable[[], str], run: Callable[[], bool], pause: float, ended: threading.Event) -> None:
    """Run at first, and whenever `look` sees something else, until `ended`; `run` tells whether the run took place.

    A change counts once two looks in a row agree, so that a text that is still being copied is not read. One that came while a run
    was under way, or whose run did not take place, is run at the next look. A look that fails is logged and taken again.
    """
    done, before = None, None
    while not ended.is_set():
        try:
            now = look()
        except (RenewalError, OSError) as error:
            LOG.warning("the raw texts could not be looked at: %s", error)
        else:
            if now != done and now == before and run():
                done = now
            before = now
        ended.wait(pause)


def _files(folder: Path) -> list[tuple[str, int, int]]:
    found = [(path, path.stat()) for path in sorted(folder.rglob("*")) if path.is_file() and not path.name.startswith(".")]
    return [(path.relative_to(folder).as_posix(), state.st_size, state.st_mtime_ns) for path, state in found]


def _objects(place: str, settings: Settings) -> list[tuple[str, str]]:
    return [(name, entry.token) for name, entry in Store(place, settings).entries().items()]
