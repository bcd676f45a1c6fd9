"""A Dask cluster of the tests' own on loopback: a scheduler and two workers, each a process."""
from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from tests.server import free_port

PATIENCE = 90.0
REPOSITORY = Path(__file__).parents[1]


@contextlib.contextmanager
def dask_cluster(folder: Path, workers: int = 2) -> Iterator[str]:
    """The address of a scheduler whose workers live as long as the block; what they say is in files of the folder."""
    address = f"tcp://127.0.0.1:{free_port()}"
    scheduler = ["distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", address.rpartition(":")[2], "--no-dashboard", "--no-show"]
    worker = ["distributed.cli.dask_worker", address, "--nthreads", "1", "--no-dashboard", "--no-nanny", "--local-directory", str(folder)]
    with contextlib.ExitStack() as stack:
        for number, command in enumerate([scheduler, *[worker] * workers]):
            stack.enter_context(_running(command, folder / f"dask-{number}.log"))
        _wait(address, workers)
        yield address


@contextlib.contextmanager
def _running(command: list[str], log: Path) -> Iterator[None]:
    environment = os.environ | {"PYTHONPATH": str(REPOSITORY)}
    with log.open("w") as said:
        process = subprocess.Popen([sys.executable, "-m", *command], env=environment, stdout=said, stderr=subprocess.STDOUT, start_new_session=True)
    try:
        yield
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait(address: str, workers: int) -> None:
    from distributed import Client

    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            with Client(address, timeout=5, set_as_default=False) as client:
                if workers:
                    client.wait_for_workers(workers, timeout=max(1.0, deadline - time.monotonic()))
                return
        except (OSError, TimeoutError):
            if time.monotonic() > deadline:
                raise
            time.sleep(0.3)
