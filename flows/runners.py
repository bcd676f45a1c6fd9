"""Where the tasks of the flow run that can run side by side: on threads of this process, or on a Dask cluster.

Threads serve up to some 50 MB of text: reading is Python, so one core does it. A Dask cluster reads on as many cores and
machines as it has workers; those on other machines must see the raw, work and output folders under the same paths, and run
the same code, which each task makes sure of. A task costs about a fifth of a second on Dask (Prefect builds its settings anew in
every one), so batches are larger there.
"""
from __future__ import annotations

import os
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flows.errors import InputError, RenewalError
from flows.releasing.identity import code_digest
from flows.settings import Settings

if TYPE_CHECKING:
    from prefect.task_runners import TaskRunner

    from flows.run import Log

ROOT = Path(__file__).parents[1]
PATIENCE = 10.0
"""Seconds that a Dask scheduler may take to answer."""
DASK_BATCHES = 4
"""How many times larger batches are on Dask."""


def task_runner(settings: Settings) -> TaskRunner[Any]:
    """The task runner that is set; InputError where it is not installed."""
    workers = settings.workers or os.cpu_count() or 1
    if settings.runner == "threads":
        from prefect.task_runners import ThreadPoolTaskRunner

        return ThreadPoolTaskRunner(max_workers=workers)
    try:
        from prefect_dask.task_runners import DaskTaskRunner
    except ImportError:
        raise InputError("RENEWAL_RUNNER: dask is not installed; run: pip install 'renewal[scale]'") from None
    if settings.dask_address:
        return DaskTaskRunner(address=settings.dask_address)
    return DaskTaskRunner(cluster_kwargs={"n_workers": workers, "threads_per_worker": 1, "dashboard_address": None})


def require_scheduler(settings: Settings, log: Log) -> None:
    """RenewalError where no Dask scheduler answers at the address that is set; Dask itself would tell it in some hundred lines.

    A scheduler without workers is no error, since some clusters start them when there is work; the log says what is waited for.
    """
    if settings.runner != "dask" or not settings.dask_address:
        return
    dask: Any = import_module("distributed")  # it carries no types
    try:
        with dask.Client(settings.dask_address, timeout=PATIENCE, set_as_default=False) as client:
            workers = len(client.scheduler_info(n_workers=-1)["workers"])
    except Exception as error:  # of the network, the address or its TLS: each protocol has its own
        way_out = "start one (dask scheduler) with its workers, or leave the setting out for a cluster on this machine"
        raise RenewalError(f"RENEWAL_DASK_ADDRESS: no Dask scheduler answers at {settings.dask_address} ({error}); {way_out}") from None
    if not workers:
        log.warning("the Dask scheduler at %s has no workers: tasks wait until one joins it (dask worker %s)", settings.dask_address, settings.dask_address)


def batch_bytes(settings: Settings) -> int:
    """About how many bytes of text a task reads."""
    return settings.batch_bytes * (DASK_BATCHES if settings.runner == "dask" else 1)


@cache
def own_code() -> str:
    """The digest of the code that this process runs."""
    return code_digest(ROOT)


def require_code(code: str) -> None:
    """InputError where this process runs other code than the run that gave it work."""
    if code != own_code():
        said = f"this worker runs other code ({own_code()[:12]}) than the run ({code[:12]}); bring it up to date and start it anew"
        raise InputError(f"{os.uname().nodename}: {said}")
