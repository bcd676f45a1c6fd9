"""Running the flow from the command line, on a server of its own where none is configured; the end is told in a table."""
from __future__ import annotations

import logging
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext

import prefect.settings
from rich.console import Console
from rich.table import Table

from flows import embedded
from flows.building import Outcome
from flows.publish import publish
from flows.server import require_answer, server
from flows.settings import Settings


def run_publish(raw: str | None, output: str | None, acknowledged: Sequence[str], full: bool = False, api: str | None = None) -> Outcome:
    """Run the flow in this process, on the Prefect server that is configured, or else on the one at `api`; Dask workers share one."""
    logging.getLogger("great_expectations").setLevel(logging.WARNING)
    with prefect.settings.temporary_settings({prefect.settings.PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}), the_server(api):
        return publish(raw, output, tuple(acknowledged), full)


def the_server(api: str | None) -> AbstractContextManager[object]:
    """The server that is configured or at `api`, once it answers; one that this process and Dask workers share, which would else start one each.

    RenewalError where it does not answer.
    """
    if Settings().runner == "dask":
        return server()
    if prefect.settings.PREFECT_API_URL.value():
        require_answer()
        return nullcontext()
    if not api:
        return nullcontext()
    embedded.wait(api)
    return prefect.settings.temporary_settings({prefect.settings.PREFECT_API_URL: api, prefect.settings.PREFECT_UI_URL: ""})  # it has no UI


def summary(outcome: Outcome, place: str) -> None:
    """Print what was read and checked, and what was published where."""
    table = Table(title="What was read", title_justify="left", show_header=False)
    table.add_column()
    table.add_column(justify="right")
    for name, count in outcome.records.items():
        table.add_row(name, f"{count:,}")
    for severity, count in outcome.findings.items():
        table.add_row(f"findings: {severity}", f"{count:,}")
    table.add_row("checks passed", f"{outcome.passed:,} of {outcome.checked:,}")
    console = Console()
    console.print(table)
    console.print(f"{outcome.sentence}\n{place}", highlight=False, soft_wrap=True)
