"""Great Expectations is run in bounded batches, and loaded only when a check runs."""
from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from flows.checking import gate
from flows.checking import runner as checking_runner
from flows.checking.expectations import true_of
from flows.checking.gate import check_table
from flows.checking.runner import Runner
from flows.checking.widening import scan
from schemas import RECORDS

HOLDS = true_of("holds", "holds", ("value",), "成立", "it holds")


def test_batches_are_summed_as_if_they_were_one(runner: Runner) -> None:
    whole = pl.DataFrame({"id": range(9), "value": range(9), "holds": [True, False, None] * 3})
    (at_once,) = runner.run("lines", [HOLDS], [whole], ("id",))
    (in_parts,) = runner.run("lines", [HOLDS], [whole[:4], whole[4:5], whole[5:]], ("id",))
    assert at_once == in_parts
    assert (at_once.checked, at_once.unexpected, [row.key["id"] for row in at_once.rows]) == (6, 3, [1, 4, 7])


def test_a_suite_gives_the_same_checks_in_batches_of_two_rows(release: Path, runner: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    at_once = check_table(RECORDS["events"], release, scan(release), runner)
    monkeypatch.setattr(gate, "BATCH_ROWS", 2)
    assert check_table(RECORDS["events"], release, scan(release), runner) == at_once


def test_of_columns_that_are_asked_together_only_the_one_that_fails_is_blamed(runner: Runner) -> None:
    frame = pl.DataFrame({"id": range(3), "good": [True] * 3, "bad": [True, False, True]})
    asked = [true_of(name, name, (name,), "成立", "it holds") for name in ("good", "bad")]
    outcomes = {check.name: (check.outcome, check.unexpected) for check in runner.run("lines", asked, [frame], ("id",))}
    assert outcomes == {"lines.good": ("passed", 0), "lines.bad": ("failed", 1)}


def test_tables_that_are_asked_together_keep_their_own_failures(runner: Runner) -> None:
    frames = {"lines": [True, False], "events": [False, False], "metrics": [True, True]}
    asked = [total for name, values in frames.items() for total in runner.ask(name, [HOLDS], [pl.DataFrame({"id": [0, 1], "holds": values})], ("id",))]
    runner.settle()
    assert {total.suite: [row.key["id"] for row in total.check().rows] for total in asked} == {"lines": [1], "events": [0, 1], "metrics": []}


def test_what_is_held_for_long_is_settled_in_between(release: Path, runner: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    at_once = check_table(RECORDS["events"], release, scan(release), runner)
    monkeypatch.setattr(gate, "BATCH_ROWS", 2)
    monkeypatch.setattr(checking_runner, "HELD_BYTES", 100)
    assert check_table(RECORDS["events"], release, scan(release), runner) == at_once


def test_nothing_to_look_at_is_neither_passed_nor_failed(runner: Runner) -> None:
    (check,) = runner.run("lines", [HOLDS], [pl.DataFrame({"holds": []}, schema={"holds": pl.Boolean})], ())
    assert check.outcome == "empty"


def test_a_missing_column_fails(runner: Runner) -> None:
    (check,) = runner.run("lines", [HOLDS], [pl.DataFrame({"id": [1]})], ("id",))
    assert (check.outcome, check.note) == ("failed", "not there in its declared type: value")


def test_checking_is_imported_without_great_expectations() -> None:
    code = "import sys, flows.checking.gate, flows.checking.page; sys.exit('great_expectations' in sys.modules or 'pandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[2], check=False).returncode == 0


def test_checking_prints_nothing_and_leaves_no_project_folder(release: Path, tmp_path: Path) -> None:
    code = "import sys; from pathlib import Path; from flows.checking.gate import check_release; sys.exit(check_release(Path(sys.argv[1])).failed)"
    work = tmp_path / "work"
    work.mkdir()
    environment = {"PYTHONPATH": str(Path(__file__).parents[2]), "HOME": str(work), "TMPDIR": str(work), "PATH": ""}
    done = subprocess.run([sys.executable, "-c", code, str(release)], cwd=work, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert [path.name for path in work.rglob("*") if path.is_file()] == []
