"""A source from bytes to Arrow: every row keeps the contract, quotes its source, and owes nothing to any other source."""
from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, get_args, get_origin

import pyarrow.parquet as pq
import pytest

from flows.errors import InputError
from flows.parsing import Tables, concatenate, parse_declared, parse_file, parse_files, write_parsed
from flows.sources import read_manifest
from schemas import RECORDS, Record
from schemas.arrow import arrow_schema
from schemas.base import columns_of
from tests.two_sources import CARE, ROADS, write_raw

RAW = Path(__file__).parents[1] / "raw"
REAL = RAW / "urban-renewal-timeline.txt"
QUOTES = {
    "lines": "raw_text",
    "directives": "raw_text",
    "table_cells": "raw_text",
    "metrics": "raw",
    "formulation_occurrences": "raw",
    "corrections": "raw_excerpt",
    "verifications": "quote",
}
PLACES = frozenset({"sha256", "bytes", "encoding", "char_start", "char_end", "modality_cue_start", "modality_cue_end"})


@pytest.fixture(scope="module")
def real() -> Tables:
    """Every record of the real source, with its corrections and references."""
    return parse_file(REAL)


def modelled(annotation: Any, value: Any) -> Any:
    """A value from Arrow as its model holds it: tuples for lists, records for structs."""
    if isinstance(value, list):
        inner = get_args(annotation)[0] if get_origin(annotation) is tuple else None
        return tuple(inner.model_validate(item) if isinstance(item, dict) and inner else item for item in value)
    return value


@pytest.mark.parametrize("record", RECORDS.values(), ids=list(RECORDS))
def test_every_row_of_the_real_source_is_an_instance_of_its_model(record: type[Record], real: Tables) -> None:
    for row in real[record.table].to_pylist():
        record.model_validate({name: modelled(record.model_fields[name].annotation, value) for name, value in row.items()})


@pytest.mark.parametrize("table", RECORDS)
def test_every_table_has_the_schema_of_its_record(table: str, real: Tables) -> None:
    assert real[table].schema.equals(arrow_schema(RECORDS[table]), check_metadata=True)
    assert real[table].num_rows > 0


@pytest.mark.parametrize(("table", "column"), QUOTES.items(), ids=list(QUOTES))
def test_a_span_quotes_the_source_to_the_character(table: str, column: str, real: Tables) -> None:
    text = REAL.read_bytes().decode()
    wrong = [row for row in real[table].to_pylist() if text[row["char_start"] : row["char_end"]] != row[column]]
    assert wrong == []


def test_evidence_of_a_topic_quotes_the_source(real: Tables) -> None:
    text = REAL.read_bytes().decode()
    found = [item for row in real["directives"]["topic_evidence"].to_pylist() for item in row]
    assert found and all(text[item["char_start"] : item["char_end"]] == item["term"] for item in found)


def test_lines_and_their_ends_give_back_the_source(real: Tables) -> None:
    text = REAL.read_bytes().decode()
    rows = real["lines"].to_pylist()
    starts = [*(row["char_start"] for row in rows[1:]), len(text)]
    assert "".join(row["raw_text"] + text[row["char_end"] : start] for row, start in zip(rows, starts, strict=True)) == text
    assert {text[row["char_end"] : start] for row, start in zip(rows, starts, strict=True)} <= {"\n", ""}


# Independence


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """Two declared sources."""
    return write_raw(tmp_path / "raw")


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_sources_read_together_are_read_as_each_alone(raw: Path, order: tuple[int, int]) -> None:
    rows = [read_manifest(raw)[place] for place in order]
    together = parse_declared(raw, rows)
    alone = concatenate([parse_declared(raw, [row]) for row in rows])
    assert together == alone


def test_reading_the_same_source_twice_gives_the_same_records() -> None:
    assert parse_file(REAL) == parse_file(REAL)


def test_no_sources_give_every_table_empty() -> None:
    tables = concatenate([])
    assert list(tables) == list(RECORDS)
    assert {table.num_rows for table in tables.values()} == {0}


# Encodings and line ends


def written(folder: Path, data: bytes) -> Tables:
    """The records of a file of that name in a folder."""
    folder.mkdir()
    (folder / "care.txt").write_bytes(data)
    return parse_file(folder / "care.txt")


def without(tables: Tables, columns: frozenset[str]) -> dict[str, list[dict[str, Any]]]:
    """The rows of all tables without some columns, also without those of nested records."""

    def kept(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: kept(part) for name, part in value.items() if name not in columns}
        return [kept(part) for part in value] if isinstance(value, list) else value

    return {name: kept(table.to_pylist()) for name, table in tables.items()}


@pytest.mark.parametrize(
    ("encoding", "name"), [("utf-8-sig", "utf-8-sig"), ("gb18030", "gb18030"), ("gbk", "gb18030"), ("utf-16", "utf-16"), ("utf-16-le", "utf-16-le"), ("utf-16-be", "utf-16-be")]
)
def test_another_encoding_gives_the_same_records_and_is_recorded(tmp_path: Path, encoding: str, name: str) -> None:
    plain, other = written(tmp_path / "plain", CARE.encode()), written(tmp_path / "other", CARE.encode(encoding))
    assert other["sources"]["encoding"].to_pylist() == [name]
    assert without(other, frozenset({"sha256", "bytes", "encoding"})) == without(plain, frozenset({"sha256", "bytes", "encoding"}))


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_other_line_ends_give_the_same_records_at_other_offsets(tmp_path: Path, end: str) -> None:
    plain, other = written(tmp_path / "plain", CARE.encode()), written(tmp_path / "other", CARE.replace("\n", end).encode())
    assert without(other, PLACES) == without(plain, PLACES)


def test_spans_quote_a_source_of_crlf_line_ends(tmp_path: Path) -> None:
    text = CARE.replace("\n", "\r\n")
    tables = written(tmp_path / "crlf", text.encode())
    for table in ("lines", "directives", "table_cells"):
        assert all(text[row["char_start"] : row["char_end"]] == row["raw_text"] for row in tables[table].to_pylist())


@pytest.mark.parametrize("text", [CARE.rstrip("\n"), "\n\n" + CARE, CARE + "\n\n"])
def test_blank_lines_around_a_source_change_no_event(tmp_path: Path, text: str) -> None:
    plain, other = written(tmp_path / "plain", CARE.encode()), written(tmp_path / "other", text.encode())
    for table in ("events", "directives", "metrics", "tables"):
        assert [row[RECORDS[table].key[0]] for row in other[table].to_pylist()] == [row[RECORDS[table].key[0]] for row in plain[table].to_pylist()]


# What stands beside a source


def test_a_stale_correction_stops_the_run_with_its_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "care.txt").write_text(CARE)
    text = (RAW / "urban-renewal-timeline.corrections.csv").read_text(encoding="utf-8")
    (tmp_path / "care.corrections.csv").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"care\.corrections\.csv:\d+"):
        parse_file(tmp_path / "care.txt")


# Writing


def test_parsed_files_hold_what_was_read_with_the_columns_of_a_release(tmp_path: Path) -> None:
    (tmp_path / "care.txt").write_text(CARE)
    (tmp_path / "roads.txt").write_text(ROADS)
    tables = concatenate(list(parse_files([tmp_path / "care.txt", tmp_path / "roads.txt"])))
    write_parsed([tables], tmp_path / "to")
    assert sorted(path.name for path in (tmp_path / "to").iterdir()) == ["json", "parquet"]
    for name, record in RECORDS.items():
        found = pq.read_table(tmp_path / "to" / "parquet" / f"{name}.parquet")
        assert tuple(found.column_names) == columns_of(record)
        assert found == tables[name]


def test_an_undeclared_source_is_received_on_the_day_of_its_file(tmp_path: Path) -> None:
    (tmp_path / "care.txt").write_text(CARE)
    (day,) = parse_file(tmp_path / "care.txt")["sources"]["retrieved"].to_pylist()
    assert day == date.fromtimestamp((tmp_path / "care.txt").stat().st_mtime)
