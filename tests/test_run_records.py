"""Run records: written at the beginning and the end of a run, and honest about runs that were killed."""
from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import polars
import pytest

from flows.errors import InputError
from flows.run_records import RUNS, declared_in, mark_crashed, note, read_records, recorded, spent
from tests.command import renewal
from tests.two_sources import write_raw

BEGINS = """
import sys, time
from pathlib import Path
from flows.run_records import recorded
with recorded(Path(sys.argv[1]), "raw", "output", None):
    print("begun", flush=True)
    time.sleep(60)
"""


def test_a_record_says_started_while_the_run_lives_and_how_it_ended_after(tmp_path: Path) -> None:
    with recorded(tmp_path, "raw", "output", "flow-run"):
        [during] = read_records(tmp_path)
        assert (during.outcome, during.ended, during.flow_run) == ("started", None, "flow-run")
        note(outcome="published", version="0.1.0", records={"events": 3})
    [after] = read_records(tmp_path)
    assert (after.outcome, after.version, after.records) == ("published", "0.1.0", {"events": 3})
    assert after.ended and after.ended >= after.started
    assert [path.suffix for path in (tmp_path / RUNS).iterdir()] == [".json"], "no lock is left"


def test_stretches_of_a_stage_that_overlap_count_once(tmp_path: Path) -> None:
    zero = datetime(2026, 1, 1, tzinfo=UTC)
    with recorded(tmp_path, "raw", "output", None) as record:
        for first, last in ((0, 4), (1, 5), (2, 3)):
            spent("parse", zero + timedelta(seconds=first), zero + timedelta(seconds=last))
        assert record.seconds == {"parse": 5.0}


def test_outside_of_a_run_nothing_is_noted() -> None:
    note(version="0.1.0")
    spent("parse", datetime.now(UTC), datetime.now(UTC))


def test_the_record_of_a_run_that_was_killed_is_marked_as_crashed_by_the_next(tmp_path: Path) -> None:
    run = subprocess.Popen([sys.executable, "-c", BEGINS, str(tmp_path)], stdout=subprocess.PIPE)
    assert run.stdout and run.stdout.readline() == b"begun\n"
    assert mark_crashed(tmp_path) == [], "it is alive"
    os.kill(run.pid, signal.SIGKILL)
    run.wait()
    run.stdout.close()
    assert [record.outcome for record in mark_crashed(tmp_path)] == ["crashed"]
    assert [record.outcome for record in read_records(tmp_path)] == ["crashed"]
    assert mark_crashed(tmp_path) == [], "once"


def test_the_inputs_are_the_digests_of_the_manifest(tmp_path: Path) -> None:
    write_raw(tmp_path / "raw")
    inputs = declared_in(tmp_path / "raw")
    assert inputs["n_sources"] == 2 and set(inputs["sources"]) == {"care", "roads"}
    assert all(len(digest) == 64 for digest in (inputs["inputs"], *inputs["sources"].values()))
    assert declared_in(tmp_path / "nothing") == {}


@pytest.fixture
def three_runs(tmp_path: Path) -> Path:
    """A work folder with three records, the second of a failed run."""
    for outcome, error in (("published", None), ("failed", "the data failed its checks\n  events: …"), ("unchanged", None)):
        with recorded(tmp_path / ".renewal", "raw", str(tmp_path / "output"), None):
            note(outcome=outcome, error=error, version="0.1.0", records={"directives": 7}, seconds={"check": 1.5}, passed=3, checked=4)
            note(n_sources=1234, cache_misses=217, cache_hits=1017)
    return tmp_path


def test_duckdb_and_polars_read_the_records(three_runs: Path) -> None:
    pattern = f"{three_runs}/.renewal/{RUNS}/*.json"
    rows = duckdb.sql(f"SELECT outcome, records.directives, seconds.check FROM read_json_auto('{pattern}', union_by_name = true)").fetchall()
    assert sorted(rows) == sorted([("published", 7, 1.5), ("failed", 7, 1.5), ("unchanged", 7, 1.5)])
    printed = renewal("runs", "--json", "--output", three_runs / "output").out.encode()
    assert polars.read_ndjson(printed, infer_schema_length=None)["outcome"].sort().to_list() == ["failed", "published", "unchanged"]


def test_the_command_shows_the_last_runs(three_runs: Path) -> None:
    ended = renewal("runs", "--output", three_runs / "output")
    assert ended.code == 0 and all(word in ended.out for word in ("published", "failed", "unchanged", "3/4", "217/1,234"))
    ended = renewal("runs", "--json", "--last", "1", "--output", three_runs / "output")
    assert ended.out.count("\n") == 1


def test_the_reason_of_every_failed_run_is_shown(three_runs: Path) -> None:
    with recorded(three_runs / ".renewal", "raw", str(three_runs / "output"), None):
        note(outcome="failed", error="another reason")
    shown = renewal("runs", "--output", three_runs / "output").out
    assert shown.count("the data failed its checks\n  events: …") == shown.count("another reason") == 1


def test_of_outputs_that_lie_beside_each_other_only_the_runs_into_one_are_shown(three_runs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with recorded(three_runs / ".renewal", "raw", str(three_runs / "other"), None):
        note(outcome="failed", error="another reason")
    monkeypatch.chdir(three_runs)
    shown = [renewal("runs", *more).out for more in (["--output", "output", "--last", 3], ["--output", "other", "--last", 3], [])]
    assert [("published" in text, "another reason" in text) for text in shown] == [(True, False), (False, True), (True, True)]


def test_a_file_that_is_no_record_is_named(tmp_path: Path) -> None:
    (tmp_path / RUNS).mkdir()
    (tmp_path / RUNS / "x.json").write_text("{}")
    with pytest.raises(InputError, match=r"x.json: no run record"):
        read_records(tmp_path)
