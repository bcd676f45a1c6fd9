"""Prefect's `task`, with its time counted to the run record: where it runs in the flow's process, under the function's name."""
from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from typing import Any, ParamSpec, TypeVar

import prefect
from prefect import Task

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
