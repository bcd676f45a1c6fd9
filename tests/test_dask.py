"""The flow on a real Dask cluster: a scheduler and two workers on loopback read what this process then publishes.

One cluster and one Prefect server serve the file.
"""
from __future__ import annotations

import logging
import pickle
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from flows import runners
from flows.errors import InputError, RenewalError
from flows.releasing.verification import verify
from flows.run_records import read_records
from flows.runners import own_code, require_code, task_runner
from flows.settings import Settings
from tests.cluster import dask_cluster
from tests.command import Ended, installed
from tests.server import free_port, prefect_server
from tests.two_sources import CARE, write_raw, write_source

NAMES = ("a", "b", "c", "d")


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """What a run must be told to be on a Prefect server and a Dask cluster of the tests' own."""
    home = tmp_path_factory.mktemp("engine")
    with prefect_server(home) as api, dask_cluster(home) as scheduler:
        told = {"PREFECT_HOME": str(home), "PREFECT_API_URL": api, "RENEWAL_RUNNER": "dask", "RENEWAL_DASK_ADDRESS": scheduler}
        yield told | {"RENEWAL_BATCH_BYTES": "1"}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory, engine: dict[str, str]) -> tuple[Path, Ended]:
    """A first publish of some sources, each a batch of its own."""
    folder = tmp_path_factory.mktemp("dask")
    raw = write_raw(folder / "raw")
    for name in NAMES:
        write_source(raw, name, CARE)
    return folder, installed("publish", folder=folder, **engine)


def test_a_publish_on_a_cluster_is_as_any_other(published: tuple[Path, Ended], tmp_path: Path) -> None:
    folder, ended = published
    assert ended.code == 0, ended.err
    assert "published version 0.1.0" in ended.out
    assert verify(folder / "output/latest", folder / "raw") == []


def test_both_workers_have_read(published: tuple[Path, Ended], engine: dict[str, str]) -> None:
    said = [path.read_text() for path in Path(engine["PREFECT_HOME"]).glob("dask-*.log")]
    assert sum("parse" in log for log in said) == 2


def test_a_second_publish_on_the_cluster_takes_all_from_the_cache_and_finds_nothing_changed(published: tuple[Path, Ended], engine: dict[str, str]) -> None:
    folder = published[0]
    ended = installed("publish", folder=folder, **engine)
    assert (ended.code, "nothing changed: version 0.1.0" in ended.out) == (0, True), ended.err
    (record,) = read_records(folder / ".renewal", last=1)
    assert (record.cache_hits, record.cache_misses) == (6, 0)


def test_an_error_comes_back_from_a_worker_as_it_was() -> None:
    error = pickle.loads(pickle.dumps(InputError("d.txt: no text")))
    assert (str(error), error.exit_code) == ("d.txt: no text", 2)


def test_a_worker_of_other_code_refuses_to_work() -> None:
    require_code(own_code())
    with pytest.raises(InputError, match="this worker runs other code"):
        require_code("0" * 64)


def test_a_scheduler_that_does_not_answer_is_told_with_its_setting_and_the_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runners, "PATIENCE", 0.2)
    with pytest.raises(RenewalError, match=r"RENEWAL_DASK_ADDRESS: no Dask scheduler answers at tcp://127.0.0.1:.*start one") as told:
        runners.require_scheduler(Settings(runner="dask", dask_address=f"tcp://127.0.0.1:{free_port()}"), logging.getLogger("run"))
    assert told.value.exit_code == 2


def test_a_scheduler_without_workers_is_told_of_before_its_tasks_wait(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with dask_cluster(tmp_path, workers=0) as scheduler:
        runners.require_scheduler(Settings(runner="dask", dask_address=scheduler), logging.getLogger("run"))
    assert f"the Dask scheduler at {scheduler} has no workers" in caplog.text


def test_a_scheduler_with_workers_is_passed_over_in_silence(engine: dict[str, str], caplog: pytest.LogCaptureFixture) -> None:
    runners.require_scheduler(Settings(runner="dask", dask_address=engine["RENEWAL_DASK_ADDRESS"]), logging.getLogger("run"))
    assert "no workers" not in caplog.text


def test_threads_run_as_many_tasks_as_are_set() -> None:
    runner: Any = task_runner(Settings(runner="threads", workers=3))
    assert runner._max_workers == 3


def test_a_local_cluster_has_a_process_for_each_worker_that_is_set() -> None:
    runner: Any = task_runner(Settings(runner="dask", workers=3))
    assert (runner.cluster_kwargs["n_workers"], runner.cluster_kwargs["threads_per_worker"]) == (3, 1)
