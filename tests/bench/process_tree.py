"""A command with all the processes that it starts: time by the clock, CPU seconds, and the most memory that one of them had."""
from __future__ import annotations

import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import psutil

INTERVAL = 0.25
MEGABYTE = 1e6


class Ran(NamedTuple):
    """What a command took: seconds by the clock, CPU seconds of all its processes, MB of resident memory of the largest, and which that was."""

    wall: float
    cpu: float
    memory: float
    largest: str


def run(command: Sequence[str | Path], environment: Mapping[str, str], log: Path) -> Ran:
    """Run a command to its end, its words into a file; RuntimeError, with the last of them, where it fails."""
    began = time.monotonic()
    most: dict[int, tuple[float, str]] = {}
    cpu: dict[int, float] = {}
    with log.open("w") as said:
        process = subprocess.Popen(command, env=environment, stdout=said, stderr=subprocess.STDOUT)
        while process.poll() is None:
            _look(process.pid, most, cpu)
            time.sleep(INTERVAL)
    wall = time.monotonic() - began
    if process.returncode:
        raise RuntimeError(f"{' '.join(map(str, command))} ended with {process.returncode}:\n{log.read_text()[-3000:]}")
    memory, largest = max(most.values(), default=(0.0, ""))
    return Ran(wall, sum(cpu.values()), memory, largest)


def _look(pid: int, most: dict[int, tuple[float, str]], cpu: dict[int, float]) -> None:
    """Note what each process of a tree has taken so far; one that has just ended is passed over."""
    try:
        tree = [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]
    except psutil.NoSuchProcess:
        return
    for process in tree:
        try:
            with process.oneshot():
                times, name = process.cpu_times(), " ".join(process.cmdline()[1:4])[:60]
                most[process.pid] = max(most.get(process.pid, (0.0, "")), (_peak(process) / MEGABYTE, name))
                cpu[process.pid] = times.user + times.system
        except psutil.Error:
            continue


def _peak(process: psutil.Process) -> float:
    """The most resident memory that a process has had: the kernel's own mark where there is one (Linux), else what it has now."""
    try:
        marks = [line for line in Path(f"/proc/{process.pid}/status").read_text().splitlines() if line.startswith("VmHWM")]
        return float(marks[0].split()[1]) * 1024
    except (OSError, IndexError):
        return float(process.memory_info().rss)
