"""The publication gate: every suite over the Parquet that is about to be published, and the guards against the release before."""
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from flows.checking.guards import check_guards, known_guards
from flows.checking.report import Check, Report
from flows.checking.rules import rules_of
from flows.checking.runner import Runner
from flows.checking.suites import suite_of, types_frame
from flows.checking.widening import Scans, scan, widen
from schemas import RECORDS, Record

BATCH_ROWS = 100_000
"""Rows that Great Expectations gets at a time: some 100 MB in pandas."""


def check_release(folder: Path, previous: Path | None = None, acknowledged: frozenset[str] = frozenset()) -> Report:
    """Check a staged release as it lies in `folder/parquet`, against the release in `previous` where there is one.

    `acknowledged` names release guards that may fail this once; ValueError for a name that no guard has.
    The report says whether anything forbids the release; nothing is written.
    """
    require_guards(acknowledged)
    runner, scans = Runner(), scan(folder)
    checks = [check for record in RECORDS.values() for check in check_table(record, folder, scans, runner)]
    if previous is not None:
        checks += check_guards(scans, scan(previous), acknowledged, runner)
    return Report(checks=tuple(checks), previous=previous is not None)


def require_guards(acknowledged: frozenset[str]) -> None:
    """ValueError for a name that no release guard has."""
    if unknown := acknowledged - known_guards():
        raise ValueError(f"no release guard is called {', '.join(sorted(unknown))}; there are {', '.join(sorted(known_guards()))}")


def check_table(record: type[Record], folder: Path, scans: Scans, runner: Runner) -> list[Check]:
    """The suite of one table of the release in `folder`; `scans` are its tables, for the rules that read several."""
    suite, name, header = suite_of(record), record.table, _header(folder, record)
    key = tuple(column for column in record.key if column in header.names)
    batches = _Counted(widen(record, scans, {rule.name: rule.condition for rule in rules_of(record)}) if name in scans else pl.LazyFrame())
    rows = list(runner.run(name, suite.rows, batches, key))
    return [
        *runner.run(name, suite.header, [pl.DataFrame(schema=dict.fromkeys(header.names, pl.Null))], ()),
        *runner.run(name, suite.types, [types_frame(record, header)], ("column",)),
        *runner.run(name, suite.facts, [pl.DataFrame({"rows": [batches.rows]})], ()),
        *rows,
    ]


def _header(folder: Path, record: type[Record]) -> pa.Schema:
    """The Arrow schema of a published table; without columns where the file is missing."""
    path = folder / "parquet" / f"{record.table}.parquet"
    return pq.read_schema(path) if path.exists() else pa.schema([])


class _Counted:
    """The batches of a lazy table, in order, at least one (an empty one has columns to look at); `rows` counts them."""

    def __init__(self, frame: pl.LazyFrame) -> None:
        self.frame, self.rows = frame, 0

    def __iter__(self) -> Iterator[pl.DataFrame]:
        for batch in self.frame.collect_batches(chunk_size=BATCH_ROWS, maintain_order=True):
            self.rows += batch.height
            yield batch
        if not self.rows:
            yield self.frame.head(0).collect()
