"""Reference files beside a source: read whole, or stopped at the line that is wrong; and those of the repository hold."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from flows.errors import InputError
from flows.reading.batches import to_arrow
from flows.reading.reader import read_text
from flows.reading.references import link
from flows.reference_files import read_references
from schemas.official_documents import OfficialDocument
from schemas.supported_cities import SupportedCity
from schemas.verifications import Verification

RAW = Path(__file__).parents[1] / "raw"


def test_a_source_without_reference_files_has_none(tmp_path: Path) -> None:
    assert read_references(tmp_path / "a.txt") == ([], [], [])


@pytest.mark.parametrize("line", ["{", "[]", '{"quote": "a"}', '""'])
def test_a_malformed_entry_stops_with_its_file_and_line(tmp_path: Path, line: str) -> None:
    good = (RAW / "urban-renewal-timeline.claims.jsonl").read_text(encoding="utf-8").splitlines()[0]
    (tmp_path / "a.claims.jsonl").write_text(f"{good}\n{line}\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"a\.claims\.jsonl:2: "):
        read_references(tmp_path / "a.txt")


def test_where_a_line_is_no_json_one_line_and_its_column_are_named(tmp_path: Path) -> None:
    (tmp_path / "a.claims.jsonl").write_text("{quote}\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"a\.claims\.jsonl:1: no JSON at column 2: Expecting property name enclosed in double quotes$"):
        read_references(tmp_path / "a.txt")


@pytest.mark.parametrize(("cell", "value"), [("year", "this year"), ("seq", "")])
def test_a_malformed_cell_stops_with_its_file_and_line(tmp_path: Path, cell: str, value: str) -> None:
    with (RAW / "urban-renewal-timeline.cities.csv").open(encoding="utf-8", newline="") as file:
        row = next(csv.DictReader(file))
    with (tmp_path / "a.cities.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(row))
        writer.writeheader()
        writer.writerow(row | {cell: value})
    with pytest.raises(InputError, match=r"a\.cities\.csv:2: "):
        read_references(tmp_path / "a.txt")


@pytest.mark.parametrize("source", sorted(RAW.glob("*.txt")), ids=lambda path: path.stem)
def test_the_references_of_the_repository_fit_their_source(source: Path) -> None:
    linked = link("s", read_text("s", source.read_text(encoding="utf-8")), read_references(source))
    for record in (OfficialDocument, Verification, SupportedCity):
        assert to_arrow(record, linked[record.table]).num_rows == len(linked[record.table])


def test_a_value_that_is_only_recalled_stands_in_no_column_of_its_own() -> None:
    for line in (RAW / "urban-renewal-timeline.official_documents.jsonl").read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        assert not any(entry[recalled["field"]] for recalled in entry["recalled"])
