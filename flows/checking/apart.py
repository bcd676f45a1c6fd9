"""Functions in processes of their own, so that what they load (Great Expectations: 3 s) and do passes beside the flow's other work.

Processes are started by `warm`, or at first use, and end with this one, also where it is killed.
"""
from __future__ import annotations

import multiprocessing
import multiprocessing.util
import os
import threading
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from multiprocessing.process import BaseProcess
from typing import ParamSpec, TypeVar

from flows.errors import ChecksFailed

P = ParamSpec("P")
R = TypeVar("R")

_warming: list[Future[None]] = []


def warm(load: Callable[[], None]) -> None:
    """Start a process that loads what it will need, and do not wait for it."""
    _warming.append(_pool().submit(load))


def call(function: Callable[P, R], *arguments: P.args, **named: P.kwargs) -> R:
    """What a function returns or raises in a process apart: the function, what it gets and what it gives can be pickled.

    A Dask worker, which may start no process, is such a process already. ChecksFailed where the process was killed.
    """
    if multiprocessing.current_process().daemon:
        return function(*arguments, **named)
    wait(_warming)  # or else another process would be started, and load all of it again
    try:
        return _pool().submit(function, *arguments, **named).result()
    except BrokenProcessPool:
        _pool.cache_clear()
        raise ChecksFailed("a checking process was killed, nothing was published; is there enough memory? run it again") from None


@cache
def _pool() -> ProcessPoolExecutor:
    pool = ProcessPoolExecutor(os.cpu_count(), mp_context=multiprocessing.get_context("spawn"), initializer=_end_with_parent)
    # A process that multiprocessing itself started (a served run is one) would at its end wait for the pool's without telling
    # them to end; 100: before its queues close.
    multiprocessing.util.Finalize(pool, pool.shutdown, exitpriority=100)
    return pool


def _end_with_parent() -> None:
    """Let this process end when the one that started it is gone: a killed one cannot tell it to."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    threading.Thread(target=_follow, args=(parent,), daemon=True).start()


def _follow(process: BaseProcess) -> None:
    process.join()
    os._exit(1)
