"""Serving the flow in one process: on a schedule, when raw texts change, or both; with a Prefect server of its own if there is none."""
from __future__ import annotations

import contextvars
import threading
from functools import partial
from pathlib import Path
from typing import cast
from zoneinfo import ZoneInfo, available_timezones

from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy, FlowRun
from prefect.deployments import run_deployment
from prefect.logging import get_logger
from prefect.schedules import Cron, Schedule
from prefect.types.entrypoint import EntrypointType

from flows.errors import InputError
from flows.on_change import run_on_change
from flows.remote.storage import options_for
from flows.run_records import read_records
from flows.server import server
from flows.settings import Settings
from flows.watching import look

NAME = "served"
LOG = get_logger("watch")  # Prefect's, so that it is seen beside the runs


def serve(raw: str | None, output: str | None, cron: str | None, timezone: str, pause: float | None) -> None:
    """Serve the flow until the process is ended: by cron, and where `pause` is given, whenever raw texts change (looked at that often).

    InputError where the cron expression or the time zone is none, or an address holds a password.
    """
    settings = Settings()
    raw_place, output_place = settings.place("raw", raw), settings.place("output", output)
    schedule = schedule_of(cron, timezone) if cron else None
    with server():
        from flows.publish import publish

        ended = threading.Event()
        if pause is not None:
            look_there = partial(look, raw_place, options_for(raw_place, settings))
            run = partial(_run, settings.work_folder(output_place))
            here = contextvars.copy_context()  # a thread begins without the settings that name the server
            threading.Thread(target=here.run, args=(run_on_change, look_there, run, pause, ended, LOG), daemon=True, name="watch").start()
        try:
            publish.serve(
                name=NAME,
                schedule=schedule,
                parameters={"raw": raw, "output": output},
                tags=["renewal", "served"],
                limit=1,
                global_limit=ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW),
                entrypoint_type=EntrypointType.MODULE_PATH,
            )
        finally:
            ended.set()


def schedule_of(cron: str, timezone: str) -> Schedule:
    """A schedule by cron in a time zone; InputError where one of them is none."""
    if timezone not in available_timezones():
        raise InputError(f"--timezone: {timezone!r} is no time zone; name one such as Asia/Shanghai or UTC")
    try:
        return Cron(cron, timezone=str(ZoneInfo(timezone)))
    except ValueError as error:
        raise InputError(f"--cron: {cron!r} is no cron expression ({error}); write five fields such as '0 6 * * *'") from None


def _run(work: Path) -> bool:
    """A run of the served flow, to its end; whether nothing is left to do until the texts change."""
    try:
        run = cast(FlowRun, run_deployment(f"publish/{NAME}", as_subflow=False, poll_interval=2, tags=["watch"]))
        done = settled(run, work)
    except Exception as error:  # the server may be gone for a moment
        LOG.warning("no run was seen through, it is tried again: %s: %s", type(error).__name__, error)
        return False
    if not done:
        LOG.warning("the run %s left its work undone (%s), it is tried again", run.name, run.state and run.state.name)
    return done


def settled(run: FlowRun, work: Path) -> bool:
    """Whether a run that has ended leaves nothing to do until the texts change: it completed, or it would fail again.

    One that gave way to another, crashed, or failed for a passing cause leaves all to do.
    """
    if run.state and run.state.is_completed():
        return True
    return any(record.lasting for record in read_records(work) if record.flow_run == str(run.id))
