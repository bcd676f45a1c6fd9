"""Every promise that a release breaks is found, from its published files alone."""
from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from flows.releasing.checksums import write_sums
from flows.releasing.verification import verify
from tests.releasing.mini import made, publish, staged, table_of, tables

Rows = list[dict[str, Any]]


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release, and beside it the folder `raw` with the text it was made from; not to be changed."""
    output = tmp_path_factory.mktemp("verification")
    content, text = made()
    publish(output, content)
    (output / "raw").mkdir()
    (output / "raw/s.txt").write_text(text)
    return output / "releases/0.1.0"


@pytest.fixture
def spoilt(release: Path, tmp_path: Path) -> Path:
    """A copy of the release that a test may change."""
    return Path(shutil.copytree(release, tmp_path / "spoilt"))


def raw_of(release: Path) -> Path:
    return release.parents[1] / "raw"


def test_a_release_as_published_has_no_problem(release: Path) -> None:
    assert verify(release, raw_of(release)) == []


def test_a_folder_that_is_no_release_is_no_clean_bill(tmp_path: Path) -> None:
    assert {problem.check for problem in verify(tmp_path)} == {"checksums", "release", "parquet"}


def test_a_changed_byte_is_found(spoilt: Path) -> None:
    path = spoilt / "parquet/events.parquet"
    path.write_bytes(path.read_bytes()[:-9] + b"123456789")
    assert "parquet/events.parquet" in {problem.place for problem in verify(spoilt)}


@pytest.mark.parametrize(
    ("path", "old", "new", "check"),
    [
        ("csv/events.csv", "2020-07", "2020-08", "csv"),
        ("csv/events.csv", "event_id,date", "date,event_id", "csv"),
        ("csv/directives.csv", "'- ", "- ", ""),
        ("json/events.json", "2020-07", "2020-08", "json"),
        ("json/events.json", '"event_id":', '"id":', "json"),
        ("json/events.json", "},\n", "}\n", "json"),
        ("json/events.json", "\n]\n", "]\n", "json"),
    ],
)
def test_a_file_that_does_not_say_what_the_parquet_says_is_found(spoilt: Path, path: str, old: str, new: str, check: str) -> None:
    text = (spoilt / path).read_bytes().decode()
    (spoilt / path).write_bytes(text.replace(old, new).encode())
    write_sums(spoilt)
    assert {problem.check for problem in verify(spoilt)} == ({check} if check else set())


def test_a_wide_table_that_is_missing_changed_or_too_many_is_found(spoilt: Path) -> None:
    (path,) = (spoilt / "csv/tables").iterdir()
    path.rename(path.with_name("other.csv"))
    write_sums(spoilt)
    assert {problem.says for problem in verify(spoilt)} == {"a table without a file", "a file without a table"}


def broken(tmp_path: Path, name: str, edit: Callable[[Rows], Any]) -> set[str]:
    """What is found of a release with rows of one table edited: check and place of each problem."""
    content, text = made()
    rows = content[name].to_pylist()
    edit(rows)
    folder = staged(tmp_path / "broken", tables() | {name: table_of(name, rows)})
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw/s.txt").write_text(text)
    return {f"{problem.check}:{problem.place}" for problem in verify(folder, tmp_path / "raw")} - {"release:broken"}


@pytest.mark.parametrize(
    ("name", "edit", "found"),
    [
        ("events", lambda rows: rows.append(rows[0]), "keys:events"),
        ("directives", lambda rows: rows[0].update(event_id="gone"), "references:directives.event_id"),
        ("directives", lambda rows: rows[0].update(char_end=10**6), "spans:directives.span"),
        ("directives", lambda rows: rows[0].update(raw_text="other words"), "spans:directives.raw_text"),
        ("directives", lambda rows: rows[1].update(modality_cue="应", modality_cue_start=0, modality_cue_end=1), "spans:directives.modality_cue"),
        ("directives", lambda rows: rows[0]["topic_evidence"][0].update(char_start=0), "spans:directives.topic_evidence"),
        ("metrics", lambda rows: rows[0].update(raw="81%"), "spans:metrics.raw"),
        ("lines", lambda rows: rows.pop(1), "lines:s"),
        ("lines", lambda rows: rows[1].update(char_start=rows[1]["char_start"] + 1), "spans:lines.raw_text"),
        ("sources", lambda rows: rows[0].update(sha256="0" * 64), "sources:s.txt"),
        ("sources", lambda rows: rows[0].update(file_name="t.txt"), "sources:t.txt"),
    ],
)
def test_a_broken_promise_of_the_records_is_found_where_it_is(tmp_path: Path, name: str, edit: Callable[[Rows], Any], found: str) -> None:
    assert found in broken(tmp_path, name, edit)
