"""The verbs that read releases: list, show, latest, diff, verify, rebuild, check."""
from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.command import INSTALLED, installed, renewal
from tests.two_sources import CARE, MORE, ROADS, publish_plainly, remove_source, write_raw, write_source


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `raw` and an `output` of two releases; not to be changed."""
    folder = tmp_path_factory.mktemp("releases")
    write_raw(folder / "raw")
    publish_plainly(folder / "raw", folder / "output")
    write_source(folder / "raw", "roads", ROADS + MORE, replace=True)
    publish_plainly(folder / "raw", folder / "output")
    return folder


@pytest.fixture
def copy(place: Path, tmp_path: Path) -> Path:
    """A copy of it that a test may change."""
    return Path(shutil.copytree(place, tmp_path / "copy", symlinks=True))


# Listing


def test_releases_are_listed_newest_first(place: Path) -> None:
    ended = renewal("release", "list", "--output", place / "output")
    assert [line.split()[0] for line in ended.out.splitlines()] == ["0.2.0", "0.1.0"]
    assert [line.split()[2] for line in ended.out.splitlines()] == ["minor", "first"]


def test_the_latest_is_told_with_its_folder(place: Path) -> None:
    assert renewal("release", "latest", "--output", place / "output").out == f"0.2.0 {place}/output/releases/0.2.0\n"


def test_a_release_is_shown_with_what_changed_in_it(place: Path) -> None:
    ended = renewal("release", "show", "--output", place / "output")
    assert ended.code == 0
    assert ended.out.startswith(f"{place}/output/releases/0.2.0\n\n## 0.2.0 ") and "农村物流" in ended.out


def test_before_the_first_release_there_is_nothing_to_list_and_no_latest(tmp_path: Path) -> None:
    assert renewal("release", "list", "--output", tmp_path) == (0, "", "")
    assert renewal("release", "latest", "--output", tmp_path).code == 2


def test_a_release_that_is_not_there_ends_with_2_and_those_there_are(place: Path) -> None:
    ended = renewal("release", "show", "9.9.9", "--output", place / "output")
    assert (ended.code, ended.err) == (2, f"renewal: 9.9.9: no release of that name in {place}/output (there: 0.1.0, 0.2.0)\n")


# Comparing


def test_releases_that_differ_end_with_1_and_a_summary(place: Path) -> None:
    ended = renewal("diff", "0.1.0", "0.2.0", "--output", place / "output")
    assert (ended.code, "事件 Events | 3 | 4 | 1 |" in ended.out, "农村物流" in ended.out) == (1, True, True)


def test_a_release_and_itself_are_the_same(place: Path) -> None:
    assert renewal("diff", "0.2.0", "latest", "--output", place / "output").code == 0


def test_a_comparison_as_json_is_what_changes_json_holds(place: Path) -> None:
    ended = renewal("diff", "0.1.0", place / "output/releases/0.2.0", "--json", "--output", place / "output")
    assert json.loads(ended.out)["records"]["events"]["after"] == 4


def test_what_cannot_be_compared_ends_with_2_and_is_named(place: Path, copy: Path) -> None:
    (copy / "output/releases/0.2.0/parquet/events.parquet").write_bytes(b"PAR1")
    ended = renewal("diff", place / "output/releases/0.2.0", copy / "output/releases/0.2.0")
    assert (ended.code, "could not be compared: events" in ended.out) == (2, True)


def test_comparing_with_no_release_ends_with_2(place: Path) -> None:
    assert renewal("diff", "0.1.0", "9.9.9", "--output", place / "output").code == 2


# Verifying and rebuilding


def test_a_release_that_keeps_its_promises_ends_with_0(place: Path) -> None:
    ended = renewal("verify", "--no-rebuild", "--raw", place / "raw", "--output", place / "output")
    assert (ended.code, ended.out) == (0, f"{place}/output/releases/0.2.0: every promise is kept\n")


def test_a_changed_file_of_a_release_ends_with_1_and_is_named(copy: Path) -> None:
    path = copy / "output/releases/0.2.0/csv/events.csv"
    path.write_text(path.read_text().replace("2023-05", "2023-06"))
    ended = renewal("verify", "0.2.0", "--raw", copy / "raw", "--output", copy / "output")
    assert (ended.code, "csv/events.csv" in ended.out) == (1, True)


def test_verifying_against_raw_texts_that_changed_ends_with_1(copy: Path) -> None:
    (copy / "raw/care.txt").write_text(CARE.replace("55%", "56%"))
    assert renewal("verify", "--raw", copy / "raw", "--output", copy / "output").code == 1


def test_the_latest_release_is_built_again_byte_for_byte(place: Path) -> None:
    ended = renewal("rebuild", "--raw", place / "raw", "--output", place / "output")
    assert (ended.code, ended.out.splitlines()[-1].endswith(" files, all equal")) == (0, True), ended.out


def test_a_release_of_other_sources_is_not_what_they_make(copy: Path) -> None:
    ended = renewal("rebuild", "0.1.0", "--raw", copy / "raw", "--output", copy / "output")
    assert (ended.code, "differs   parquet/events.parquet" in ended.out) == (1, True)


# Checking


def test_sources_that_a_publish_would_take_pass_the_check(place: Path) -> None:
    ended = renewal("check", "--raw", place / "raw", "--output", place / "output")
    assert (ended.code, "Checks" in ended.out) == (0, True), ended.err


def test_a_vanished_source_fails_the_check_and_nothing_is_written(copy: Path) -> None:
    remove_source(copy / "raw", "roads")
    before = sorted((path, path.lstat().st_mtime_ns) for path in (copy / "output").rglob("*"))
    ended = renewal("check", "--raw", copy / "raw", "--output", copy / "output")
    assert (ended.code, "No source of the release before has vanished" in ended.err) == (1, True)
    assert sorted((path, path.lstat().st_mtime_ns) for path in (copy / "output").rglob("*")) == before


def test_a_reader_that_stops_reading_ends_the_command_quietly(place: Path) -> None:
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen([INSTALLED, "describe", "metrics"], env=os.environ | {"PYTHONUNBUFFERED": "1"}, **pipes) as command:
        assert command.stdout and command.stderr
        command.stdout.close()
        assert b"Traceback" not in command.stderr.read()


def test_the_installed_command_ends_with_the_exit_code_of_the_verb(place: Path) -> None:
    assert installed("diff", "0.1.0", "0.2.0", "--output", "output", folder=place).code == 1
