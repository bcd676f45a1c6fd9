"""Prefect's `task`, with its time counted to the run record: where it runs in the flow's process, under the function's name."""
from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from typing import Any, ParamSpec, TypeVar

import prefect
from prefect import Task
from prefect.runtime import task_run

from flows import run_records

P = ParamSpec("P")
R = TypeVar("R")


def task(**options: Any) -> Callable[[Callable[P, R]], Task[P, R]]:
    """A decorator that makes a task of a function; options are those of `prefect.task`."""

    def decorated(function: Callable[P, R]) -> Task[P, R]:
        @wraps(function)
        def timed(*arguments: P.args, **named: P.kwargs) -> R:
            began = datetime.now(UTC)
            try:
                return function(*arguments, **named)
            finally:
                run_records.spent(function.__name__, began, datetime.now(UTC))

        return prefect.task(timed, **options)

    return decorated


def named_by_part(verb: str) -> Callable[[], str]:
    """What names the runs of a task about a part of a release: the verb, and the part where the release has more than one."""

    def name() -> str:
        part = task_run.parameters["group"].part  # what other tasks give is not there yet when a run is named
        return f"{verb} {part}" if part else verb

    return name
