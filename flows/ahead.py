"""What a publish loads before its flow begins, while Prefect's server starts: in this process, and in the one apart.

Python looks for cycles neither in what is being loaded, which leaves next to none, nor in what was loaded: that took a second at
the end of a process.
"""
from __future__ import annotations

import gc
import importlib
from collections.abc import Iterator
from contextlib import contextmanager

HEAVY = (
    "polars",
    "duckdb",
    "xlsxwriter",
    "rdflib",
    "flows.releasing.exports.write",
    "flows.releasing.portals.write",
    "flows.releasing.explorer.page",
    "flows.checking.page",
)


@contextmanager
def uncollected() -> Iterator[None]:
    """Load without looking for cycles, and keep what is there from then on out of the search."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def load() -> None:
    """Load what the flow's own process will need beside the flow. DuckDB complains at the end of what is kept out of the search."""
    for name in HEAVY:
        importlib.import_module(name)


def load_apart() -> None:
    """Load what the process apart will need: Great Expectations."""
    from flows.checking.runner import Runner

    with uncollected():
        Runner()
