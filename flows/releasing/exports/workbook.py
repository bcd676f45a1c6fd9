"""`dataset.xlsx`: the release for people who open things in Excel; a cover, then a sheet a record with typed cells.

Texts are written as texts, so that nothing becomes a formula, a link or a number. Lists and nested records are JSON, as in the
CSV. A sheet holds at most `MOST_ROWS` rows and a cell at most Excel's 32 767 characters; what was left out is said on the cover.
The same tables and identity give the same bytes.
"""
from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flows.releasing.exports.usage import Tables, plain
from flows.releasing.identity import Identity
from flows.releasing.portals.columns import Column, Table, published_tables
from flows.releasing.portals.description import citation
from schemas.dataset import dataset

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

FILE_NAME = "dataset.xlsx"
MOST_ROWS = 100_000
"""Rows of a sheet: more would take minutes to write and to open, and there is Parquet for them."""

LONGEST = 32_767
COVER = "说明 README"
WIDTHS = {"text": 24, "integer": 9, "number": 11, "boolean": 8, "date": 12}
HEADS = ("表 table", "列 column", "名称", "label", "类型 type", "含义 meaning", "单位 unit", "空值 null", "编码 codes")
OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def write_workbook(folder: Path, tables: Tables, identity: Identity) -> None:
    """Write the workbook of a release."""
    import xlsxwriter

    with xlsxwriter.Workbook(str(folder / FILE_NAME), OPTIONS) as book:
        of = dataset()
        created = datetime.combine(identity.date, datetime.min.time())
        book.set_properties({"title": f"{of.title.zh} {of.title.en}", "author": of.publisher.name.en, "subject": identity.version, "created": created})
        cover = book.add_worksheet(COVER)
        cut = {name: _sheet(book, table, tables) for name, table in published_tables().items()}
        _cover(book, cover, tables, identity, cut)


def _sheet(book: Workbook, table: Table, tables: Tables) -> int:
    """Write one record's sheet; the number of cells that were cut."""
    sheet = book.add_worksheet(table.name)
    rows = tables[table.name].slice(0, MOST_ROWS)
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    cut = 0
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, WIDTHS.get(column.type_name, 24))
        for row, value in enumerate(rows[column.name].to_pylist(), start=1):
            cut += _cell(sheet, row, place, value, day)
    sheet.write_row(0, 0, [column.name for column in table.columns], book.add_format({"bold": True, "bottom": 1}))
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(rows.num_rows, 1), len(table.columns) - 1)
    return cut


def _cell(sheet: Worksheet, row: int, column: int, value: Any, day: object) -> bool:
    """Write one value by its type; whether it had to be cut."""
    if value is None:
        return False
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, (int, float)):
        sheet.write_number(row, column, value)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, day)
    else:
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=plain)
        sheet.write_string(row, column, text[:LONGEST])
        return len(text) > LONGEST
    return False


def _cover(book: Workbook, sheet: Worksheet, tables: Tables, identity: Identity, cut: dict[str, int]) -> None:
    of = dataset()
    bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    head = book.add_format({"bold": True, "bottom": 1})
    sheet.write_string(0, 0, f"{of.title.zh} · {of.title.en}", book.add_format({"bold": True, "font_size": 16}))
    facts = [
        ("版本 version", f"{identity.version} · {identity.date.isoformat()}"),
        ("许可 licence", f"{of.licence.spdx} · {of.licence.url}"),
        ("引用 cite as", citation(of, identity)),
        ("说明", of.description.zh),
        ("about", of.description.en),
    ]
    facts += [(f"{table.name} · {table.title_zh}", _extent(tables, table, cut[table.name])) for table in published_tables().values()]
    for row, (name, text) in enumerate(facts, start=2):
        sheet.write_string(row, 0, name, bold)
        sheet.write_string(row, 1, text)
    start = len(facts) + 3
    sheet.write_row(start, 0, HEADS, head)
    entries = [(table, column) for table in published_tables().values() for column in table.columns]
    for row, (table, column) in enumerate(entries, start=start + 1):
        for place, text in enumerate(_entry(table, column)):
            sheet.write_string(row, place, text, wrap)
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 4, 18)
    sheet.set_column(5, 5, 70)
    sheet.set_column(6, 8, 22)


def _extent(tables: Tables, table: Table, cut: int) -> str:
    """How many rows a sheet holds, and what it leaves out."""
    rows = tables[table.name].num_rows
    left = f"; 仅列前 {MOST_ROWS} 行，其余见 Parquet · the first {MOST_ROWS} rows, all of them in the Parquet" if rows > MOST_ROWS else ""
    short = f"; {cut} 个单元格过长而截断 · {cut} cells cut at {LONGEST} characters" if cut else ""
    return f"{rows} 行 rows{left}{short}"


def _entry(table: Table, column: Column) -> tuple[str, ...]:
    texts = (column.type_name, column.meaning, column.unit, column.null, column.vocabulary)
    return (table.name, column.name, column.label_zh, column.label_en, *(text or "" for text in texts))
