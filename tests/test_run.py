"""A run around the flow's work, without Prefect: its record, and who is told how it ended."""
from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from flows.building import Outcome
from flows.errors import ChecksFailed, InputError
from flows.releasing.promotion import PublishLocked
from flows.run import run
from flows.run_records import RUNS, read_records
from flows.settings import Settings
from tests.receiver import Receiver, receiving
from tests.releasing import mini
from tests.two_sources import write_raw

LOG = logging.getLogger("tests.run")
TOKEN = "token-7f3a"
RECORDS = ("sources", "lines", "events", "directives")


@pytest.fixture(scope="module")
def receiver() -> Iterator[Receiver]:
    """A receiver that lives as long as the file's tests."""
    with receiving() as made:
        yield made


@pytest.fixture
def settings(tmp_path: Path, receiver: Receiver) -> Settings:
    """Settings of a folder of its own that tell the receiver."""
    receiver.got.clear()
    write_raw(tmp_path / "raw")
    return Settings(raw=str(tmp_path / "raw"), output=str(tmp_path / "output"), notify=f"http://{receiver.place}/{TOKEN}", public_url="https://data.example/out")


def released(settings: Settings, events: int) -> Outcome:
    """How the flow's work ends that publishes a small release of so many events."""
    output = Path(settings.output)
    decision = mini.publish(output, {name: table for name, table in mini.tables(mini.EVENTS[:events]).items() if name in RECORDS})
    return Outcome(True, decision.version, f"published version {decision.version}", output / "releases" / decision.version, {"events": events}, {}, 3, 4)


def ending(settings: Settings, outcome: Outcome | BaseException) -> Any:
    """The record of a run that ends so."""
    with run(settings.raw, settings.output, settings, None, LOG) as this:
        if isinstance(outcome, BaseException):
            raise outcome
        this.end(outcome)
    return read_records(settings.work_folder(settings.output))[-1]


def failing(settings: Settings, error: BaseException) -> Any:
    """The record of a run that fails."""
    with pytest.raises(type(error)):
        ending(settings, error)
    return read_records(settings.work_folder(settings.output))[-1]


def test_of_a_release_the_changelogs_entry_is_told_with_its_link(settings: Settings, receiver: Receiver) -> None:
    released(settings, events=1)
    record = ending(settings, released(settings, events=2))
    assert (record.outcome, record.version, record.n_sources, record.records) == ("published", "0.2.0", 2, {"events": 2})
    [(_, body)] = receiver.got
    assert (body["type"], body["title"]) == ("success", "renewal: published version 0.2.0")
    assert "防止大拆大建" in body["message"] and "https://data.example/out/releases/0.2.0" in body["message"]


def test_without_a_public_address_the_link_is_the_folder_from_the_root(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    outcome = released(settings, events=1)
    monkeypatch.chdir(outcome.folder.parents[2])
    with run("raw", "output", settings.model_copy(update={"public_url": None}), None, LOG) as this:
        assert this.link(outcome._replace(folder=Path("output/latest"))) == str(outcome.folder.resolve())


def test_of_a_run_that_changed_nothing_no_one_is_told(settings: Settings, receiver: Receiver) -> None:
    assert ending(settings, released(settings, events=1)._replace(published=False)).outcome == "unchanged"
    assert receiver.got == []


def test_of_a_failure_the_reason_and_the_failing_rows_are_told(settings: Settings, receiver: Receiver) -> None:
    record = failing(settings, ChecksFailed("the data failed its checks, nothing was published\n  events: event_id x (line 7)"))
    [(_, body)] = receiver.got
    assert body["type"] == "failure" and "event_id x (line 7)" in body["message"]
    assert record.outcome == "failed" and "(line 7)" in record.error and record.n_sources == 2


@pytest.mark.parametrize(("error", "lasting"), [(ChecksFailed("x"), True), (InputError("x"), True), (PublishLocked("x"), False), (OSError("x"), False)])
def test_a_record_says_whether_the_run_would_fail_again(settings: Settings, error: Exception, lasting: bool) -> None:
    assert failing(settings, error).lasting is lasting


def test_a_notification_that_cannot_be_delivered_changes_no_outcome(settings: Settings, caplog: pytest.LogCaptureFixture) -> None:
    deaf = settings.model_copy(update={"notify": Settings(notify=f"json://127.0.0.1:9/{TOKEN}").notify})
    assert failing(deaf, InputError("a reason")).error == "a reason"
    assert "was not delivered" in caplog.text


def test_no_secret_stands_in_record_log_or_message(settings: Settings, receiver: Receiver, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        failing(settings, ValueError(f"POST {settings.notify[0].get_secret_value()} failed"))
    work = settings.work_folder(settings.output)
    kept = "".join(path.read_text() for path in (work / RUNS).glob("*.json"))
    assert TOKEN not in kept + caplog.text + repr([body for _, body in receiver.got])
    assert "ValueError: POST **********" in kept


def test_a_run_that_is_interrupted_is_crashed(settings: Settings) -> None:
    assert failing(settings, KeyboardInterrupt()).outcome == "crashed"
