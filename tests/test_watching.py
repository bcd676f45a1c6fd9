"""What changed in a folder, or below an address, without reading it."""
from __future__ import annotations

import os
from pathlib import Path

import fsspec

from flows.watching import differences, look


def test_nothing_has_changed_between_two_looks_at_the_same_files(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("甲")
    assert not differences(look(str(tmp_path)), look(str(tmp_path)))


def test_new_gone_and_changed_files_are_named_at_any_depth(tmp_path: Path) -> None:
    (tmp_path / "notices").mkdir()
    for name in ("a.txt", "b.txt", "notices/c.txt"):
        (tmp_path / name).write_text("甲")
    before = look(str(tmp_path))
    (tmp_path / "a.txt").unlink()
    (tmp_path / "notices/c.txt").write_text("甲乙")
    (tmp_path / "notices/d.txt").write_text("丁")
    assert differences(before, look(str(tmp_path))) == (("notices/d.txt",), ("a.txt",), ("notices/c.txt",))


def test_changes_are_told_by_the_names_of_the_files() -> None:
    after = {"b.txt": ("2",), **{f"{number:02}.txt": ("1",) for number in range(12)}}
    told = str(differences({"a.txt": ("1",), "b.txt": ("1",)}, after))
    assert told == f"new {', '.join(f'{number:02}.txt' for number in range(10))} and 2 more; gone a.txt; changed b.txt"


def test_a_file_replaced_by_one_of_equal_size_and_time_has_changed(tmp_path: Path) -> None:
    path, new = tmp_path / "a.txt", tmp_path / "b.tmp"
    path.write_text("甲")
    time = path.stat().st_mtime_ns
    before = look(str(tmp_path))
    new.write_text("乙")
    os.utime(new, ns=(time, time))
    new.replace(path)
    assert differences(before, look(str(tmp_path))).changed == ("a.txt",)


def test_hidden_files_are_not_looked_at(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git/x").write_text("x")
    assert look(str(tmp_path)) == {}


def test_a_prefix_of_object_storage_is_looked_at_alike() -> None:
    storage = fsspec.filesystem("memory")
    storage.pipe("/watched/raw/a.txt", "甲".encode())
    before = look("memory://watched/raw")
    storage.pipe("/watched/raw/a.txt", "乙丙".encode())
    storage.pipe("/watched/raw/b.txt", "丁".encode())
    assert differences(before, look("memory://watched/raw")) == (("b.txt",), (), ("a.txt",))
