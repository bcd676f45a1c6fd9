"""A Prefect flow of N tasks that do nothing, under the settings of `renewal publish`: `python -m tests.bench.empty_flow N`."""
from __future__ import annotations

import sys

from flows.settings import prefer_prefect_defaults

prefer_prefect_defaults()

import prefect.settings  # noqa: E402
from prefect import flow, task  # noqa: E402
from prefect.cache_policies import NO_CACHE  # noqa: E402


@task(cache_policy=NO_CACHE, persist_result=False)
def nothing() -> None:
    """Do nothing."""


@flow(name="empty", persist_result=False)
def empty(tasks: int) -> None:
    """Run tasks that do nothing, one after another."""
    for _ in range(tasks):
        nothing()


if __name__ == "__main__":
    with prefect.settings.temporary_settings({prefect.settings.PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
        empty(int(sys.argv[1]))
