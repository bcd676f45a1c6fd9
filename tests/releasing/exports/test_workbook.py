"""The workbook, opened again: every value is what it was, Chinese intact, no formula, limits said on the cover."""
from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pyarrow as pa
import pytest

from flows.releasing.exports import workbook
from flows.releasing.exports.workbook import COVER, FILE_NAME, write_workbook
from flows.releasing.portals.columns import published_tables
from tests.releasing.portals.mini_release import Release


@pytest.fixture(scope="module")
def book(release: Release) -> openpyxl.Workbook:
    return openpyxl.load_workbook(release.folder / FILE_NAME)


def seen(value: Any) -> Any:
    """A published value as the workbook shows it; an empty text is an empty cell there."""
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    if hasattr(value, "isoformat"):
        return datetime.combine(value, datetime.min.time())
    return value or None if isinstance(value, str) else value


def test_a_cover_stands_before_a_sheet_a_record(book: openpyxl.Workbook) -> None:
    assert book.sheetnames == [COVER, *published_tables()]


@pytest.mark.parametrize("name", published_tables())
def test_a_sheet_holds_every_value_of_its_record(book: openpyxl.Workbook, release: Release, name: str) -> None:
    heads, *rows = book[name].iter_rows(values_only=True)
    assert list(heads) == release.tables[name].column_names
    assert [list(row) for row in rows] == [[seen(value) for value in row.values()] for row in release.tables[name].to_pylist()]


def test_no_cell_is_a_formula_or_a_link(book: openpyxl.Workbook) -> None:
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert any(str(cell.value).startswith("=HYPERLINK") for cell in cells)
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]


def test_another_reader_sees_the_same_chinese(release: Release) -> None:
    frame = pl.read_excel(release.folder / FILE_NAME, sheet_name="events")
    assert frame["title"].to_list() == release.tables["events"]["title"].to_pylist()


def test_the_cover_holds_the_dictionary_licence_and_citation(book: openpyxl.Workbook) -> None:
    rows = list(book[COVER].iter_rows(values_only=True))
    named = {(row[0], row[1]) for row in rows}
    assert {(table.name, column.name) for table in published_tables().values() for column in table.columns} <= named
    text = "\n".join(str(value) for row in rows for value in row if value)
    assert "CC-BY-4.0" in text
    assert "version 1.2.0" in text
    assert "中国城市更新政策数据集" in text


def test_too_many_rows_and_too_long_cells_are_left_out_and_that_is_said(release: Release, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 2)
    lines = release.tables["lines"]
    long = lines.set_column(2, lines.schema.field(2), pa.array(["长" * 40_000] * lines.num_rows))
    write_workbook(tmp_path, release.tables | {"lines": long}, release.identity)
    book = openpyxl.load_workbook(tmp_path / FILE_NAME)
    assert book["lines"].max_row == 3
    assert len(book["lines"]["C2"].value) == 32_767
    cover = "\n".join(str(value) for row in book[COVER].iter_rows(values_only=True) for value in row if value)
    assert "the first 2 rows" in cover
    assert "2 cells cut at 32767 characters" in cover


def test_equal_tables_give_equal_bytes(release: Release, tmp_path: Path) -> None:
    write_workbook(tmp_path, release.tables, release.identity)
    assert (tmp_path / FILE_NAME).read_bytes() == (release.folder / FILE_NAME).read_bytes()
