"""A Prefect server that several processes share: the one that is configured, or that runs on this machine, or one of our own."""
from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import prefect.settings
from prefect.client.orchestration import get_client
from prefect.logging.handlers import APILogHandler

from flows.addresses import without_userinfo
from flows.embedded import HOST, PATIENCE
from flows.errors import RenewalError


@contextmanager
def server() -> Iterator[None]:
    """The Prefect server that is configured, or that runs on this machine, or else one that lives as long as the block.

    RenewalError where the one that is configured does not answer, or ours does not start.
    """
    if prefect.settings.PREFECT_API_URL.value():
        require_answer()
        yield
        return
    port = prefect.settings.PREFECT_SERVER_API_PORT.value()  # where Prefect's own commands start a server on this machine: 4200
    api = f"http://{HOST}:{port}/api"
    own = None if _answers(api) else subprocess.Popen([sys.executable, "-m", "prefect", "server", "start", "--host", HOST, "--port", str(port)])
    try:
        _await(api, own)
        with prefect.settings.temporary_settings({prefect.settings.PREFECT_API_URL: api}):
            yield
            APILogHandler().flush()  # what is sent after the server has ended is tried for a minute
    finally:
        if own:
            own.terminate()
            own.wait()
            _await_silence(api)


def require_answer() -> None:
    """RenewalError where the Prefect server that is configured does not answer; one sentence in place of the client's many."""
    with get_client(sync_client=True) as client:
        error = client.api_healthcheck()
    if error:
        said = without_userinfo(f"no Prefect server answers at {client.api_url} ({error})")
        way_out = "start it (prefect server start), name another, or unset it (prefect config unset PREFECT_API_URL), then one is started here"
        raise RenewalError(f"PREFECT_API_URL: {said}; {way_out}")


def _await(api: str, own: subprocess.Popen[bytes] | None) -> None:
    deadline = time.monotonic() + PATIENCE
    while not _answers(api):
        if time.monotonic() > deadline or (own and own.poll() is not None):
            raise RenewalError(f"{api}: the Prefect server did not start; free its port, or set PREFECT_SERVER_API_PORT, or PREFECT_API_URL")
        time.sleep(0.5)


def _await_silence(api: str) -> None:
    """Wait until a server that was ended answers no more, which is a moment after its process: the next run would take it for a living one."""
    deadline = time.monotonic() + PATIENCE
    while _answers(api) and time.monotonic() < deadline:
        time.sleep(0.2)


def _answers(api: str) -> bool:
    try:
        return httpx.get(f"{api}/health", timeout=2).is_success
    except httpx.HTTPError:
        return False
