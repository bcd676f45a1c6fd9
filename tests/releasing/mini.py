"""Small real-shaped tables, made from (title, statements) pairs: sources, lines, events, directives, a metric for each percentage, tables.

A statement that begins with `|` is a row of a pipe table. Ids are made as the reading makes them: from the words, below the
parent's id, with an occurrence number among equals. `scheme` changes the way they are
made: "2" for all, "2:d" for directives.
"""
from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyarrow as pa

from flows.releasing.changelog import release_changes, write_changes
from flows.releasing.checksums import write_sums
from flows.releasing.diff import diff_releases
from flows.releasing.files import write_data
from flows.releasing.identity import FIRST_VERSION, Identity, new_identity, read_identity
from flows.releasing.promotion import new_staging, promote, publishing
from flows.releasing.storage import clear_staging
from flows.releasing.versioning import Decision, next_version
from schemas import RECORDS
from schemas.arrow import arrow_schema

Events = Sequence[tuple[str, Sequence[str]]]
DAY = datetime.date(2026, 1, 1)
CODE = "0" * 64
PERCENT = re.compile("[0-9]+%")

EVENTS: Events = (
    (
        "国务院办公厅《关于全面推进城镇老旧小区改造工作的指导意见》",
        ("- 重点改造2000年底前建成的住宅小区。", "- 到2025年改造比例不低于80%。", "- 鼓励社会力量以市场化方式参与。"),
    ),
    (
        "住房和城乡建设部《关于在实施城市更新行动中防止大拆大建问题的通知》",
        ("拆除建筑面积不应大于现状总建筑面积的20%。", "|类别|要求|", "|基础类|应改尽改|", "|提升类|=因地制宜|", "不大规模搬迁居民。"),
    ),
)


class Maker:
    """Rows of one source while its text grows."""

    def __init__(self, scheme: str) -> None:
        self.scheme, _, self.letters = scheme.partition(":")
        self.text = ""
        self.rows: dict[str, list[dict[str, Any]]] = {name: [] for name in RECORDS}
        self.seen: dict[str, int] = {}

    def id(self, parent: str, letter: str, words: str) -> str:
        scheme = self.scheme if letter in (self.letters or letter) else ""
        identifier = f"{parent}-{letter}-{sha256((scheme + words).encode()).hexdigest()[:8]}"
        self.seen[identifier] = self.seen.get(identifier, 0) + 1
        return identifier if self.seen[identifier] == 1 else f"{identifier}-{self.seen[identifier]}"

    def line(self, raw: str, event_id: str | None, kind: str) -> dict[str, Any]:
        number = len(self.rows["lines"]) + 1
        span = {"source_id": "s", "line_start": number, "line_end": number, "char_start": len(self.text), "char_end": len(self.text) + len(raw)}
        self.text += raw + "\n"
        self.rows["lines"].append({"kind": kind, "raw_text": raw, "text": raw, "event_id": event_id, **span})
        return span

    def event(self, title: str, statements: Sequence[str]) -> None:
        event_id = self.id("s-2020-07", "e", title)
        first = self.line("2020年7月", event_id, "date_heading")
        self.line(title, event_id, "title")
        directives = 0
        for raw in statements:
            if raw.startswith("|"):
                self.table_row(event_id, raw)
                continue
            directives += 1
            self.directive(event_id, raw, directives)
        last = self.rows["lines"][-1]
        span = first | {"line_end": last["line_end"], "char_end": last["char_end"]}
        date = {"date": "2020-07", "year": 2020, "month": 7, "date_precision": "month"}
        self.rows["events"].append({"event_id": event_id, "raw_title": title, "title": title, "n_directives": directives, **date, **span})

    def directive(self, event_id: str, raw: str, seq: int) -> None:
        directive_id = self.id(event_id, "d", raw)
        span = self.line(raw, event_id, "directive")
        text, start = raw.removeprefix("- "), span["char_start"]
        place = start + raw.find("改造")
        evidence = [{"topic": "renewal", "term": "改造", "char_start": place, "char_end": place + 2}] if "改造" in raw else []
        words = {"seq": seq, "text": text, "raw_text": raw, "marker": "-" if raw.startswith("- ") else None, "topic_evidence": evidence}
        self.rows["directives"].append({"directive_id": directive_id, "event_id": event_id, **words, **span})
        for match in PERCENT.finditer(raw):
            value = float(match[0][:-1])
            ids = {"metric_id": self.id(directive_id, "m", match[0]), "event_id": event_id, "directive_id": directive_id}
            values = {"raw": match[0], "value_min": value, "value_max": None, "unit": "%"}
            self.rows["metrics"].append({**ids, **values, **span, "char_start": start + match.start(), "char_end": start + match.end()})

    def table_row(self, event_id: str, raw: str) -> None:
        begins = not self.rows["lines"][-1]["raw_text"].startswith("|")
        span = self.line(raw, event_id, "table_row")
        cells = raw.strip("|").split("|")
        if begins:
            self.rows["tables"].append({"table_id": self.id(event_id, "t", raw), "event_id": event_id, "columns": cells, "n_rows": 0, **span})
            return
        table = self.rows["tables"][-1]
        at = 1
        for number, text in enumerate(cells):
            place = span | {"char_start": span["char_start"] + at, "char_end": span["char_start"] + at + len(text)}
            cell = {"table_id": table["table_id"], "row_index": table["n_rows"], "column_index": number, "column": table["columns"][number]}
            self.rows["table_cells"].append({**cell, "text": text, "raw_text": text, **place})
            at += len(text) + 1
        table |= {"n_rows": table["n_rows"] + 1, "line_end": span["line_end"], "char_end": span["char_end"]}


def made(events: Events = EVENTS, *, scheme: str = "", preface: Sequence[str] = ()) -> tuple[dict[str, pa.Table], str]:
    """The tables of a source, and its text."""
    maker = Maker(scheme)
    for raw in preface:
        maker.line(raw, None, "unparsed")
    for title, statements in events:
        maker.event(title, statements)
    data = maker.text.encode()
    source = {"source_id": "s", "file_name": "s.txt", "sha256": sha256(data).hexdigest(), "bytes": len(data), "line_count": len(maker.rows["lines"])}
    maker.rows["sources"].append({**source, "encoding": "utf-8", "title": "时间线", "retrieved": DAY})
    return {name: table_of(name, rows) for name, rows in maker.rows.items()}, maker.text


def tables(events: Events = EVENTS, *, scheme: str = "", preface: Sequence[str] = ()) -> dict[str, pa.Table]:
    """The tables of a source."""
    return made(events, scheme=scheme, preface=preface)[0]


def table_of(name: str, rows: list[dict[str, Any]]) -> pa.Table:
    """A record's table from rows that may leave columns out."""
    schema = arrow_schema(RECORDS[name])
    return pa.Table.from_pylist([{field.name: filled(row.get(field.name), field) for field in schema} for row in rows], schema=schema)


def filled(value: Any, field: pa.Field) -> Any:
    """The value, or something that may stand in the column."""
    if value is not None or field.nullable:
        return value
    if pa.types.is_string(field.type):
        return "x"
    return [] if pa.types.is_list(field.type) else DAY if pa.types.is_date(field.type) else 0


def with_column(table: pa.Table, name: str, values: list[Any], place: int | None = None) -> pa.Table:
    """The table with one more column."""
    return table.add_column(table.num_columns if place is None else place, pa.field(name, pa.string()), [pa.array(values, pa.string())])


def staged(folder: Path, content: dict[str, pa.Table], version: str = FIRST_VERSION, previous: str | None = None) -> Path:
    """Data files and checksums of a release, without changes.json."""
    folder.mkdir(parents=True)
    write_data(content, folder, Identity(version=version, date=DAY, previous=previous, code=CODE))
    write_sums(folder)
    return folder


def publish(output: Path, content: dict[str, pa.Table], *, wait: float = 30, code: str = CODE) -> Decision:
    """What the flow does with tables that passed their checks: stage, compare, decide, stage anew, promote."""
    with publishing(output, wait) as before:
        folder = new_staging(output)
        old = read_identity(before) if before else None
        write_data(content, folder, old or Identity(version=FIRST_VERSION, date=DAY, previous=None, code=code))
        changes = diff_releases(before, folder)
        decision = next_version(old.version if old else None, changes)
        if decision.level == "none":
            return decision
        clear_staging(output)
        folder = new_staging(output)
        identity = new_identity(old, decision.version, DAY, code)
        write_data(content, folder, identity)
        write_changes(folder, release_changes(identity, decision, changes))
        write_sums(folder)
        promote(output, folder)
        return decision


__all__ = ["CODE", "DAY", "EVENTS", "Events", "made", "publish", "staged", "table_of", "tables", "with_column"]
