"""`renewal publish` against an empty Prefect flow of as many tasks: whole processes, each with an embedded server.

All runs share one Prefect folder whose database a first run has made. A fresh output and an unchanged one are timed in
turn with their empty flows, and the least of each is taken: so both meet the same machine.
"""
from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from tests.bench.corpus import REPOSITORY
from tests.bench.figures import Cost, cost_of, figure, heading
from tests.bench.startup import RENEWAL

ROUNDS = 3


class Runs:
    """Runs of the flow and of empty ones on one Prefect folder below `folder`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = os.environ | {"PREFECT_HOME": str(folder / "prefect"), "PYTHONPATH": str(REPOSITORY)}
        self.environment.pop("PYTHONDONTWRITEBYTECODE", None)  # a warm machine has the byte code of both

    def publish(self, name: str) -> Cost:
        """Publish the real source into an output folder of that name."""
        return cost_of([RENEWAL, "publish", "--raw", REPOSITORY / "raw", "--output", self.folder / name], self.environment)

    def empty(self, tasks: int) -> Cost:
        """Run an empty flow of so many tasks."""
        return cost_of([sys.executable, "-m", "tests.bench.empty_flow", str(tasks)], self.environment)

    def tasks(self) -> int:
        """How many task runs Prefect's database holds."""
        with closing(sqlite3.connect(self.folder / "prefect/prefect.db")) as database:
            count: int = database.execute("select count(*) from task_run").fetchone()[0]
            return count


def main() -> None:
    """Print the seconds of both and their ratio."""
    heading("renewal publish against an empty Prefect flow of as many tasks, embedded server")
    try:
        with tempfile.TemporaryDirectory() as folder:
            _compare(Runs(Path(folder)))
    except (OSError, subprocess.CalledProcessError) as error:
        figure("not available", str(getattr(error, "stderr", "") or error).strip().splitlines()[-1])


def _compare(runs: Runs) -> None:
    runs.publish("first")
    fresh_tasks = runs.tasks()
    runs.publish("first")
    tasks = {"fresh output": fresh_tasks, "unchanged output": runs.tasks() - fresh_tasks}
    costs: dict[str, list[tuple[Cost, Cost]]] = {name: [] for name in tasks}
    for number in range(ROUNDS):
        for name, count in tasks.items():
            costs[name].append((runs.publish(f"output-{number}"), runs.empty(count)))
    for name, pairs in costs.items():
        for clock in Cost._fields:
            publish, empty = (min(getattr(cost, clock) for cost in side) for side in zip(*pairs, strict=True))
            aim = "   (aim: at most 1.3)" if clock == "wall" else ""
            figure(f"{name}, {tasks[name]} tasks, {clock} seconds", f"{publish:.1f} / {empty:.1f} = {publish / empty:.2f}{aim}")
