"""How times are taken and told: CPU seconds, the best of several runs, lines of aligned text."""
from __future__ import annotations

import resource
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

T = TypeVar("T")
MEGABYTE = 1e6


class Cost(NamedTuple):
    """Seconds that a process took: of CPU (user and system, its children's too) and by the clock."""

    cpu: float
    wall: float


def best(run: Callable[[], T], runs: int = 3) -> tuple[float, T]:
    """The least CPU seconds of this process over some runs, and what the last run gave."""
    seconds: list[float] = []
    results: list[T] = []
    for _ in range(runs):
        results.clear()  # freeing what the run before made is no part of this one
        start = time.process_time()
        results.append(run())
        seconds.append(time.process_time() - start)
    return min(seconds), results[0]


def cost_of(command: Sequence[str | Path], environment: Mapping[str, str] | None = None) -> Cost:
    """What a command costs from start to end; CalledProcessError, with what it said, where it fails."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return Cost(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall)


def heading(text: str) -> None:
    """Print the heading of a benchmark."""
    print(f"\n{text}\n{'-' * len(text)}")


def figure(name: str, text: str) -> None:
    """Print one figure."""
    print(f"{name:44s} {text}", flush=True)
