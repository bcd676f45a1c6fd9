"""A publish that is killed at any moment leaves a complete release behind `latest`, and the next one succeeds and clears up."""
from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]


def killing(folder: Path, kind: str, share: int) -> list[dict[str, Any]]:
    """The reports of `tests.releasing.killing`, run in a process of its own (it forks, which a process with threads must not)."""
    command = [sys.executable, "-m", "tests.releasing.killing", str(folder), kind, str(share)]
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, "POLARS_MAX_THREADS": "1"}, capture_output=True, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def assert_whole(reports: list[dict[str, Any]]) -> None:
    """After every kill `latest` leads to a complete release (or, before the first, to nothing), and the next publish does all."""
    assert [report for report in reports if report["left"] not in ("0.1.0", "0.2.0", "nothing") or report["after"] != "well"] == []


def test_killed_before_a_write_step_and_before_each_step_of_the_promotion(tmp_path: Path) -> None:
    reports = killing(tmp_path, "steps", 12)
    assert_whole(reports)
    assert len(reports) >= 15
    assert {report["status"] for report in reports} == {-9}


def test_killed_at_random_moments(tmp_path: Path) -> None:
    reports = killing(tmp_path, "random", 12)
    assert_whole(reports)
    assert len(reports) == 12


def test_of_two_publishes_at_once_one_waits_and_one_that_would_not_wait_stops(tmp_path: Path) -> None:
    assert killing(tmp_path, "both", 1) == [{"ended": [0, 0, 1], "after": "well"}]


@pytest.mark.soak
def test_killed_before_every_write_step(tmp_path: Path) -> None:
    assert_whole(killing(tmp_path, "steps", 1))


@pytest.mark.soak
def test_killed_at_a_hundred_random_moments(tmp_path: Path) -> None:
    reports = killing(tmp_path, "random", 100)
    assert_whole(reports)
    assert sum(report["status"] == -9 for report in reports) >= 50
