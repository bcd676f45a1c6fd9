"""Python's cycle collector, resting while a source is read.

Reading makes tens of thousands of tuples and no cycle, and the collector would look through all of them again and again:
7 to 18 % of the time on a large source. What is not needed any more is still freed at once, by its count of references.
"""
from __future__ import annotations

import gc
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


def uncollected(function: Callable[P, R]) -> Callable[P, R]:
    """The function, run without the collector; it is put back as it was, also where the function raises."""

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        if not gc.isenabled():
            return function(*args, **kwargs)
        gc.disable()
        try:
            return function(*args, **kwargs)
        finally:
            gc.enable()

    return run
