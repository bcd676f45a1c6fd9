"""The flow on a real Prefect server: published whole when something changed, and not at all when something is wrong.

One server serves the file; a publish costs some four seconds of Great Expectations and Prefect.
"""
from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from flows import parsing
from flows.reading.reader import Unread
from flows.releasing.catalogue import read_index
from flows.releasing.checksums import verify_sums
from flows.releasing.verification import verify
from flows.run_records import read_records
from flows.settings import PREFECT_DEFAULTS
from schemas import RECORDS, columns_of
from tests.command import Ended, installed, renewal
from tests.server import prefect_server
from tests.two_sources import MORE, ROADS, remove_source, write_raw, write_source

Rows = dict[str, list[tuple[Any, ...]]]
PARTS = {"parquet", "csv", "json", "quality", "changes.json", "release.json", "datapackage.json", "catalog.ttl", "catalog.jsonld", "croissant.json"}
PARTS |= {"dataset.jsonld", "README.md", "SHA256SUMS"}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A Prefect server that this process's flows run on."""
    home = tmp_path_factory.mktemp("prefect")
    with prefect_server(home) as api, mock.patch.dict(os.environ, PREFECT_DEFAULTS | {"PREFECT_HOME": str(home), "PREFECT_API_URL": api}):
        import prefect.settings

        with prefect.settings.temporary_settings({prefect.settings.PREFECT_API_URL: api, prefect.settings.PREFECT_HOME: home}):
            yield api
            from prefect.events.worker import EventsWorker
            from prefect.logging.handlers import APILogWorker

            for worker in (APILogWorker, EventsWorker):  # or they look for the server for a minute once it is gone
                worker.drain_all(timeout=10)


class Place:
    """A folder of raw texts and the output beside it."""

    def __init__(self, folder: Path) -> None:
        self.raw, self.output = folder / "raw", folder / "output"

    def publish(self, *more: str) -> Ended:
        """`renewal publish`, in this process."""
        return renewal("publish", "--raw", self.raw, "--output", self.output, *more)

    def state(self) -> dict[str, tuple[bytes, int]]:
        """Bytes and time of change of everything published."""
        files = [path for path in self.output.rglob("*") if path.is_file() and path.name != ".lock"]
        return {str(path.relative_to(self.output)): (path.read_bytes(), path.lstat().st_mtime_ns) for path in files}


@pytest.fixture(scope="module")
def first(server: str, tmp_path_factory: pytest.TempPathFactory) -> tuple[Place, Ended]:
    """A first release of two sources; not to be changed."""
    place = Place(tmp_path_factory.mktemp("publish"))
    write_raw(place.raw)
    return place, place.publish()


@pytest.fixture
def place(first: tuple[Place, Ended], tmp_path: Path) -> Place:
    """A copy of the published folders that a test may change."""
    for name in ("raw", "output"):
        shutil.copytree(first[0].raw.parent / name, tmp_path / name, symlinks=True)
    return Place(tmp_path)


# What a publish makes


def test_a_first_publish_ends_with_a_table_the_version_and_where_it_lies(first: tuple[Place, Ended]) -> None:
    place, ended = first
    assert ended.code == 0, ended.err
    assert "What was read" in ended.out and "checks passed" in ended.out
    assert f"published version 0.1.0\n{place.output / 'releases/0.1.0'}\n" in ended.out


def test_a_release_has_all_its_files_and_latest_leads_to_it(first: tuple[Place, Ended]) -> None:
    output = first[0].output
    assert (output / "latest").readlink() == Path("releases/0.1.0")
    assert {path.name for path in (output / "latest").iterdir()} >= PARTS
    assert (output / "latest/quality").is_dir() and (output / "latest/explorer/index.html").is_file() and (output / "CHANGELOG.md").is_file()


def test_a_release_keeps_every_promise(first: tuple[Place, Ended]) -> None:
    assert verify(first[0].output / "latest", first[0].raw) == []


def test_nothing_unfinished_is_left(first: tuple[Place, Ended]) -> None:
    assert list(first[0].output.rglob(".staging-*")) == []


def test_a_release_names_neither_host_nor_folder(first: tuple[Place, Ended]) -> None:
    place = str(first[0].raw.parent).encode()
    assert [path for path in (first[0].output / "latest").rglob("*") if path.is_file() and place in path.read_bytes()] == []


def test_a_second_publish_says_that_nothing_changed_and_touches_nothing(first: tuple[Place, Ended]) -> None:
    place = first[0]
    before = place.state()
    ended = place.publish()
    assert (ended.code, "nothing changed: version 0.1.0" in ended.out) == (0, True), ended.err
    assert place.state() == before


def test_an_added_event_makes_a_minor_release_with_a_section_in_the_changelog(place: Place) -> None:
    write_source(place.raw, "roads", ROADS + MORE, replace=True)
    before = place.state()
    ended = place.publish()
    assert (ended.code, "published version 0.2.0" in ended.out) == (0, True), ended.err
    assert (place.output / "latest").readlink() == Path("releases/0.2.0")
    assert [entry.version for entry in read_index(place.output).releases] == ["0.2.0", "0.1.0"]
    text = (place.output / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "农村物流" in text[text.index("## 0.2.0") : text.index("## 0.1.0")]
    assert {name: was for name, was in before.items() if name.startswith("releases/")}.items() <= place.state().items()
    assert verify(place.output / "latest", place.raw) == []


def test_the_record_counts_the_texts_of_a_corpus_and_says_which_were_read_anew(place: Place) -> None:
    write_raw(place.raw / "notices")
    (place.raw / "notices/manifest.csv").unlink()
    assert renewal("declare", place.raw / "notices", "--title", "notices", "--licence", "CC-BY-4.0").code == 0
    ended = place.publish()
    assert ended.code == 0, ended.err
    (record,) = read_records(place.output.parent / ".renewal")
    assert (record.n_sources, record.cache_misses, record.cache_hits, record.output) == (4, 4, 0, str(place.output))


# What stops one


def stopped(place: Place, code: int, *said: str) -> None:
    """Publishing ends with the code and the words, and what was published is as it was."""
    before = place.state()
    ended = place.publish()
    assert ended.code == code, ended.err
    assert all(words in ended.err for words in said), ended.err
    assert "Traceback" not in ended.err.rpartition("renewal: ")[2]
    assert place.state() == before
    assert verify_sums(place.output / "latest") == []
    assert list(place.output.glob(".staging-*")) == []


def test_a_source_that_vanished_is_stopped_by_the_guard_that_names_it(place: Place) -> None:
    remove_source(place.raw, "roads")
    stopped(place, 1, "renewal: the data failed its checks, nothing was published", "No source of the release before has vanished", "roads; if this is right: --acknowledge sources_kept\n")


def test_an_acknowledgement_of_no_guard_is_refused_with_those_there_are(place: Place) -> None:
    before = place.state()
    ended = place.publish("--acknowledge", "nothing")
    assert (ended.code, "sources_kept" in ended.err) == (2, True)
    assert place.state() == before


def reading(monkeypatch: pytest.MonkeyPatch, change: Callable[[Rows], object]) -> None:
    """Have the reading make something else of every source."""
    read_texts = parsing.read_texts

    def broken(texts: Sequence[Unread]) -> list[Rows]:
        read = read_texts(texts)
        for rows in read:
            change(rows)
        return read

    monkeypatch.setattr(parsing, "read_texts", broken)


def with_value(record: str, column: str, value: object) -> Callable[[Rows], object]:
    """Put a value into the first row of a record."""
    place = columns_of(RECORDS[record]).index(column)

    def change(rows: Rows) -> None:
        row = rows[record][0]
        rows[record][0] = (*row[:place], value, *row[place + 1 :])

    return change


@pytest.mark.parametrize(("record", "column", "value"), [("events", "kind", "rumour"), ("metrics", "unit_raw", 7), ("lines", "line_end", 0)])
def test_a_row_that_breaks_the_contract_stops_the_run_and_is_named(
    place: Place, monkeypatch: pytest.MonkeyPatch, record: str, column: str, value: object
) -> None:
    reading(monkeypatch, with_value(record, column, value))
    stopped(place, 1, f"{record}.{column} of ", "line ")


def test_a_row_that_fails_an_expectation_stops_the_run_and_is_named(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    reading(monkeypatch, with_value("directives", "event_id", "no-such-event"))
    stopped(place, 1, "the data failed its checks, nothing was published", "directives: ", "directive_id")


def test_a_line_that_the_reading_lost_stops_the_run(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    reading(monkeypatch, lambda rows: rows["lines"].pop(3))
    stopped(place, 1, "the data failed its checks, nothing was published", "lines")


def test_changed_bytes_stop_the_run_with_the_command_that_declares_them(place: Place) -> None:
    (place.raw / "roads.txt").write_text(ROADS + MORE, encoding="utf-8")
    stopped(place, 2, "its sha256 is", "renewal declare")


def test_bytes_that_are_no_text_stop_the_run_with_file_and_offset(place: Place) -> None:
    data = ROADS.encode() + b"\xff\x00\x00"
    (place.raw / "roads.txt").write_bytes(data)
    manifest = place.raw / "manifest.csv"
    manifest.write_text(manifest.read_text().replace(sha256(ROADS.encode()).hexdigest(), sha256(data).hexdigest()))
    stopped(place, 2, "roads.txt: byte ")


# What Prefect shows


def told(ready: Callable[[list[Any]], bool], read: Callable[[Any], list[Any]]) -> list[Any]:
    """What the server answers, once it has recorded enough of it: task runs reach it some seconds late."""
    from prefect.client.orchestration import get_client

    deadline = time.monotonic() + 20
    with get_client(sync_client=True) as client:
        while not ready(found := read(client)) and time.monotonic() < deadline:
            time.sleep(0.5)
    return found


def test_the_server_knows_the_flow_run_and_that_it_completed(first: tuple[Place, Ended]) -> None:
    runs = told(bool, lambda client: client.read_flow_runs())
    assert {run.state_name for run in runs} >= {"Completed"}
    assert all(run.parameters.keys() >= {"raw", "output"} for run in runs)


def test_tasks_have_names_that_tell_what_they_do_and_tags_that_tell_the_step(first: tuple[Place, Ended]) -> None:
    wanted = {"gather", "write", "check part", "check", "complete 0.1.0", "promote 0.1.0"}
    runs = told(lambda runs: wanted <= {run.name for run in runs}, lambda client: client.read_task_runs())
    names = {run.name: set(run.tags) for run in runs}
    assert wanted <= names.keys()
    assert any(name.startswith("find sources in ") for name in names) and any(name.startswith("parse care") for name in names)
    assert names["check"] == {"checking"} and names["promote 0.1.0"] == {"releasing"} and names["gather"] == {"reading"}


def test_the_checks_and_the_outcome_are_artifacts(first: tuple[Place, Ended]) -> None:
    found = told(lambda artifacts: {"checks", "release"} <= {one.key for one in artifacts}, lambda client: client.read_artifacts())
    kinds = {one.key: one for one in found}
    assert (kinds["checks"].type, kinds["release"].type) == ("table", "markdown")
    folder = (first[0].output / "releases/0.1.0").resolve()
    assert any("published version 0.1.0" in str(one.data) and f"[`{folder}`](<file://{folder}>)" in str(one.data) for one in found if one.key == "release")


# The command as installed, on its embedded server


def test_the_installed_command_publishes_what_vanished_once_it_is_acknowledged(place: Place, tmp_path: Path) -> None:
    remove_source(place.raw, "roads")
    guards = [part for name in ("sources_kept", "events_kept", "row_counts", "fill_rates", "code_shares") for part in ("--acknowledge", name)]
    environment = {"PREFECT_API_URL": "", "PREFECT_HOME": str(tmp_path / "prefect")}
    ended = installed("publish", "--raw", "raw", "--output", "output", *guards, folder=tmp_path, **environment)
    assert ended.code == 0, ended.err
    assert "published version 0.2.0\noutput/releases/0.2.0" in ended.out
    assert verify(place.output / "latest", place.raw) == []
