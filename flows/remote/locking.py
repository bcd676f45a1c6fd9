"""One publish at a time into a prefix of object storage: a lock object with an owner and a lease.

The object is made by conditional put (If-None-Match), so of two runs one gets it. It is renewed while the run lives. The lock of a
killed run is taken over at once on the machine that it ran on, where its process is seen to live no more; elsewhere its lease must end
first. Either way the next run replaces the object on the condition that it is still the one it read (If-Match).
A store that ignores conditions locks nothing: Amazon's, MinIO, Ceph and Cloudflare's honour them, others should be asked.
"""
from __future__ import annotations

import json
import logging
import os
import socket
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flows.remote.processes import has_ended, this_process
from flows.remote.storage import StorageError, Store

LOCK = ".lock"
LEASE = 300.0
"""Seconds for which a lock holds unless it is renewed: longer than any pause of a living run, short enough to wait for."""
PAUSE = 1.0
LOG = logging.getLogger(__name__)


class Lock:
    """A lock that is held; `require` before anything that must not be done without it."""

    def __init__(self, store: Store, lease: float) -> None:
        self._store, self._lease = store, lease
        self._owner = uuid.uuid4().hex
        self._who = f"process {os.getpid()} on {socket.gethostname()}"
        self._etag: str | None = None
        self._until = 0.0

    def take(self) -> dict[str, Any] | None:
        """Try to get the lock: None where this run has it now, else what the lock object says of its owner."""
        try:
            self._put(mode="create")
        except FileExistsError:
            pass
        else:
            return None
        data = self._store.read(LOCK)
        held = _held(data)
        if held["owner"] == self._owner or data is None:
            return None if data else self.take()
        if held["until"] > time.time() and not has_ended(held["process"]):
            return held
        return None if self._replace(data) else _held(self._store.read(LOCK))

    def require(self) -> None:
        """StorageError where the lock is no longer this run's."""
        if _held(self._store.read(LOCK))["owner"] != self._owner:
            raise StorageError(f"{self._store.url}/{LOCK}: another run took the lock, since this one did not renew it; `latest` is untouched, run again")

    def renew(self) -> None:
        """Have the lease begin anew; StorageError where the lock is no longer this run's."""
        self.require()
        self._put()

    def release(self) -> None:
        """Give the lock back, if it is still this run's."""
        if _held(self._store.read(LOCK))["owner"] == self._owner:
            self._store.delete([LOCK])

    def _put(self, **conditions: str) -> None:
        self._until = time.time() + self._lease
        body = {"owner": self._owner, "who": self._who, "until": self._until, "process": this_process()}
        self._etag = self._store.write(LOCK, json.dumps(body).encode(), **conditions)

    def _replace(self, data: bytes) -> bool:
        """Take over a lock whose lease or process has ended; False where another run was quicker."""
        etag = self._store.entries(LOCK).get(LOCK)
        if self._store.read(LOCK) != data:
            return False
        try:
            self._put(**({"IfMatch": f'"{etag.etag}"'} if self._store.conditional and etag and etag.etag else {}))
        except StorageError:
            return False
        return bool(_held(self._store.read(LOCK))["owner"] == self._owner)


@contextmanager
def locked(store: Store, wait: float, lease: float = LEASE) -> Iterator[Lock]:
    """Hold the lock of a prefix; StorageError where another run has it for longer than `wait` seconds, with its owner and its end."""
    lock = Lock(store, lease)
    deadline = time.monotonic() + wait
    while held := lock.take():
        if time.monotonic() >= deadline:
            left = max(0, round(held["until"] - time.time()))
            raise StorageError(
                f"{store.url}: another publish is running ({held['who']}); wait for it, or if it was killed, for {left} s until its lock"
                f" ends (or delete {store.url}/{LOCK}), then run again"
            )
        time.sleep(PAUSE)
    ended = threading.Event()
    keeper = threading.Thread(target=_keep, args=(lock, ended, lease / 3), daemon=True, name="renewal of the lock")
    keeper.start()
    try:
        yield lock
    finally:
        ended.set()
        keeper.join()
        _give_back(lock)


def _keep(lock: Lock, ended: threading.Event, pause: float) -> None:
    """Renew a lock until the run ends. One that cannot be renewed ends by itself, and `require` stops the run then."""
    while not ended.wait(pause):
        try:
            lock.renew()
        except StorageError:
            continue


def _give_back(lock: Lock) -> None:
    """Release a lock. One that cannot be released ends by itself; what the run did, or why it failed, is what must be told."""
    try:
        lock.release()
    except StorageError as error:
        LOG.warning("the lock was not given back and ends by itself (%s)", error)


def _held(data: bytes | None) -> dict[str, Any]:
    """What a lock object says; one that says nothing readable has no owner and has ended."""
    nobody = {"owner": None, "who": "unknown", "until": 0.0, "process": None}
    try:
        return {**nobody, **json.loads(data or b"{}")}
    except (ValueError, TypeError):
        return nobody
