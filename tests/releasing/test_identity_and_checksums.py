"""Who a release is, and whether its bytes are those that were published."""
from __future__ import annotations

import datetime
import subprocess
from pathlib import Path

import pytest

from flows.errors import InputError, ReleaseError
from flows.releasing.checksums import read_sums, verify_sums, write_sums
from flows.releasing.identity import Identity, code_digest, new_identity, read_identity, release_date, version_order, write_identity

FIRST = Identity(version="0.1.0", date=datetime.date(2026, 1, 1), previous=None, code="0" * 64)


def folder_of(path: Path) -> Path:
    (path / "b").mkdir(parents=True)
    (path / "a.txt").write_text("a")
    (path / "b" / "c.txt").write_text("c")
    return path


def test_an_identity_reads_back_as_it_was_written(tmp_path: Path) -> None:
    write_identity(tmp_path, FIRST)
    assert read_identity(tmp_path) == FIRST


def test_an_identity_names_the_release_before_it() -> None:
    assert new_identity(FIRST, "0.2.0", FIRST.date, FIRST.code).previous == "0.1.0"


def test_a_version_that_does_not_come_later_is_refused() -> None:
    with pytest.raises(ReleaseError, match=r"0\.1\.0 does not come after 0\.1\.0"):
        new_identity(FIRST, "0.1.0", FIRST.date, FIRST.code)


def test_versions_are_ordered_by_number() -> None:
    assert version_order("0.10.0") > version_order("0.9.9")


@pytest.mark.parametrize("content", ["", "{}", '{"version": "1.0"}', '{"version": "01.0.0", "date": "2026-01-01", "previous": null, "code": "x"}'])
def test_a_malformed_release_json_is_named(tmp_path: Path, content: str) -> None:
    (tmp_path / "release.json").write_text(content)
    with pytest.raises(ReleaseError, match=r"release\.json"):
        read_identity(tmp_path)


def test_the_release_date_honours_source_date_epoch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert release_date() == datetime.date(1970, 1, 2)


@pytest.mark.parametrize("epoch", ["", "tomorrow", "1e9", "9" * 30])
def test_a_source_date_epoch_that_is_no_time_is_refused(monkeypatch: pytest.MonkeyPatch, epoch: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    with pytest.raises(InputError, match="SOURCE_DATE_EPOCH"):
        release_date()


def test_the_code_digest_sees_names_and_bytes_but_no_cache_and_nothing_compiled(tmp_path: Path) -> None:
    (tmp_path / "flows/__pycache__").mkdir(parents=True)
    (tmp_path / "schemas").mkdir()
    (tmp_path / "flows/a.py").write_text("1")
    digest = code_digest(tmp_path)
    (tmp_path / "flows/__pycache__/a.pyc").write_text("x")
    (tmp_path / "flows/a.cpython-311-x86_64-linux-gnu.so").write_text("x")
    assert code_digest(tmp_path) == digest
    (tmp_path / "flows/a.py").rename(tmp_path / "flows/b.py")
    assert code_digest(tmp_path) != digest


def test_sha256sum_itself_accepts_the_checksums(tmp_path: Path) -> None:
    write_sums(folder_of(tmp_path / "r"))
    assert subprocess.run(["sha256sum", "--check", "--strict", "SHA256SUMS"], cwd=tmp_path / "r", capture_output=True).returncode == 0


def test_checksums_that_hold_are_no_problem(tmp_path: Path) -> None:
    sums = write_sums(folder_of(tmp_path / "r"))
    assert list(sums) == ["a.txt", "b/c.txt"]
    assert read_sums(tmp_path / "r") == sums
    assert verify_sums(tmp_path / "r") == []


def test_a_changed_a_missing_and_an_unlisted_file_are_each_named(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "r")
    write_sums(folder)
    (folder / "a.txt").write_text("A")
    (folder / "b/c.txt").rename(folder / "b/d.txt")
    assert {problem.place for problem in verify_sums(folder)} == {"a.txt", "b/c.txt", "b/d.txt"}


@pytest.mark.parametrize("content", ["", "abc\n", "0" * 64 + "  a.txt", f"{'0' * 64}  a\n{'0' * 64}  a\n"])
def test_malformed_checksums_are_a_problem_and_not_an_empty_list(tmp_path: Path, content: str) -> None:
    (tmp_path / "SHA256SUMS").write_text(content)
    assert len(verify_sums(tmp_path)) == 1
