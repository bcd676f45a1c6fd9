"""A release in parts says what a flat one says, and is verified, compared and built again like one.

Checking (Great Expectations, seconds) is left to tests/checking/test_parts.py; here releases are made without.
"""
from __future__ import annotations

import gzip
import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from unittest import mock

import duckdb
import pandas as pd
import polars as pl
import pyarrow.dataset
import pytest

from flows import building
from flows.building import Outcome
from flows.checking.report import Report
from flows.layout import data_paths, is_data
from flows.releasing.changelog import read_changes
from flows.releasing.checksums import compute_sums, read_sums, write_sums
from flows.releasing.diff import diff_releases
from flows.releasing.exports.database import same_content, write_database
from flows.releasing.exports.dictionary import dictionary
from flows.releasing.exports.parts import part_tables
from flows.releasing.exports.tally import summed, tally
from flows.releasing.files import restamp_data
from flows.releasing.grouping import GroupTables, grouped
from flows.releasing.identity import read_identity
from flows.releasing.verification import verify
from schemas import RECORDS
from tests.two_sources import CARE, MORE, ROADS, write_source

SOURCES = {"care": CARE, "roads": ROADS, "villages": ROADS.replace("公路", "道路")}
ONE_EACH = 1
"""`partition_bytes` at which every source has a part of its own."""


def write_sources(raw: Path) -> Path:
    for name, text in SOURCES.items():
        write_source(raw, name, text)
    return raw


@contextmanager
def without(*names: str) -> Iterator[None]:
    """Leave out some steps of building that take long and are not what a test is about."""
    with ExitStack() as stack:
        for name in names:
            stack.enter_context(mock.patch(name, lambda *_: None))
        yield


PAPERS = ("flows.releasing.exports.write.write_exports", "flows.releasing.portals.write.write_metadata")


def publish(raw: Path, output: Path, partition_bytes: int | None, *, papers: bool = False) -> Outcome:
    """What the flow does, without its checks and the quality report, and but for `papers` without exports and metadata."""
    with building.shelf(output, raw, 10) as shelf, without("flows.building._write_quality", *(() if papers else PAPERS)):
        staged, report = shelf.written(building.parse_sources(raw, output.parent / "work"), partition_bytes), Report(checks=())
        while True:
            staged, changes = shelf.decide(staged)
            shelf.complete(staged, report, changes)
            if shelf.holds(staged):
                return shelf.unchanged(staged, report)
            if not shelf.repeats(staged):
                return shelf.promote(staged, report)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `raw`, and of it a flat release (in `flat`) and one in three parts (in `parts`); not to be changed."""
    folder = tmp_path_factory.mktemp("partitioned")
    write_sources(folder / "raw")
    publish(folder / "raw", folder / "flat", None)
    publish(folder / "raw", folder / "parts", ONE_EACH, papers=True)
    return folder


@pytest.fixture
def place(both: Path, tmp_path: Path) -> Path:
    """A copy of that folder which a test may change."""
    return Path(shutil.copytree(both, tmp_path / "place", symlinks=True))


def parts(folder: Path) -> Path:
    return folder / "parts/latest"


def test_every_table_says_what_the_flat_one_says_in_every_format(both: Path) -> None:
    for name in RECORDS:
        flat = pl.read_parquet(both / f"flat/latest/parquet/{name}.parquet")
        assert pl.read_parquet(data_paths(parts(both), "parquet", name)).equals(flat), name
        rows = [row for path in data_paths(parts(both), "json", name) for row in json.loads(gzip.decompress(path.read_bytes()))]
        assert rows == json.loads((both / f"flat/latest/json/{name}.json").read_bytes())
        lines = [line for path in data_paths(parts(both), "csv", name) for line in gzip.decompress(path.read_bytes()).split(b"\r\n")[1:]]
        assert [line for line in lines if line] == [line for line in (both / f"flat/latest/csv/{name}.csv").read_bytes().split(b"\r\n")[1:] if line]


def test_a_table_in_parts_is_read_as_one_by_polars_pandas_duckdb_and_pyarrow(both: Path) -> None:
    folder = parts(both) / "parquet/lines"
    heights = {
        pl.scan_parquet(folder / "*.parquet").collect().height,
        len(pd.read_parquet(folder)),
        duckdb.sql(f"select count(*) from '{folder}/*.parquet'").fetchall()[0][0],
        pyarrow.dataset.dataset(folder).count_rows(),
    }
    assert heights == {sum(text.count("\n") for text in SOURCES.values())}


def test_csv_and_json_in_parts_are_read_as_they_are_by_polars_pandas_and_duckdb(both: Path) -> None:
    csv, json_file = ([str(path) for path in data_paths(parts(both), form, "lines")] for form in ("csv", "json"))
    rows = [SOURCES[name].count("\n") for name in SOURCES]
    assert [pl.read_csv(path).height for path in csv] == rows
    assert [len(pd.read_csv(path)) for path in csv] == rows
    assert [len(pd.read_json(path)) for path in json_file] == rows
    assert duckdb.sql(f"select count(*) from read_csv({csv})").fetchall() == [(sum(rows),)]
    assert duckdb.sql(f"select count(*) from read_json({json_file})").fetchall() == [(sum(rows),)]


@pytest.mark.parametrize("damage", [lambda data: b"", lambda data: data[:-9], lambda data: data[:20] + b"??" + data[22:]])
def test_a_damaged_packed_file_is_found(place: Path, damage: Callable[[bytes], bytes]) -> None:
    for path, check in (("csv/events/part-00001.csv.gz", "csv"), ("json/lines/part-00001.json.gz", "json")):
        file = parts(place) / path
        whole = file.read_bytes()
        file.write_bytes(damage(whole))
        write_sums(parts(place))
        assert [problem.check for problem in verify(parts(place))] == [check]
        file.write_bytes(whole)


def test_a_part_holds_whole_sources_in_their_order(both: Path) -> None:
    assert [pl.read_parquet(path)["source_id"].unique().to_list() for path in data_paths(parts(both), "parquet", "lines")] == [[name] for name in SOURCES]


def test_it_keeps_every_promise(both: Path) -> None:
    assert verify(parts(both), both / "raw") == []


@pytest.mark.parametrize(("path", "check"), [("csv/events/part-00002.csv.gz", "csv"), ("json/events/part-00003.json.gz", "json")])
def test_a_change_in_one_part_is_found(place: Path, path: str, check: str) -> None:
    file = parts(place) / path
    file.write_bytes(gzip.compress(gzip.decompress(file.read_bytes()).replace(b"2024-03-15", b"2024-03-16")))
    write_sums(parts(place))
    assert [(problem.check, problem.place) for problem in verify(parts(place))] == [(check, path.partition("/")[2])]


def test_a_key_that_stands_in_two_parts_is_found(place: Path) -> None:
    first, second, _ = data_paths(parts(place), "parquet", "lines")
    shutil.copyfile(first, second)
    write_sums(parts(place))
    assert {problem.place for problem in verify(parts(place)) if problem.check == "keys"} == {"lines"}


def test_its_papers_name_every_file_that_is_there_and_none_that_is_not(both: Path) -> None:
    listed = set(read_sums(parts(both)))
    packaged = {resource["path"] for resource in json.loads((parts(both) / "datapackage.json").read_bytes())["resources"]}
    assert packaged <= listed
    assert {path for path in listed if path.split("/")[0] in ("parquet", "csv", "json")} <= packaged
    assert not [path for path in listed if path.endswith("dataset.xlsx") or path.startswith(("csv/tables/care", "explorer"))]
    readme = (parts(both) / "README.md").read_text("utf-8")
    assert "partitioned" in readme and "| `dataset.xlsx`" not in readme


def test_what_there_is_in_the_parts_adds_up_to_what_there_is_in_the_whole(both: Path) -> None:
    (whole,) = map(tally, part_tables(both / "flat/latest"))
    added = summed(map(tally, part_tables(parts(both))))
    assert (added.rows, added.nulls, added.examples, added.codes) == (+whole.rows, +whole.nulls, whole.examples, +whole.codes)
    assert added.occurrences.keys() == whole.occurrences.keys()
    assert json.loads((parts(both) / "dictionary.json").read_bytes())["tables"] == dictionary(whole, read_identity(parts(both)))["tables"]


@pytest.mark.parametrize("partition_bytes", [None, ONE_EACH])
def test_the_digests_told_while_writing_are_those_of_the_files_under_their_last_identity_too(
    both: Path, tmp_path: Path, partition_bytes: int | None
) -> None:
    with building.shelf(tmp_path / "output", both / "raw", 10) as shelf:
        staged = shelf.written(building.parse_sources(both / "raw", tmp_path / "work"), partition_bytes)
        assert staged.sums == data_sums(staged.folder)
        assert (staged.tally is None) == (partition_bytes is None)
        again = restamp_data(staged.folder, staged.identity.model_copy(update={"version": "0.9.9"}))
        assert {**staged.sums, **again} == data_sums(staged.folder) != staged.sums


def data_sums(folder: Path) -> dict[str, str]:
    return {path: digest for path, digest in compute_sums(folder).items() if is_data(path)}


def test_the_database_shows_the_rows_of_all_parts_in_the_folder_of_the_release_and_elsewhere_when_told_where_that_is(
    both: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = {name: pl.read_parquet(both / f"flat/latest/parquet/{name}.parquet").height for name in RECORDS}
    monkeypatch.chdir(parts(both))
    with duckdb.connect("dataset.duckdb", read_only=True) as dataset:
        assert {name: dataset.execute(f"select count(*) from {name}").fetchall()[0][0] for name in RECORDS} == rows
        assert dataset.execute("select count(*) from timeline").fetchall() == [(rows["events"],)]
        assert dataset.execute("select count(*) from duckdb_columns() where not internal and table_name = 'lines' and comment is null").fetchall() == [(0,)]
    monkeypatch.chdir(both)
    with duckdb.connect(str(parts(both) / "dataset.duckdb"), read_only=True) as dataset:
        dataset.execute(f"set file_search_path = '{parts(both)}'")
        assert dataset.execute("select count(*) from lines").fetchall() == [(rows["lines"],)]


def test_the_database_of_parts_stores_no_rows_and_names_no_place_of_this_machine(both: Path) -> None:
    data = (parts(both) / "dataset.duckdb").read_bytes()
    assert len(data) < 1_000_000
    assert str(both).encode() not in data and b"staging" not in data and ROADS.split("\n")[1].encode() not in data


def test_a_database_of_parts_is_made_in_a_folder_whose_name_has_a_comma(both: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(parts(both), tmp_path / "a, b")
    write_database(copy, read_identity(copy))
    assert same_content(copy / "dataset.duckdb", parts(both) / "dataset.duckdb")


def test_published_again_nothing_changed(place: Path) -> None:
    assert publish(place / "raw", place / "parts", ONE_EACH, papers=True).sentence.startswith("nothing changed")


def test_a_changed_source_changes_its_part_alone_and_the_changes_are_those_of_a_flat_release(place: Path) -> None:
    write_source(place / "raw", "roads", ROADS + MORE, replace=True)
    before = read_sums(parts(place))
    for output, size in (("flat", None), ("parts", ONE_EACH)):
        assert publish(place / "raw", place / output, size).version == "0.2.0"
    after = read_sums(parts(place))
    assert {path for path in before if path.startswith("json/") and before[path] != after[path]} <= {path for path in after if "part-00002" in path}
    assert read_changes(parts(place)).changes.records == read_changes(place / "flat/latest").changes.records
    assert verify(parts(place), place / "raw") == []
    with without("flows.building.Shelf.checked", "flows.building.Shelf.judge", "flows.building._write_quality", *PAPERS):
        assert set(building.rebuilt("latest", place / "raw", place / "parts").values()) == {"equal"}


def test_a_source_that_moves_to_another_part_has_not_changed(place: Path) -> None:
    write_source(place / "raw", "trains", ROADS.replace("公路", "铁路"))
    manifest = place / "raw/manifest.csv"
    head, *rows = manifest.read_text("utf-8").splitlines(keepends=True)
    manifest.write_text("".join([head, rows[-1], *rows[:-1]]), "utf-8")
    publish(place / "raw", place / "parts", ONE_EACH)
    changes = read_changes(parts(place)).changes
    assert {table.removed_count + table.changed_count + table.moved_count for table in changes.records.values()} == {0}
    assert [entry.key for entry in changes.records["sources"].added] == [("trains",)]


def test_a_removed_source_is_told_with_all_its_records(place: Path) -> None:
    manifest = place / "raw/manifest.csv"
    manifest.write_text("".join(row for row in manifest.read_text("utf-8").splitlines(keepends=True) if not row.startswith("care,")), "utf-8")
    (place / "raw/care.txt").unlink()
    publish(place / "raw", place / "parts", ONE_EACH)
    lines = read_changes(parts(place)).changes.records["lines"]
    assert (lines.removed_count, lines.added_count, lines.before - lines.after) == (CARE.count("\n"), 0, CARE.count("\n"))


def test_a_release_that_turns_into_parts_is_a_patch_of_files(place: Path) -> None:
    outcome = publish(place / "raw", place / "flat", ONE_EACH)
    changes = read_changes(place / "flat/latest")
    assert (outcome.version, changes.decision.rule) == ("0.1.1", "files-changed")
    assert not any(table.differs for table in changes.changes.records.values())


def test_how_sources_were_batched_shows_in_no_part(both: Path, tmp_path: Path) -> None:
    apart = [building.parse_sources(copy_of(both / "raw", tmp_path / name, [name]), tmp_path / "work")[0] for name in SOURCES]
    (together,) = building.parse_sources(both / "raw", tmp_path / "work")
    for one, other in zip(grouped(apart, 2000), grouped([together], 2000), strict=True):
        assert (one.part, one.sources) == (other.part, other.sources)
        assert all(GroupTables(one)[name].equals(GroupTables(other)[name]) for name in RECORDS)


def copy_of(raw: Path, folder: Path, names: list[str]) -> Path:
    for name in names:
        write_source(folder, name, (raw / f"{name}.txt").read_text("utf-8"))
    return folder


def test_why_a_table_could_not_be_compared_names_no_place_of_this_machine(place: Path) -> None:
    (parts(place) / "parquet/events/part-00002.parquet").write_bytes(b"")
    (item,) = diff_releases(place / "flat/latest", parts(place)).incomparable
    assert (item.what, item.why) == ("events", "parquet/events/part-00002.parquet: its bytes are not those of SHA256SUMS")
