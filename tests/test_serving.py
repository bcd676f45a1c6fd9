"""`renewal serve` on a real Prefect server: run when raw texts change, scheduled by cron, artifacts and notifications as people see them.

One served process, with a home of its own, finds the server on its port and sees two runs through, the second of which fails; every test
looks at what they left.
"""
from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple
from uuid import uuid4

import httpx
import pytest

from flows.errors import InputError
from flows.run_records import note, read_records, recorded
from tests.command import INSTALLED, renewal
from tests.receiver import Receiver, receiving
from tests.server import prefect_server
from tests.two_sources import remove_source, write_raw

PATIENCE = 240.0
"""Seconds for a run on a busy machine; on an idle one it takes 15."""
TOKEN = "token-7f3a"


class Served(NamedTuple):
    """A served flow that has published and then failed: its folder, the server's API, and what people were told."""

    folder: Path
    api: str
    receiver: Receiver

    def ask(self, what: str, **body: Any) -> list[dict[str, Any]]:
        """What the server answers to a filter."""
        answer: list[dict[str, Any]] = httpx.post(f"{self.api}/{what}/filter", json=body).raise_for_status().json()
        return answer

    def runs(self, state: str) -> list[dict[str, Any]]:
        """The flow runs in a state."""
        return self.ask("flow_runs", flow_runs={"state": {"type": {"any_": [state]}}})

    def artifact(self, key: str, run: dict[str, Any]) -> str:
        """The data of a run's artifact, as text."""
        return str([one["data"] for one in self.ask("artifacts") if one["key"] == key and one["flow_run_id"] == run["id"]])


def awaited(ready: Callable[[], Any], process: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until something is so; AssertionError with the log where the process ends or time runs out."""
    deadline = time.monotonic() + PATIENCE
    while not ready():
        assert process.poll() is None and time.monotonic() < deadline, log.read_text()[-4000:]
        time.sleep(0.3)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A flow served until it has published two sources, and failed when one of them vanished."""
    folder, home, other = (tmp_path_factory.mktemp(name) for name in ("served", "prefect", "other"))
    write_raw(folder / "raw")
    log = folder / "serve.log"
    with prefect_server(home) as api, receiving() as receiver:
        told = {"RENEWAL_NOTIFY": f"http://{receiver.place}/{TOKEN}", "RENEWAL_PUBLIC_URL": "https://data.example/out"}
        port = api.removesuffix("/api").rpartition(":")[2]
        environment = os.environ | told | {"PREFECT_API_URL": "", "PREFECT_SERVER_API_PORT": port, "PREFECT_HOME": str(other)}
        command = [INSTALLED, "serve", "--cron", "0 6 * * *", "--watch", "1"]
        with log.open("wb") as out:
            process = subprocess.Popen(command, cwd=folder, env=environment, stdout=out, stderr=subprocess.STDOUT)
        made = Served(folder, api, receiver)
        try:
            awaited(lambda: made.runs("COMPLETED"), process, log)
            remove_source(folder / "raw", "roads")
            awaited(lambda: made.runs("FAILED"), process, log)
            yield made
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def test_the_next_runs_are_scheduled_in_the_time_zone(served: Served) -> None:
    times = [run["expected_start_time"] for run in served.runs("SCHEDULED")]
    assert times and all("T22:00:00" in time for time in times), "six in Shanghai is 22:00 UTC of the day before"


def test_the_watch_runs_on_the_server_of_this_machine_though_that_has_another_home(served: Served) -> None:
    assert ["watch" in run["tags"] for run in served.runs("COMPLETED")] == [True]
    assert "temporary server" not in (served.folder / "serve.log").read_text()


def test_the_watch_says_which_files_changed(served: Served) -> None:
    log = (served.folder / "serve.log").read_text()
    assert "watching 3 files; the first run begins" in log and "since the last run: gone roads.txt; changed manifest.csv" in log


def test_a_run_that_would_overlap_another_gives_way(served: Served) -> None:
    [deployment] = served.ask("deployments")
    assert deployment["global_concurrency_limit"]["limit"] == 1
    assert deployment["concurrency_options"]["collision_strategy"] == "CANCEL_NEW"


def test_what_was_read_checked_found_and_changed_are_artifacts_with_a_link(served: Served) -> None:
    [run] = served.runs("COMPLETED")
    assert '"record": "events", "rows": 3' in served.artifact("records", run)
    assert '"record": "events", "passed":' in served.artifact("checks", run)
    assert '"rule":' in served.artifact("findings", run)
    assert "## 0.1.0" in served.artifact("changes", run)
    assert "https://data.example/out/releases/0.1.0" in served.artifact("release-link", run)
    assert "<https://data.example/out/releases/0.1.0>" in served.artifact("release", run)


def test_of_a_failed_run_reason_and_rows_stand_in_its_state_and_its_artifacts(served: Served) -> None:
    [run] = served.runs("FAILED")
    assert "No source of the release before has vanished" in run["state"]["message"] and "subject roads" in run["state"]["message"]
    assert "No source of the release before has vanished" in served.artifact("failure", run)
    assert "subject roads" in served.artifact("failing-rows", run)


def test_a_check_that_fails_is_not_tried_again(served: Served) -> None:
    [run] = served.runs("FAILED")
    tasks = served.ask("task_runs", flow_runs={"id": {"any_": [run["id"]]}})
    assert {task["run_count"] for task in tasks} <= {0, 1}


def test_a_failure_that_a_user_can_mend_is_logged_without_a_traceback(served: Served) -> None:
    log = (served.folder / "serve.log").read_text()
    assert "subject roads" in log and "Traceback" not in log


def test_people_are_told_what_changed_and_why_it_failed(served: Served) -> None:
    (_, good), (_, bad) = served.receiver.got
    assert (good["type"], bad["type"]) == ("success", "failure")
    assert "## 0.1.0" in good["message"] and "subject roads" in bad["message"]


def test_the_runs_are_on_record_with_their_flow_runs(served: Served) -> None:
    first, second = read_records(served.folder / ".renewal")
    assert (first.outcome, first.version, second.outcome) == ("published", "0.1.0", "failed")
    assert first.flow_run == served.runs("COMPLETED")[0]["id"]
    assert first.n_sources == 2 and first.cache_misses == 2 and second.cache_hits == 1
    assert {"check", "promote"} <= first.seconds.keys()
    assert "subject roads" in renewal("runs", "--output", served.folder / "output").out


def test_the_address_of_the_receiver_stands_in_no_artifact_record_or_log(served: Served) -> None:
    kept = [path.read_text() for path in (served.folder / ".renewal/runs").glob("*.json")]
    kept += [str(served.ask(what)) for what in ("artifacts", "logs", "flow_runs", "task_runs")]
    assert TOKEN not in "".join(kept) + (served.folder / "serve.log").read_text()


def test_a_command_that_says_not_when_to_run_is_told_how() -> None:
    ended = renewal("serve")
    assert ended.code == 2 and "say when to run" in ended.err


@pytest.mark.parametrize(("cron", "timezone", "said"), [("six", "UTC", "no cron expression"), ("0 6 * * *", "Mars/Base", "no time zone")])
def test_a_schedule_that_is_none_is_told_in_a_sentence(cron: str, timezone: str, said: str) -> None:
    from flows.serving import schedule_of

    with pytest.raises(InputError, match=said):
        schedule_of(cron, timezone)


@pytest.mark.parametrize(
    ("state", "lasting", "done"), [("COMPLETED", None, True), ("FAILED", True, True), ("FAILED", False, False), ("CANCELLED", None, False), ("CRASHED", None, False)]
)
def test_the_watch_is_done_with_a_change_once_a_run_completed_or_would_fail_again(tmp_path: Path, state: str, lasting: bool | None, done: bool) -> None:
    from prefect.client.schemas.objects import FlowRun, State, StateType

    from flows.serving import settled

    run = FlowRun(flow_id=uuid4(), state=State(type=StateType(state)))
    if lasting is not None:
        with recorded(tmp_path, "raw", "output", str(run.id)):
            note(outcome="failed", lasting=lasting)
    assert settled(run, tmp_path) is done


def test_the_deployment_of_the_project_deploys_and_is_scheduled(served: Served) -> None:
    root = Path(__file__).parents[1]
    prefect = INSTALLED.with_name("prefect")
    environment = os.environ | {"PREFECT_API_URL": served.api, "PWD": str(root)}
    for command in (["work-pool", "create", "renewal", "--type", "process"], ["--no-prompt", "deploy", "--all"]):
        done = subprocess.run([prefect, *command], cwd=root, env=environment, capture_output=True, text=True, check=False, timeout=120)
        assert done.returncode == 0, done.stdout + done.stderr
    [deployment] = served.ask("deployments", deployments={"name": {"any_": ["daily"]}})
    [schedule] = deployment["schedules"]
    assert (schedule["schedule"]["cron"], schedule["schedule"]["timezone"], schedule["active"]) == ("0 6 * * *", "Asia/Shanghai", True)
    assert deployment["concurrency_options"]["collision_strategy"] == "CANCEL_NEW"
    assert str(root) in str(deployment["pull_steps"]) and deployment["entrypoint"] == "flows/publish.py:publish"
