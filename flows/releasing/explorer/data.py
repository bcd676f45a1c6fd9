"""What the page shows, from the files of a release: its records, their labels and codes, its accuracy and its changes.

What a reader of the page can compute is left out: line numbers and raw texts (they follow from the spans and the lines), and
cleaned texts that equal the raw ones. Sources are taken whole, in their order, as long as they are `BYTES` together at most, so that
the page of a great release still opens; the page says how many are not in it.
"""
from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from flows.errors import ReleaseError
from flows.layout import data_paths
from flows.releasing.explorer.encoding import Column, encode, encode_key, encode_reference
from flows.releasing.identity import read_identity
from schemas import RECORDS, Record, columns_of, vocabulary
from schemas.dataset import dataset

BYTES = 16_000_000
"""How many bytes of sources one page carries: about three times what it was seen to open with in under three seconds."""

FOLLOWING = frozenset({"line_start", "line_end", "raw_text"})
"""Columns that follow from the spans and the lines."""

Rows = Mapping[str, Mapping[str, int]]


def page_data(folder: Path, budget: int = BYTES) -> dict[str, Any]:
    """All that the page carries of the release in `folder`; ReleaseError where a file that it needs is not there."""
    sources = _read(folder, "sources", None)
    taken = _taken(sources, budget)
    tables = {name: _read(folder, name, taken) for name in RECORDS if name != "sources" and data_paths(folder, "parquet", name)}
    tables = {"sources": sources.filter(pc.field("source_id").isin(pa.array(taken, pa.string()))), **tables}
    rows = {name: {key: row for row, key in enumerate(table[RECORDS[name].key[0]].to_pylist())} for name, table in tables.items() if name != "lines"}
    return {
        "release": read_identity(folder).model_dump(mode="json", include={"version", "date", "previous"}),
        "dataset": dataset().model_dump(mode="json", include={"title", "description", "keywords", "licence", "homepage", "publisher"}),
        "left_out": [name for name in sources["source_id"].to_pylist() if name not in taken],
        "records": {name: _described(RECORDS[name]) for name in tables},
        "codes": _codes(tables),
        "tables": {name: _lines(table, rows) if name == "lines" else _columns(RECORDS[name], table, rows) for name, table in tables.items()},
        "accuracy": _json(folder / "quality" / "accuracy.json").get("accuracy", []),
        "changes": _changes(_json(folder / "changes.json")),
    }


def _taken(sources: pa.Table, budget: int) -> list[str]:
    """The ids of the sources that the page carries."""
    taken = []
    for name, size in zip(sources["source_id"].to_pylist(), sources["bytes"].to_pylist(), strict=True):
        if size <= budget:
            taken.append(name)
            budget -= size
    return taken


def _read(folder: Path, name: str, sources: list[str] | None) -> pa.Table:
    """A published table, the rows of the sources named or all."""
    paths = data_paths(folder, "parquet", name)
    if not paths:
        raise ReleaseError(f"{folder}: it has no Parquet file of {name}, so it is no complete release")
    filters = None if sources is None else pc.field("source_id").isin(pa.array(sources, pa.string()))
    return pa.concat_tables([pq.read_table(path, filters=filters) for path in paths])


def _described(record: type[Record]) -> dict[str, Any]:
    """A table's titles, its key, and each column's name, labels and vocabulary."""
    columns = []
    for name in columns_of(record):
        extra: Any = record.model_fields[name].json_schema_extra
        columns.append([name, extra["label_zh"], extra["label_en"], extra.get("vocabulary")])
    return {"title": [record.title_zh, record.title_en], "key": list(record.key), "columns": columns}


def _codes(tables: Mapping[str, pa.Table]) -> dict[str, dict[str, list[str]]]:
    """Vocabulary → code → zh and en label (and definition, where the vocabulary has one) for every vocabulary of the tables."""
    extras: list[Any] = [RECORDS[name].model_fields[column].json_schema_extra for name in tables for column in columns_of(RECORDS[name])]
    names = dict.fromkeys([*(extra["vocabulary"] for extra in extras if extra.get("vocabulary")), "topics", "modalities"])
    return {
        name: {code: [row["label_zh"], row["label_en"], row["definition_zh"], row["definition_en"]] for code, row in vocabulary(name).items()} for name in names
    }


def _columns(record: type[Record], table: pa.Table, rows: Rows) -> dict[str, Column]:
    """The columns of a table, those that follow from its spans left out."""
    columns: dict[str, Column] = {}
    for name in columns_of(record):
        if name in FOLLOWING or name not in table.column_names:
            continue
        values = table[name].to_pylist()
        if name in record.references and record.references[name] in rows:
            columns[name] = encode_reference(values, record.references[name], rows[record.references[name]])
        elif record.key == (name,):
            columns[name] = encode_key(values)
        elif name == "text" and "raw_text" in table.column_names:
            columns[name] = _differing(values, table["raw_text"].to_pylist())
        else:
            columns[name] = encode(values)
    return columns


def _lines(table: pa.Table, rows: Rows) -> dict[str, Column]:
    """The lines: the raw text itself stands here, once."""
    raw = table["raw_text"].to_pylist()
    return {
        "source_id": encode_reference(table["source_id"].to_pylist(), "sources", rows["sources"]),
        "event_id": encode_reference(table["event_id"].to_pylist(), "events", rows["events"]),
        "kind": encode(table["kind"].to_pylist()),
        "raw_text": raw,
        "text": _differing(table["text"].to_pylist(), raw),
        "char_start": table["char_start"].to_pylist(),
    }


def _differing(values: list[str], raw: list[str]) -> Column:
    """Cleaned texts, null where they are the raw ones."""
    return [None if value == as_written else value for value, as_written in zip(values, raw, strict=True)]


def _json(path: Path) -> dict[str, Any]:
    """A published JSON file; empty where the release has none."""
    return dict(json.loads(path.read_bytes())) if path.exists() else {}


def _changes(changes: Mapping[str, Any]) -> dict[str, Any]:
    """What changed since the release before: the reasons for its version, and counts table by table."""
    counted = ("before", "after", "added_count", "removed_count", "changed_count")
    records = changes.get("changes", {}).get("records", {})
    return {
        "previous": changes.get("previous"),
        "decision": changes.get("decision"),
        "records": {name: [told.get(part, 0) for part in counted] for name, told in records.items()},
    }
