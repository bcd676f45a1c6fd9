"""Publishes that are killed: `python -m tests.releasing.killing FOLDER steps|random|both SHARE` prints what was left, as JSON.

Every attempt is a forked process that publishes a second release into a copy of an output folder with one, and kills itself
(SIGKILL) before its n-th write step (any opening for writing, renaming, linking, making or removing in the folder, seen by an
audit hook), or is killed by its parent at a random moment. Then a further process publishes again.
"""
from __future__ import annotations

import gc
import json
import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path

import pyarrow as pa

from flows.releasing.catalogue import read_index
from flows.releasing.checksums import verify_sums
from flows.releasing.identity import read_identity
from flows.releasing.promotion import publishing
from tests.releasing.mini import EVENTS, publish, tables

CHANGING = {"os.rename", "os.symlink", "os.mkdir", "os.remove", "os.rmdir"}
LAST = 12
"""The last steps of a publish, in which it is promoted: each of them is tried whatever the share."""
RECORDS = ("sources", "lines", "events", "directives")


@cache
def content(events: int) -> dict[str, pa.Table]:
    """Small tables of so many events."""
    return {name: table for name, table in tables(EVENTS[:events]).items() if name in RECORDS}


def count_steps(folder: Path, at_step: Callable[[int], object]) -> None:
    """Call `at_step` with 1, 2, … before each write step of this process in the folder."""
    steps = 0

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal steps
        writes = event in CHANGING or (event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
        if writes and str(arguments[0]).startswith(str(folder)):
            steps += 1
            at_step(steps)

    sys.addaudithook(hook)


def forked(work: Callable[[], object]) -> int:
    """The id of a new process that does some work and ends."""
    if process := os.fork():
        return process
    try:
        work()
    except BaseException as error:
        print(repr(error), file=sys.stderr)
        os._exit(1)
    os._exit(0)


def ended(process: int) -> int:
    """How a process ended: 0 well, -9 killed."""
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def kill_at_step(output: Path, step: int) -> int:
    """Publish, killed before a step; how it ended."""

    def work() -> None:
        count_steps(output, lambda number: os.kill(os.getpid(), signal.SIGKILL) if number == step else None)
        publish(output, content(2))

    return ended(forked(work))


def steps_of_a_publish(base: Path, output: Path) -> int:
    """How many write steps a publish takes that is left alone."""
    shutil.copytree(base, output, symlinks=True)
    reading, writing = os.pipe()

    def work() -> None:
        count_steps(output, lambda number: os.write(writing, b"."))
        publish(output, content(2))

    ended(forked(work))
    return len(os.read(reading, 1 << 16))


def kill_after(output: Path, seconds: float) -> int:
    """Publish, killed after so many seconds; how it ended."""
    process = forked(lambda: publish(output, content(2)))
    time.sleep(seconds)
    os.kill(process, signal.SIGKILL)
    return ended(process)


def left(output: Path) -> str:
    """What `latest` leads to: the version of a complete release, `nothing`, or what is wrong with it."""
    link = output / "latest"
    if not link.is_symlink():
        return "nothing" if not link.exists() else "no link"
    problems = verify_sums(link.resolve())
    return str(problems[0]) if problems else read_identity(link).version


def recovered(output: Path) -> str:
    """What is left after one more publish: `well`, or what is wrong."""
    status = ended(forked(lambda: publish(output, content(2))))
    sections = [line[3:8] for line in (output / "CHANGELOG.md").read_text().splitlines() if line.startswith("## ")]
    versions = [entry.version for entry in read_index(output).releases]
    rest = sorted(path.name for path in output.iterdir())
    state = (status, left(output), sections, versions, rest)
    newest = ["0.2.0", "0.1.0"] if len(versions) == 2 else ["0.1.0"]
    return "well" if state == (0, newest[0], newest, newest, [".lock", "CHANGELOG.md", "index.json", "latest", "releases"]) else repr(state)


def attempt(base: Path | None, output: Path, kill: Callable[[Path], int]) -> dict[str, object]:
    """One killed publish into a copy of an output folder (None: into none), and the publish after it."""
    if base:
        shutil.copytree(base, output, symlinks=True)
    status = kill(output)
    before = left(output)
    report = {"status": status, "left": before, "after": recovered(output)}
    shutil.rmtree(output)
    return report


def two_at_once(base: Path, output: Path) -> list[int]:
    """How two publishes of the same into one folder ended, and a third that would not wait."""
    shutil.copytree(base, output, symlinks=True)
    with publishing(output):
        waiting = [forked(lambda: publish(output, content(2))) for _ in range(2)]
        hasty = ended(forked(lambda: publish(output, content(2), wait=0.05)))
    return [*map(ended, waiting), hasty]


def main(folder: Path, kind: str, share: int) -> None:
    """Print one JSON line for every attempt; `share`: every how manieth step (the last ones all), or how many random moments."""
    content(1), content(2)  # made once, before the forks
    gc.freeze()
    base = folder / "base"
    ended(forked(lambda: publish(base, content(1))))
    if kind == "both":
        print(json.dumps({"ended": two_at_once(base, folder / "both"), "after": recovered(folder / "both")}))
        return
    if kind == "random":
        shutil.copytree(base, folder / "whole", symlinks=True)
        began = time.monotonic()
        ended(forked(lambda: publish(folder / "whole", content(2))))
        whole = time.monotonic() - began
        for number in range(share):
            kill = partial(kill_after, seconds=random.uniform(0, whole))
            print(json.dumps(attempt(base if number % 4 else None, folder / "out", kill)), flush=True)
        return
    steps = steps_of_a_publish(base, folder / "whole")
    for step in sorted({*range(1, steps + 1, share), *range(max(1, steps - LAST), steps + 1)}):
        print(json.dumps({"step": step} | attempt(base, folder / "out", partial(kill_at_step, step=step))), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
