"""How good and how complete a release is, in figures, from its published files alone: `quality/measures.json`.

Shares are from 0 to 1. Counts are of records, lines and code points. Every figure is one lazy scan; the memory is that of the
columns counted, and for those of the sources, of one part.
"""
from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import polars as pl

from flows.checking.columns import is_list, told
from flows.checking.report import Frozen
from flows.checking.widening import Scans, scan
from flows.layout import parts_there
from schemas import RECORDS, Record, columns_of, vocabulary


class Column(Frozen):
    """How many rows of a column have a value (in a list column: at least one element)."""

    name: str
    filled: int


class Table(Frozen):
    """A published table: its rows, and the columns of it that may be without a value."""

    name: str
    rows: int
    columns: tuple[Column, ...]


class SourceMeasure(Frozen):
    """A source: its lines, its characters, and how many of them stand in a line or line end of the dataset."""

    source_id: str
    title: str
    lines: int
    unparsed: int
    characters: int
    accounted: int


class LineKind(Frozen):
    """What the lines of one kind hold."""

    kind: str
    lines: int
    characters: int


class Measures(Frozen):
    """The figures of a release. `findings` counts them by rule, `severities` by severity, `mended` those settled by corrections."""

    version: str | None
    date: str | None
    tables: tuple[Table, ...]
    sources: tuple[SourceMeasure, ...]
    line_kinds: tuple[LineKind, ...]
    events_by_year: dict[int, int]
    first_date: str | None
    last_date: str | None
    directives_with_topic: int
    topics: dict[str, int]
    severities: dict[str, int]
    mended: dict[str, int]
    findings: dict[str, int]
    verdicts: dict[str, int]

    def rows(self, table: str) -> int:
        """How many rows a table has."""
        return sum(each.rows for each in self.tables if each.name == table)

    @property
    def characters(self) -> int:
        """Characters of all sources."""
        return sum(source.characters for source in self.sources)

    @property
    def accounted(self) -> int:
        """Characters of all sources that stand in a line or line end of the dataset."""
        return sum(source.accounted for source in self.sources)


def measure_release(folder: Path) -> Measures:
    """The figures of the release in `folder`, which has passed its checks."""
    scans, identity = scan(folder), folder / "release.json"
    said = json.loads(identity.read_bytes()) if identity.exists() else {}
    dates = scans["events"].select(first=pl.col("date").min(), last=pl.col("date").max()).collect().row(0)
    return Measures(
        version=said.get("version"),
        date=said.get("date"),
        tables=tuple(_table(record, scans) for record in RECORDS.values() if record.table in scans),
        sources=tuple(source for part in parts_there(folder) for source in _sources(scan(folder, part))),
        line_kinds=_line_kinds(scans["lines"]),
        events_by_year=_counts(scans["events"], pl.col("year")),
        first_date=dates[0],
        last_date=dates[1],
        directives_with_topic=scans["directives"].select((pl.col("topics").list.len() > 0).sum()).collect().item(),
        topics=_in_order("topics", _counts(scans["directives"].explode("topics").drop_nulls("topics"), pl.col("topics"))),
        severities=_in_order("severities", _counts(scans["findings"], pl.col("severity"))),
        mended=_in_order("severities", _counts(scans["findings"].filter(pl.col("status") == "corrected"), pl.col("severity"))),
        findings=_in_order("rules", _counts(scans["findings"], pl.col("rule"))),
        verdicts=_in_order("verdicts", _counts(scans["verifications"], pl.col("verdict"))),
    )


def _table(record: type[Record], scans: Scans) -> Table:
    may_lack = [name for name in columns_of(record) if is_list(record, name) or "null_meaning" in told(record, name)]
    filled = {name: (pl.col(name).list.len() > 0).sum() if is_list(record, name) else pl.col(name).count() for name in may_lack}
    row = scans[record.table].select(pl.len().alias("rows of the table"), **filled).collect(engine="streaming").row(0, named=True)
    return Table(name=record.table, rows=row["rows of the table"], columns=tuple(Column(name=name, filled=row[name]) for name in may_lack))


def _sources(scans: Scans) -> tuple[SourceMeasure, ...]:
    """Characters are counted to the end of the last line; a line end at the very end of the file is none of them."""
    between = pl.col("char_start") - pl.col("char_end").shift(1, fill_value=0)
    figures = scans["lines"].group_by("source_id").agg(
        unparsed=(pl.col("kind") == "unparsed").sum(),
        characters=pl.col("char_end").max(),
        accounted=pl.col("raw_text").str.len_chars().sum() + between.is_between(1, 2).mul(between).sum(),
    )
    frame = scans["sources"].select("source_id", "title", lines="line_count").join(figures, on="source_id", maintain_order="left")
    return tuple(SourceMeasure(**row) for row in frame.collect(engine="streaming").iter_rows(named=True))


def _line_kinds(lines: pl.LazyFrame) -> tuple[LineKind, ...]:
    figures = lines.group_by("kind").agg(lines=pl.len(), characters=pl.col("raw_text").str.len_chars().sum()).collect(engine="streaming")
    rows = {row["kind"]: row for row in figures.iter_rows(named=True)}
    return tuple(LineKind(**rows[kind]) for kind in vocabulary("line_kinds") if kind in rows)


def _counts(frame: pl.LazyFrame, column: pl.Expr) -> dict[Any, int]:
    counted = frame.group_by(column.alias("of")).len().sort("of").collect(engine="streaming")
    return dict(zip(counted["of"], counted["len"], strict=True))


def _in_order(name: str, counts: dict[str, int]) -> dict[str, int]:
    """Counts in the order of their vocabulary."""
    return {code: counts[code] for code in vocabulary(name) if code in counts}
