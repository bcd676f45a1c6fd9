"""The data dictionary of a release: `dictionary.json`, and the same for people in `README.md` with files, citation and analyses."""
from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from flows.releasing import csv_files
from flows.releasing.exports.analyses import worked_analyses
from flows.releasing.exports.markdown import render
from flows.releasing.exports.parts import whole_table
from flows.releasing.exports.tally import Tally
from flows.releasing.identity import Identity
from flows.releasing.portals.columns import Column, Table, published_tables
from flows.releasing.portals.description import MOST_SOURCES, citation
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


def dictionary(counted: Tally, identity: Identity) -> dict[str, Any]:
    """The machine-readable dictionary of a release."""
    of = dataset()
    about = {
        "dataset": of.name,
        "title_zh": of.title.zh,
        "title_en": of.title.en,
        "version": identity.version,
        "date": identity.date.isoformat(),
        "licence": of.licence.spdx,
        "citation": citation(of, identity),
        "csv": CSV_NOTES,
    }
    form = {"form": "partitioned", "partition_bytes": identity.partition_bytes, "csv_and_json": "gzip"} if identity.partition_bytes else {}
    return about | form | {"tables": [_table(counted, table) for table in published_tables().values()]}


def write_dictionary(folder: Path, counted: Tally, identity: Identity) -> None:
    """Write `dictionary.json`, `README.md` and `LICENSE.md`; the database must lie in the folder, for the analyses run on it."""
    about = dictionary(counted, identity)
    (folder / "dictionary.json").write_text(json.dumps(about, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
    listed = whole_table(folder, "sources")
    words = {"dataset": dataset(), "about": about, "sources": listed.slice(0, MOST_SOURCES).to_pylist(), "identity": identity}
    words["unlisted"] = max(listed.num_rows - MOST_SOURCES, 0)
    (folder / "LICENSE.md").write_text(render("licence.md.jinja", **words), encoding="utf-8", newline="\n")
    # Answers join and sort whole tables: of 1 GB of text that takes more memory than there is, so a partitioned release has none.
    words |= {"analyses": [] if identity.partition_bytes else worked_analyses(folder), "snippet": snippets(identity)}
    (folder / "README.md").write_text(render("readme.md.jinja", **words), encoding="utf-8", newline="\n")


def snippets(identity: Identity) -> str:
    """The ways to load a release, a Python block each; they run in the release folder. A partitioned table is a folder of files, its database views of them."""
    text = Path(__file__).with_name("loading.md").read_text(encoding="utf-8")
    in_parts = {'.parquet"': '"', "keys, comments and views stand in one file": "the parts of each table as one, with comments, and more views"}
    for flat, partitioned in in_parts.items() if identity.partition_bytes else ():
        text = text.replace(flat, partitioned)
    return text


def _table(counted: Tally, table: Table) -> dict[str, Any]:
    return {
        "name": table.name,
        "title_zh": table.title_zh,
        "title_en": table.title_en,
        "meaning": table.meaning,
        "key": list(table.key),
        "references": dict(table.references),
        "rows": counted.rows[table.name],
        "columns": [_column(counted, table, column) for column in table.columns],
    }


def _column(counted: Tally, table: Table, column: Column) -> dict[str, Any]:
    here = table.name, column.name
    entry = _entry(column) | {"nulls": counted.nulls[here], "example": counted.examples.get(here)}
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
