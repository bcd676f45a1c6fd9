"""The data files of a release: typed, described, equal in every format and to every reader, and the same bytes every time."""
from __future__ import annotations

import csv
import io
import json
import math
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.errors import ReleaseError
from flows.releasing import csv_files, files, json_files
from flows.releasing.checksums import compute_sums
from flows.releasing.csv_files import guard, unguard
from flows.releasing.wide_tables import unique_heads, wide, wide_csv
from schemas import RECORDS
from schemas.arrow import arrow_schema
from tests.releasing.mini import staged, table_of, tables

TEXTS = st.lists(st.text(st.sampled_from("'=+-@\t\r\n＝＋－＠1.%eE改\"a, "), max_size=6), min_size=1, max_size=20)


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return staged(tmp_path_factory.mktemp("files") / "release", tables())


def csv_rows(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_bytes().decode(), newline=""), strict=True))


def test_the_same_tables_give_the_same_bytes(release: Path, tmp_path: Path) -> None:
    assert compute_sums(staged(tmp_path / "again", tables())) == compute_sums(release)


def test_every_record_is_published_as_parquet_csv_and_json_also_without_rows(release: Path) -> None:
    for name, record in RECORDS.items():
        schema = pq.read_schema(release / f"parquet/{name}.parquet")
        assert schema.equals(arrow_schema(record), check_metadata=False)
        assert csv_rows(release / f"csv/{name}.csv")[0] == schema.names
        assert isinstance(json.loads((release / f"json/{name}.json").read_text()), list)


def test_parquet_says_what_it_is(release: Path) -> None:
    schema = pq.read_schema(release / "parquet/metrics.parquet")
    said = {key.decode(): value.decode() for key, value in schema.metadata.items()}
    assert {"title", "title_zh", "description", "license", "version", "dataset", "released"} <= said.keys()
    assert json.loads(said["key"]) == ["metric_id"]
    assert json.loads(said["references"])["event_id"] == "events"
    assert all(field.metadata[b"description"] for field in schema)


def test_parquet_is_zstd_with_page_index_and_checksums(release: Path) -> None:
    path = release / "parquet/directives.parquet"
    column = pq.read_metadata(path).row_group(0).column(0)
    assert column.compression == "ZSTD"
    assert column.has_offset_index
    assert pq.read_table(path, page_checksum_verification=True).num_rows == 5


@pytest.mark.parametrize("name", ["directives", "metrics", "tables", "sources"])
def test_polars_pandas_duckdb_and_pyarrow_read_the_same(release: Path, name: str) -> None:
    path = release / f"parquet/{name}.parquet"
    rows = pq.read_table(path).to_pylist()
    assert pl.read_parquet(path).to_dicts() == rows
    assert pa.Table.from_pandas(pd.read_parquet(path, dtype_backend="pyarrow")).to_pylist() == rows
    assert duckdb.connect().sql(f"from '{path}'").to_arrow_table().to_pylist() == rows


def test_json_has_one_record_a_line_with_the_columns_in_order(release: Path) -> None:
    lines = (release / "json/directives.json").read_text().splitlines()
    assert (lines[0], lines[-1], len(lines)) == ("[", "]", 5 + 2)
    assert list(json.loads(lines[1].removesuffix(","))) == arrow_schema(RECORDS["directives"]).names


def test_json_reads_back_as_the_parquet(release: Path) -> None:
    rows = pq.read_table(release / "parquet/directives.parquet").to_pylist()
    assert json.loads((release / "json/directives.json").read_text()) == rows


@given(st.lists(st.tuples(st.floats(allow_nan=False, allow_infinity=False), st.text(st.characters(exclude_categories=["Cs"])), st.none() | st.dates()), min_size=1))
def test_json_is_the_same_bytes_whether_the_batch_is_small_or_large(rows: list) -> None:
    numbers, words, days = zip(*rows, strict=True)
    nested = [[{"topic": word, "char_start": None}] for word in words]
    batch = pa.record_batch({"number": numbers, "words": words, "day": pa.array(days, pa.date32()), "nested": nested})
    assert json_files.rows_of_few(batch) == json_files.rows_of_many(batch)


def test_a_number_that_json_cannot_say_is_refused(tmp_path: Path) -> None:
    batch = pa.RecordBatch.from_pydict({"value": [1.0, math.nan]})
    with pytest.raises(ReleaseError, match=r"metrics\.value: NaN"):
        json_files.write_json([batch], tmp_path / "metrics.json")


def test_csv_tells_null_from_an_empty_text_and_an_empty_list() -> None:
    frame = pl.DataFrame({"a": ["", None], "b": [[], None]}, schema={"a": pl.String, "b": pl.List(pl.String)})
    cells = frame.select(csv_files.cell(name, kind) for name, kind in frame.schema.items())
    assert cells.write_csv(include_header=False) == '"",[]\n,\n'


def test_csv_ends_its_lines_as_rfc_4180_says_and_has_no_byte_order_mark(release: Path) -> None:
    data = (release / "csv/events.csv").read_bytes()
    assert data.startswith(b"event_id,")
    assert data.count(b"\n") == data.count(b"\r\n") == 3


def test_no_text_cell_of_any_csv_can_be_taken_for_a_formula(release: Path) -> None:
    cells = [cell for path in release.rglob("*.csv") for row in csv_rows(path) for cell in row]
    risky = [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))]
    assert [cell for cell in risky if not cell.removeprefix("-").replace(".", "").isdigit()] == []
    assert any(cell.startswith("'- ") for cell in cells)


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_a_guarded_text_is_safe_and_reads_back_exactly(texts: list[str]) -> None:
    frame = pl.DataFrame({"a": texts}).select(guarded=guard(pl.col("a"))).with_columns(back=unguard(pl.col("guarded")))
    assert frame["back"].to_list() == texts
    for cell in frame["guarded"]:
        assert cell[:1] not in "=+-@\t\r\n＝＋－＠" or not cell or pl.Series([cell]).str.contains(csv_files.PLAIN_NUMBER).all()


def test_a_plain_number_is_left_as_it_is() -> None:
    texts = ["-5", "+20%", "-1.5e3", "-"]
    assert pl.DataFrame({"a": texts}).select(guard(pl.col("a"))).to_series().to_list() == ["-5", "+20%", "-1.5e3", "'-"]


def test_batches_leave_no_seam(release: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "BATCH", 2)
    assert compute_sums(staged(tmp_path / "batched", tables())) == compute_sums(release)


def test_each_table_is_published_wide(release: Path) -> None:
    (path,) = (release / "csv/tables").iterdir()
    assert csv_rows(path) == [["类别", "要求"], ["基础类", "应改尽改"], ["提升类", "'=因地制宜"]]


def test_a_row_shorter_than_its_table_ends_in_empty_cells() -> None:
    assert wide_csv(wide(["甲", "乙"], 1, [(0, 0, "x")])) == "甲,乙\r\nx,\r\n"


@given(st.lists(st.text(st.sampled_from("甲 a_23column"), max_size=8), max_size=8))
def test_heads_of_a_wide_table_are_neither_blank_nor_repeated_nor_lost(columns: list[str]) -> None:
    heads = unique_heads(columns)
    assert len(heads) == len(set(heads)) == len(columns)
    assert all(head and head == head.strip() for head in heads)


def test_a_csv_cell_with_quotes_commas_and_line_ends_reads_back(tmp_path: Path) -> None:
    text = 'a,"b"\nc\rd'
    csv_files.write_csv(pa.schema([("t", pa.string())]), [pa.RecordBatch.from_pydict({"t": [text]})], tmp_path / "t.csv")
    assert csv_rows(tmp_path / "t.csv") == [["t"], [text]]


def test_parse_writes_parquet_without_a_version(tmp_path: Path) -> None:
    files.write_parquet({"sources": table_of("sources", [])}, tmp_path)
    assert b"version" not in pq.read_schema(tmp_path / "parquet/sources.parquet").metadata
