"""The data dictionary of a release: `dictionary.json`, and the same for people in `README.md` with files, citation and analyses."""
from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from flows.releasing import csv_files
from flows.releasing.exports.analyses import worked_analyses
from flows.releasing.exports.markdown import render
from flows.releasing.exports.usage import Tables, example_of
from flows.releasing.identity import Identity
from flows.releasing.portals.columns import Column, Table, published_tables
from flows.releasing.portals.description import citation
from schemas.dataset import dataset

CSV_NOTES = {
    "encoding": "UTF-8 without byte order mark",
    "line_end": "CRLF",
    "delimiter": ",",
    "null": "an empty cell; where a text column cannot be null, an empty cell is the empty text",
    "lists_and_records": "JSON in the cell",
    "formula_guard": "A text that a spreadsheet program would take for a formula has one apostrophe put in front. To undo it, drop the "
    "first character of every text cell that matches the pattern. Parquet, JSON, DuckDB and the workbook hold every text as it is.",
    "formula_guard_pattern": csv_files.GUARDED,
}


def dictionary(tables: Tables, identity: Identity) -> dict[str, Any]:
    """The machine-readable dictionary of a release."""
    of = dataset()
    return {
        "dataset": of.name,
        "title_zh": of.title.zh,
        "title_en": of.title.en,
        "version": identity.version,
        "date": identity.date.isoformat(),
        "licence": of.licence.spdx,
        "citation": citation(of, identity),
        "csv": CSV_NOTES,
        "tables": [_table(tables, table) for table in published_tables().values()],
    }


def write_dictionary(folder: Path, tables: Tables, identity: Identity) -> None:
    """Write `dictionary.json`, `README.md` and `LICENSE.md`; the database must lie in the folder, for the analyses run on it."""
    about = dictionary(tables, identity)
    (folder / "dictionary.json").write_text(json.dumps(about, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
    sources = tables["sources"].to_pylist()
    words = {"dataset": dataset(), "about": about, "sources": sources, "identity": identity}
    (folder / "LICENSE.md").write_text(render("licence.md.jinja", **words), encoding="utf-8", newline="\n")
    words |= {"analyses": worked_analyses(folder), "snippet": snippets()}
    (folder / "README.md").write_text(render("readme.md.jinja", **words), encoding="utf-8", newline="\n")


@cache
def snippets() -> str:
    """The ways to load a release, a Python block each; they run in the release folder."""
    return Path(__file__).with_name("loading.md").read_text(encoding="utf-8")


def _table(tables: Tables, table: Table) -> dict[str, Any]:
    return {
        "name": table.name,
        "title_zh": table.title_zh,
        "title_en": table.title_en,
        "meaning": table.meaning,
        "key": list(table.key),
        "references": dict(table.references),
        "rows": tables[table.name].num_rows,
        "columns": [_column(tables, table, column) for column in table.columns],
    }


def _column(tables: Tables, table: Table, column: Column) -> dict[str, Any]:
    entry = _entry(column) | {"nulls": tables[table.name][column.name].null_count, "example": example_of(tables, table, column)}
    return entry | ({"parts": [_entry(part) for part in column.parts]} if column.parts else {})


def _entry(column: Column) -> dict[str, Any]:
    return {
        "name": column.name,
        "type": column.type_name,
        "label_zh": column.label_zh,
        "label_en": column.label_en,
        "meaning": column.meaning,
        "unit": column.unit,
        "null": column.null,
        "vocabulary": column.vocabulary,
    }
