"""A publish's own Prefect server: it answers from the beginning on, and does not outlive the process that started it."""
from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from flows import embedded
from flows.errors import RenewalError
from flows.settings import PREFECT_DEFAULTS
from tests.server import free_port, with_database

REPOSITORY = Path(__file__).parents[1]
PATIENCE = 60.0
STARTED = "import time; from flows import embedded; api = embedded.start(); embedded.wait(api); print(api, flush=True); time.sleep({})"


def started(home: Path, seconds: int) -> subprocess.Popen[str]:
    """A process that starts a server, waits for it, prints its address, and lives on for some seconds."""
    environment = {name: value for name, value in os.environ.items() if name != embedded.API_URL}
    environment |= PREFECT_DEFAULTS | {"PREFECT_HOME": str(with_database(home))}
    return subprocess.Popen([sys.executable, "-c", STARTED.format(seconds)], cwd=REPOSITORY, env=environment, stdout=subprocess.PIPE, text=True)


def address_of(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    return process.stdout.readline().strip()


def answers(api: str) -> bool:
    try:
        return httpx.get(f"{api}/health", timeout=5).is_success
    except httpx.HTTPError:
        return False


def test_where_a_server_is_named_none_is_started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(embedded.API_URL, "http://127.0.0.1:1/api")
    assert embedded.start() is None


def test_a_server_that_does_not_start_is_told_in_a_sentence() -> None:
    with pytest.raises(RenewalError, match="the Prefect server did not start"):
        embedded.wait(f"http://127.0.0.1:{free_port()}/api")


def test_the_server_has_ended_when_its_process_ends(tmp_path: Path) -> None:
    with started(tmp_path, 0) as process:
        api = address_of(process)
        assert process.wait(PATIENCE) == 0
    assert api.startswith("http://127.0.0.1:")
    assert not answers(api)


def test_the_server_ends_where_its_process_is_killed(tmp_path: Path) -> None:
    with started(tmp_path, 600) as process:
        api = address_of(process)
        assert answers(api)
        process.kill()
    deadline = time.monotonic() + PATIENCE
    while answers(api) and time.monotonic() < deadline:
        time.sleep(0.2)
    assert not answers(api)
