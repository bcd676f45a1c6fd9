"""A publication that a run was killed in: the next run ends it, and tells of it as what it published."""
from __future__ import annotations

import json
import logging

import pytest

from flows.building import Outcome
from flows.releasing.catalogue import LATEST
from flows.remote.storage import Store
from flows.run import Run, run
from flows.run_records import RunRecord, read_records
from flows.settings import Settings
from tests.receiver import receiving
from tests.releasing import mini

LOG = logging.getLogger("tests.finishing")
RECORDS = ("sources", "lines", "events", "directives")


def published(store: Store, settings: Settings, events: int) -> tuple[RunRecord, Run, Outcome]:
    """The record of a run that publishes a small release of so many events as the flow does; the run, and how it says that it ended."""
    with run("raw", store.url, settings, None, LOG) as this:
        decision = mini.publish(this.output, {name: table for name, table in mini.tables(mini.EVENTS[:events]).items() if name in RECORDS})
        this.push()
        folder = this.output / "releases" / decision.version
        outcome = this.pushed(Outcome(decision.level != "none", decision.version, "", folder, {}, {}, 1, 1))
        this.end(outcome)
    return max(read_records(settings.work_folder(store.url)), key=lambda record: record.started), this, outcome


def killed_before_latest(store: Store, version: str) -> None:
    """Have `latest` name a version still: as a run leaves it that is killed before it writes `latest`."""
    store.write(LATEST, json.dumps({"version": version, "sha256sums": "0"}).encode())


def test_what_a_killed_run_had_not_led_readers_to_is_published_and_told_by_the_next(store: Store, settings: Settings) -> None:
    with receiving() as receiver:
        told = Settings(**{**settings.model_dump(), "notify": f"http://{receiver.place}/hook"})
        for events in (1, 2):
            published(store, told, events)
        receiver.got.clear()
        killed_before_latest(store, "0.1.0")
        record, this, outcome = published(store, told, 2)
        assert (record.outcome, record.version) == ("published", "0.2.0")
        assert outcome.sentence == "published version 0.2.0, which a killed run had left unfinished"
        assert this.changes and this.changes.startswith("## 0.2.0") and "防止大拆大建" in this.changes and "## 0.1.0" not in this.changes
        assert [body["title"] for _, body in receiver.got] == ["renewal: published version 0.2.0"] and this.changes in receiver.got[0][1]["message"]
        assert published(store, told, 2)[0].outcome == "unchanged"


def test_also_the_changes_of_a_release_are_told_that_another_has_followed_by_then(store: Store, settings: Settings) -> None:
    for events in (1, 2):
        published(store, settings, events)
    killed_before_latest(store, "0.1.0")
    changes = published(store, settings, 1)[1].changes
    assert changes and changes.index("## 0.3.0") < changes.index("## 0.2.0") and "## 0.1.0" not in changes


def test_objects_that_were_put_back_are_named_in_the_log(store: Store, settings: Settings, caplog: pytest.LogCaptureFixture) -> None:
    published(store, settings, 1)
    store.delete(["releases/0.1.0/json/events.json"])
    assert published(store, settings, 1)[0].outcome == "unchanged"
    assert f"lost or damaged in {store.url}, and put back: releases/0.1.0/json/events.json" in caplog.text
