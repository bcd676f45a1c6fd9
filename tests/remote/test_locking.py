"""One publish at a time into a prefix."""
from __future__ import annotations

import json
import os
import subprocess
import sys
import time

import pytest

from flows.remote.locking import LOCK, locked
from flows.remote.processes import has_ended, this_process
from flows.remote.storage import StorageError, Store


def test_a_second_run_is_told_who_has_the_lock(store: Store) -> None:
    with locked(store, 0), pytest.raises(StorageError, match=r"another publish is running \(process \d+ on .*\).*delete s3://"), locked(store, 0):
        pass


def test_a_lock_is_given_back_also_when_the_run_fails(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), locked(store, 0):
        raise ZeroDivisionError
    assert store.read(LOCK) is None


def test_of_a_run_that_failed_its_own_error_is_told_also_where_the_lock_cannot_be_given_back(
    store: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def gone(*arguments: object) -> None:
        raise StorageError("the server is gone")

    with pytest.raises(ZeroDivisionError), locked(store, 0):
        monkeypatch.setattr(store, "delete", gone)
        raise ZeroDivisionError
    assert "the lock was not given back and ends by itself (the server is gone)" in caplog.text


def test_the_lock_of_a_killed_run_ends_by_itself(store: Store) -> None:
    store.write(LOCK, json.dumps({"owner": "killed", "who": "process 1 on elsewhere", "until": time.time() - 1}).encode())
    with locked(store, 0) as lock:
        lock.require()


HOLD = """
import sys, time
from flows.remote.locking import locked
from flows.remote.storage import Store
from flows.settings import Settings
with locked(Store(sys.argv[1], Settings()), 0):
    print("held", flush=True)
    time.sleep(60)
"""


def test_the_lock_of_a_run_killed_on_this_machine_is_taken_over_at_once(store: Store, endpoint: str) -> None:
    environment = os.environ | {"RENEWAL_STORAGE_ENDPOINT": endpoint, "RENEWAL_STORAGE_KEY": "a-key", "RENEWAL_STORAGE_SECRET": "a-secret"}
    with subprocess.Popen([sys.executable, "-c", HOLD, store.url], env=environment, stdout=subprocess.PIPE) as other:
        assert other.stdout and other.stdout.readline() == b"held\n"
        with pytest.raises(StorageError, match=f"process {other.pid} on "), locked(store, 0):
            pass
        other.kill()
        with locked(store, 5) as lock:
            lock.require()


def test_a_process_whose_id_was_given_to_another_has_ended_and_one_of_another_machine_is_let_be() -> None:
    this = this_process()
    assert this and not has_ended(this)
    assert has_ended(this | {"began": "1"})
    assert not has_ended(this | {"began": "1", "machine": "another"})
    assert not has_ended({"id": "no number"}) and not has_ended(None)


def test_a_lock_that_cannot_be_read_is_nobodys(store: Store) -> None:
    store.write(LOCK, b"\x00[not json")
    with locked(store, 0) as lock:
        lock.require()


def test_of_two_runs_that_take_an_ended_lock_one_has_it(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    ended = json.dumps({"owner": "killed", "who": "process 1 on elsewhere", "until": 0}).encode()
    store.write(LOCK, ended)
    read, others = store.read, json.dumps({"owner": "other", "who": "process 2 on elsewhere", "until": time.time() + 60}).encode()
    looks = iter(range(100))

    def read_then_lose(name: str) -> bytes | None:
        data = read(name)
        if next(looks) == 1:  # the other run takes it between this one's look and its put
            store.write(LOCK, others)
        return data

    monkeypatch.setattr(store, "read", read_then_lose)
    with pytest.raises(StorageError, match="process 2 on elsewhere"), locked(store, 0):
        pass
    assert read(LOCK) == others


def test_a_run_whose_lock_was_taken_may_not_go_on(store: Store) -> None:
    with locked(store, 0) as lock:
        store.write(LOCK, json.dumps({"owner": "other", "who": "process 2 on elsewhere", "until": time.time() + 60}).encode())
        with pytest.raises(StorageError, match="another run took the lock"):
            lock.require()
    assert store.read(LOCK) is not None, "the lock of another run is not given back"


def test_a_lock_is_renewed_while_the_run_lives(store: Store) -> None:
    with locked(store, 0, lease=0.3):
        first = json.loads(store.read(LOCK) or b"")["until"]
        time.sleep(0.5)
        assert json.loads(store.read(LOCK) or b"")["until"] > max(first, time.time() - 0.1)
