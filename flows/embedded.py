"""A Prefect server of this process's own, as Prefect would start one itself, but before Prefect is imported here.

Prefect starts its embedded server when a flow first asks, and imports the whole of it (2 s of CPU) only to do so. Here it loads
in its process, `python -m flows.embedded SOCKET`, beside all that this one must load. Its socket listens from the beginning: what
is sent before the server is up waits for it. It ends with its standard input, so also where this process is killed.
"""
from __future__ import annotations

import atexit
import os
import socket
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

from flows.ahead import uncollected
from flows.errors import RenewalError

if TYPE_CHECKING:
    import uvicorn

HOST = "127.0.0.1"
API_URL = "PREFECT_API_URL"
PATIENCE = 120.0
"""Seconds that the server may take to start; on an idle machine it takes 4."""


def start() -> str | None:
    """Start the server, and do not wait for it; the address of its API, or None where another server is named in the environment.

    It ends after Prefect has sent what it still has to send, so this must be called before Prefect is imported.
    """
    if os.environ.get(API_URL):
        return None
    with socket.create_server((HOST, 0)) as listening:
        command = [sys.executable, "-P", "-m", "flows.embedded", str(listening.fileno())]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, pass_fds=[listening.fileno()], start_new_session=True)
        atexit.register(_end, process)
        return f"http://{HOST}:{listening.getsockname()[1]}/api"


def wait(api: str) -> None:
    """Wait until the server answers; RenewalError where it does not start."""
    import httpx

    try:
        httpx.get(f"{api}/health", timeout=PATIENCE).raise_for_status()
    except httpx.HTTPError as error:
        raise RenewalError(f"{api}: the Prefect server did not start ({error}); name a running one in {API_URL}") from None


def main() -> None:
    """Serve on the socket of that number until standard input ends; at once over where Prefect's own settings name a server."""
    with uncollected():
        from prefect.settings import PREFECT_API_URL

        if PREFECT_API_URL.value():
            return
        import uvicorn
        from prefect.server.api.server import create_app

        server = uvicorn.Server(uvicorn.Config(create_app(ephemeral=True, final=True), log_level="error", lifespan="on"))
    threading.Thread(target=_end_with_input, args=(server,), daemon=True).start()
    server.run(sockets=[socket.socket(fileno=int(sys.argv[1]))])


def _end(process: subprocess.Popen[bytes]) -> None:
    """Close the server's standard input and wait for its end; one that does not end is killed."""
    try:
        process.communicate(timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()


def _end_with_input(server: uvicorn.Server) -> None:
    os.read(sys.stdin.fileno(), 1)
    server.should_exit = True


if __name__ == "__main__":
    main()
