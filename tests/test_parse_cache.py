"""The cache of what was read: only new and changed sources are read again, and what it gives is what reading would."""
from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from flows import parsing
from flows.errors import InputError
from flows.parse_cache import INDEX, KEPT_SECONDS, Cache
from flows.parsed import read_part
from flows.parsing import Tables, concatenate, parse_all, parse_declared
from flows.sources import read_manifest
from tests.test_corpora import declared, write_table
from tests.two_sources import CARE, MORE, ROADS, write_raw, write_source

CODE = "c" * 64
NAMES = ("a", "b", "c", "d")


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """Four declared sources."""
    for number, name in enumerate(NAMES):
        write_source(tmp_path / "raw", name, ROADS + MORE * number)
    return tmp_path / "raw"


def read(raw: Path, *, code: str = CODE, full: bool = False, size: int = 10_000) -> tuple[int, int, Tables]:
    """How many sources were read and how many taken from the cache, and all their records."""
    readings = parse_all(raw, read_manifest(raw), Cache(raw.parent / "work", code, full), size)
    return sum(one.read for one in readings), sum(one.kept for one in readings), concatenate([read_part(one.part) for one in readings])


def counts(raw: Path, code: str = CODE, *, full: bool = False, size: int = 10_000) -> tuple[int, int]:
    """How many sources were read and how many taken from the cache."""
    return read(raw, code=code, full=full, size=size)[:2]


def test_what_has_not_changed_is_not_read_again(raw: Path) -> None:
    assert counts(raw) == (4, 0)
    assert counts(raw) == (0, 4)


@pytest.mark.parametrize("size", [1, 1000, 10_000])
def test_a_changed_source_alone_is_read_again_and_all_records_are_as_if_all_were_read(raw: Path, size: int) -> None:
    read(raw, size=size)
    write_source(raw, "b", CARE, replace=True)
    found = read(raw, size=size)
    assert found[:2] == (1, 3)
    assert found[2] == parse_declared(raw, read_manifest(raw))


def test_a_new_source_alone_is_read(raw: Path) -> None:
    read(raw)
    write_source(raw, "e", CARE)
    found = read(raw)
    assert (found[:2], found[2]) == ((1, 4), parse_declared(raw, read_manifest(raw)))


def test_sources_in_another_order_are_taken_from_the_cache_in_that_order(raw: Path) -> None:
    read(raw)
    lines = (raw / "manifest.csv").read_text().splitlines(keepends=True)
    (raw / "manifest.csv").write_text(lines[0] + "".join(reversed(lines[1:])))
    found = read(raw)
    assert (found[:2], found[2]["sources"]["source_id"].to_pylist()) == ((0, 4), ["d", "c", "b", "a"])
    assert found[2] == parse_declared(raw, read_manifest(raw))


def test_other_code_reads_everything_again(raw: Path) -> None:
    read(raw)
    assert counts(raw, "d" * 64) == (4, 0)


@pytest.mark.parametrize("name", ["a.corrections.csv", "a.claims.jsonl", "a.official_documents.jsonl", "a.cities.csv"])
def test_a_change_beside_a_source_has_it_read_again(raw: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "read_beside", lambda path: parsing.Beside())
    read(raw)
    (raw / name).write_text("x")
    assert counts(raw) == (1, 3)
    (raw / name).write_text("y")
    assert counts(raw) == (1, 3)
    (raw / name).unlink()
    assert counts(raw)[0] <= 1


@pytest.mark.parametrize(("old", "new"), [(",CC-BY-4.0,", ",CC0-1.0,"), (",zh-Hans,", ",zh-Hant,")])
def test_a_change_in_the_manifest_has_the_source_read_again(raw: Path, old: str, new: str) -> None:
    read(raw)
    manifest = raw / "manifest.csv"
    manifest.write_text(manifest.read_text().replace(old, new, 1))
    assert counts(raw) == (1, 3)


def test_full_reads_everything_and_keeps_it_anew(raw: Path) -> None:
    read(raw)
    (entry,) = _entries(raw)
    was = (entry / "entry.json").stat().st_ino
    assert counts(raw, full=True) == (4, 0)
    assert (entry / "entry.json").stat().st_ino != was
    assert counts(raw) == (0, 4)


def _entries(raw: Path) -> list[Path]:
    return [path for path in (raw.parent / "work/parsed").glob("*/*") if path.is_dir()]


@pytest.mark.parametrize("damage", ["cut", "flip", "remove", "no entry", "no json", "other json"])
def test_a_damaged_entry_is_read_again_and_mended(raw: Path, damage: str) -> None:
    whole = read(raw)[2]
    (entry,) = _entries(raw)
    path = entry / ("entry.json" if "entry" in damage or "json" in damage else "directives.parquet")
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    if damage in ("remove", "no entry"):
        path.unlink()
    else:
        path.write_bytes({"cut": bytes(data[:50]), "flip": bytes(data), "no json": b"{", "other json": b"[1]"}[damage])
    found = read(raw)
    assert (found[:2], found[2]) == ((4, 0), whole)
    assert counts(raw) == (0, 4)


def test_a_damaged_index_costs_reading_and_no_more(raw: Path) -> None:
    read(raw)
    (index,) = (raw.parent / "work/parsed").glob(f"*/{INDEX}")
    index.write_bytes(b"PAR1")
    write_source(raw, "b", CARE, replace=True)
    assert counts(raw) == (4, 0)


def test_what_a_killed_run_had_read_is_not_read_again(raw: Path) -> None:
    cache = Cache(raw.parent / "work", CODE)
    first = next(iter(parsing.batches(raw, read_manifest(raw), 1)))
    parsing.parse_batch(raw, first, cache)
    (raw.parent / f"work/parsed/{CODE[:32]}/.half-written.7").mkdir()
    assert counts(raw, size=1) == (3, 1)


def test_entries_that_no_run_has_used_for_a_day_are_removed(raw: Path) -> None:
    read(raw, code="d" * 64)
    old = time.time() - KEPT_SECONDS - 60
    for entry in _entries(raw):
        os.utime(entry, (old, old))
    read(raw)
    assert [path.parent.name for path in _entries(raw)] == [CODE[:32]]


def test_a_row_of_a_table_that_changed_is_alone_read_again(tmp_path: Path) -> None:
    rows = [{"id": str(number), "text": ROADS + f"新建农村公路{number}公里。\n"} for number in range(12)]
    path = write_table(tmp_path / "raw.jsonl", rows)
    raw = tmp_path / "raw"
    raw.mkdir()
    path = path.rename(raw / "n.jsonl")
    declared(path)
    assert counts(raw, size=3_000) == (12, 0)
    write_table(path, [*rows[:5], {"id": "new", "text": CARE}, rows[5] | {"text": CARE}, *rows[6:]])
    declared(path, replace=True)
    found = read(raw, size=3_000)
    assert (found[:2], found[2]) == ((2, 11), parse_declared(raw, read_manifest(raw)))


def test_sources_of_one_id_in_different_corpora_stop_the_run(tmp_path: Path) -> None:
    declared(write_table(tmp_path / "a.jsonl", [{"id": "b-1", "text": CARE}]), source_id="a")
    declared(write_table(tmp_path / "a-b.jsonl", [{"id": "1", "text": ROADS}]), source_id="a-b")
    with pytest.raises(InputError, match="two sources have the id 'a-b-1'"):
        parse_all(tmp_path, read_manifest(tmp_path), Cache(tmp_path.parent / "work", CODE), 1)


def test_another_process_takes_what_this_one_has_read(tmp_path: Path) -> None:
    raw = write_raw(tmp_path / "raw")
    read(raw)
    said = "import sys; from pathlib import Path; from tests.test_parse_cache import counts; import json; print(json.dumps(counts(Path(sys.argv[1]))))"
    done = subprocess.run([sys.executable, "-c", said, raw], cwd=Path(__file__).parents[1], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == [0, 2]
