"""A Prefect server of the tests' own, on loopback, with a home of its own."""
from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from filelock import FileLock

from flows.settings import PREFECT_DEFAULTS

PATIENCE = 90.0
"""Seconds to wait for the server: without a database its start makes one."""
MADE = Path(__file__).parents[1] / ".pytest_cache" / f"prefect-{version('prefect')}"
"""A home with an empty database, which takes Prefect some 10 s to make: made once for all tests."""


def free_port() -> int:
    """A port of loopback that nothing listens on."""
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        return int(place.getsockname()[1])


def with_database(home: Path) -> Path:
    """A home of Prefect, with an empty database put into it."""
    MADE.parent.mkdir(exist_ok=True)
    with FileLock(f"{MADE}.lock"):
        if not MADE.exists():
            making = MADE.with_name(f"{MADE.name}.part")
            shutil.rmtree(making, ignore_errors=True)
            environment = os.environ | PREFECT_DEFAULTS | {"PREFECT_HOME": str(making), "PREFECT_API_URL": ""}
            subprocess.run([sys.executable, "-m", "prefect", "server", "database", "upgrade", "--yes"], env=environment, check=True, capture_output=True)
            making.rename(MADE)
    shutil.copytree(MADE, home, dirs_exist_ok=True)
    return home


@contextlib.contextmanager
def prefect_server(home: Path) -> Iterator[str]:
    """The address of the API of a server that lives as long as the block."""
    with_database(home)
    port = free_port()
    api = f"http://127.0.0.1:{port}/api"
    environment = os.environ | PREFECT_DEFAULTS | {"PREFECT_HOME": str(home), "PREFECT_API_URL": api}
    command = [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port), "--no-ui"]
    with (home / "server.log").open("w") as log:
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=subprocess.STDOUT, start_new_session=True)
    try:
        _wait(server, api, home / "server.log")
        yield api
    finally:
        server.terminate()
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _wait(server: subprocess.Popen[bytes], api: str, log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if server.poll() is not None:
            break
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{api}/health", timeout=1):
            return
        time.sleep(0.2)
    raise RuntimeError(f"the Prefect server did not start:\n{log.read_text()[-2000:]}")
