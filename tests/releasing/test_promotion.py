"""A release appears whole or not at all, and every error names the path and the way out."""
from __future__ import annotations

import errno
import json
import os
import resource
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from flows.errors import InputError, ReleaseError
from flows.releasing.catalogue import find_release, latest_release, read_index
from flows.releasing.checksums import verify_sums
from flows.releasing.promotion import PublishLocked, new_staging, promote, publishing, settle
from tests.releasing.mini import EVENTS, publish, staged, tables

NOBODY = 65534


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An output folder with two releases; not to be changed."""
    output = tmp_path_factory.mktemp("promotion") / "output"
    publish(output, tables(EVENTS[:1]))
    publish(output, tables())
    return output


@pytest.fixture
def output(published: Path, tmp_path: Path) -> Path:
    """A copy of it that a test may change."""
    return Path(shutil.copytree(published, tmp_path / "output", symlinks=True))


def content(output: Path) -> dict[str, bytes]:
    """Every file of an output folder but its lock, and where `latest` leads."""
    files = {str(path.relative_to(output)): path.read_bytes() for path in output.rglob("*") if path.is_file() and path.name != ".lock"}
    return files | {"latest": bytes((output / "latest").readlink())}


def test_a_release_is_a_folder_that_latest_the_index_and_the_changelog_lead_to(published: Path) -> None:
    assert (published / "latest").readlink() == Path("releases/0.2.0")
    assert [entry.version for entry in read_index(published).releases] == ["0.2.0", "0.1.0"]
    assert sorted(path.name for path in published.iterdir()) == [".lock", "CHANGELOG.md", "index.json", "latest", "releases"]
    assert verify_sums(published / "latest") == []


def test_the_index_holds_date_hash_rule_and_numbers_of_records(published: Path) -> None:
    entry = json.loads((published / "index.json").read_text())["releases"][0]
    assert (entry["date"], entry["previous"], entry["rule"], entry["records"]["events"]) == ("2026-01-01", "0.1.0", "records-added", 2)
    assert len(entry["sha256sums"]) == 64


def test_a_failure_while_publishing_leaves_everything_as_it_was(output: Path) -> None:
    before = content(output)
    with pytest.raises(RuntimeError), publishing(output):
        (new_staging(output) / "half").write_text("a file")
        raise RuntimeError
    assert content(output) == before


def test_what_a_killed_run_left_behind_is_cleared(output: Path) -> None:
    (output / ".staging-1/parquet").mkdir(parents=True)
    (output / ".staging-latest").symlink_to("releases/9.9.9")
    (output / ".staging-index.json").write_text("{")
    with publishing(output):
        assert list(output.glob(".staging-*")) == []


def test_a_release_whose_pointer_was_not_written_is_completed(output: Path) -> None:
    (output / "latest").unlink()
    (output / "index.json").unlink()
    (output / "CHANGELOG.md").unlink()
    with publishing(output) as before:
        assert before == (output / "releases/0.2.0").resolve()
    assert [line for line in (output / "CHANGELOG.md").read_text().splitlines() if line.startswith("## ")] == ["## 0.2.0 · 2026-01-01", "## 0.1.0 · 2026-01-01"]
    assert [entry.version for entry in read_index(output).releases] == ["0.2.0", "0.1.0"]


def test_to_settle_what_is_settled_writes_nothing(output: Path) -> None:
    before = {path: path.lstat().st_mtime_ns for path in output.rglob("*")}
    settle(output)
    assert {path: path.lstat().st_mtime_ns for path in output.rglob("*")} == before


def test_a_release_of_the_index_whose_old_folder_is_gone_stays_in_index_and_changelog(output: Path) -> None:
    shutil.rmtree(output / "releases/0.1.0")
    publish(output, tables(EVENTS[:1]))
    assert [entry.version for entry in read_index(output).releases] == ["0.3.0", "0.2.0", "0.1.0"]
    assert (output / "CHANGELOG.md").read_text().count("\n## ") == 3


def test_an_unknown_release_with_broken_checksums_stops_the_run_and_is_not_removed(output: Path) -> None:
    shutil.copytree(output / "releases/0.2.0", output / "releases/0.9.0")
    (output / "releases/0.9.0/json/events.json").write_text("[]")
    with pytest.raises(ReleaseError, match=r"0\.9\.0: no complete release"), publishing(output):
        pass
    assert (output / "releases/0.9.0").is_dir()


def test_a_missing_newest_release_is_an_error_that_names_it(output: Path) -> None:
    shutil.rmtree(output / "releases/0.2.0")
    with pytest.raises(ReleaseError, match=r"0\.2\.0.*restore it"), publishing(output):
        pass


def test_an_existing_release_is_never_overwritten(output: Path) -> None:
    (output / "releases/0.3.0").mkdir()
    (output / "releases/0.3.0/SHA256SUMS").write_text("0" * 64 + "  x\n")
    before = content(output)
    with pytest.raises(ReleaseError, match=r"0\.3\.0"):
        publish(output, tables(EVENTS[:1]))
    assert content(output) == before


def test_a_staged_folder_that_does_not_keep_its_checksums_is_not_promoted(output: Path) -> None:
    with publishing(output):
        folder = staged(output / ".staging-x", tables(), "0.3.0", "0.2.0")
        (folder / "json/events.json").write_text("[]")
        with pytest.raises(ReleaseError, match=r"json/events\.json"):
            promote(output, folder)


def test_a_release_made_to_follow_another_than_the_latest_is_refused(output: Path) -> None:
    with publishing(output):
        folder = staged(output / ".staging-x", tables(), "0.3.0", "0.1.0")
        with pytest.raises(ReleaseError, match=r"made to follow 0\.1\.0, but the latest is 0\.2\.0"):
            promote(output, folder)


def test_a_second_publish_that_may_not_wait_is_told_who_holds_the_folder(output: Path) -> None:
    with publishing(output), pytest.raises(PublishLocked, match=f"process {os.getpid()} on"), publishing(output, wait=0.05):
        pass


@pytest.mark.parametrize("name", ["releases", "index.json", "CHANGELOG.md"])
def test_a_malformed_or_misplaced_part_of_the_output_is_an_error_that_names_it(output: Path, name: str) -> None:
    path = output / name
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()
    path.write_bytes(b"\xff") if name != "CHANGELOG.md" else path.mkdir()
    (output / "latest").unlink()
    if name == "CHANGELOG.md":
        (output / "index.json").unlink()
    with pytest.raises(ReleaseError, match="releases" if name == "releases" else name):
        publish(output, tables(EVENTS[:1]))


# Errors of the disk


FULL_AT = [(errno.ENOSPC, step) for step in ("mkdir", "rename", "symlink_to", "replace")]
ERRORS = FULL_AT + [(error, "rename") for error in (errno.EDQUOT, errno.EROFS, errno.EIO)]


@pytest.mark.parametrize(("number", "step"), ERRORS)
def test_an_error_of_the_disk_at_any_step_is_told_and_loses_nothing(output: Path, monkeypatch: pytest.MonkeyPatch, number: int, step: str) -> None:
    before = verified(output)
    with monkeypatch.context() as patch:
        patch.setattr(Path, step, failing(number))
        with pytest.raises(ReleaseError, match="untouched"):
            publish(output, tables(EVENTS[:1]))
    assert verified(output)["0.2.0"] == before["0.2.0"]
    publish(output, tables(EVENTS[:1]))
    assert (output / "latest").readlink() == Path("releases/0.3.0")


def verified(output: Path) -> dict[str, object]:
    """Release → whether its checksums hold."""
    return {path.name: verify_sums(path) for path in (output / "releases").iterdir()}


def failing(number: int) -> Callable[..., Any]:
    """A method of Path that fails with an error of the system."""

    def fail(self: Path, *arguments: object, **options: object) -> None:
        raise OSError(number, os.strerror(number), str(self))

    return fail


@pytest.fixture
def small_files() -> Iterator[None]:
    """No file of this process may grow beyond 2000 bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2000, hard))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_file_that_cannot_be_written_to_its_end_is_told_and_loses_nothing(output: Path, small_files: None) -> None:
    before = content(output)
    with pytest.raises(ReleaseError, match=r"raise the limit.*untouched"):
        publish(output, tables(EVENTS[:1]))
    assert content(output) == before


def test_a_disk_that_is_full_when_the_files_are_to_reach_it_is_told_with_the_way_out(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    before = content(output)
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ReleaseError, match="output: the disk is full; free some space"):
        publish(output, tables(EVENTS[:1]))
    assert content(output) == before


@pytest.fixture
def as_nobody() -> Iterator[None]:
    """Run as a user without rights where the tests run as root, to whom every folder is writable."""
    if os.geteuid() == 0:
        os.seteuid(NOBODY)
        yield
        os.seteuid(0)
    else:
        yield


def test_an_unwritable_folder_is_told_with_the_way_out(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    tmp_path.chmod(0o555)
    for parent in [tmp_path, *tmp_path.parents][:4]:
        parent.chmod(parent.stat().st_mode | 0o055)
    request.getfixturevalue("as_nobody")
    with pytest.raises(ReleaseError, match="this user may not write there; change the permissions"), publishing(tmp_path / "output"):
        pass


def test_a_read_only_changelog_is_replaced_all_the_same(output: Path) -> None:
    (output / "CHANGELOG.md").chmod(0o444)
    publish(output, tables(EVENTS[:1]))
    assert "## 0.3.0 ·" in (output / "CHANGELOG.md").read_text()


def test_an_output_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "output").write_text("x")
    with pytest.raises(ReleaseError, match="something else lies there"), publishing(tmp_path / "output"):
        pass


# Finding releases


def test_a_release_is_found_by_version_by_latest_and_by_path(published: Path) -> None:
    assert find_release(published, "0.1.0").name == find_release(published, str(published / "releases/0.1.0")).name == "0.1.0"
    assert find_release(published, "latest") == latest_release(published)


def test_a_release_that_is_not_there_is_an_error_that_says_which_are(published: Path) -> None:
    with pytest.raises(InputError, match=r"there: 0\.1\.0, 0\.2\.0"):
        find_release(published, "7.0.0")


def test_before_the_first_release_there_is_no_latest(tmp_path: Path) -> None:
    assert latest_release(tmp_path) is None


def test_a_latest_that_leads_nowhere_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "latest").symlink_to("releases/1.0.0")
    with pytest.raises(ReleaseError, match="leads to no complete release"):
        latest_release(tmp_path)
