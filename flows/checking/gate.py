"""The publication gate: every suite over the Parquet that is about to be published, and the guards against the release before.

A part of a release is checked like a small release of its own, in any process and order; `whole` sums the checks of all parts and
adds what crosses them. Memory: what one part's rules join, and a batch of Great Expectations.
"""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from flows.checking.guards import check_guards, known_guards
from flows.checking.parts import check_keys, summed
from flows.checking.report import Check, Report
from flows.checking.rules import rules_of
from flows.checking.runner import Runner
from flows.checking.suites import suite_of, types_frame
from flows.checking.totals import Total
from flows.checking.widening import Scans, scan, widen
from flows.layout import Part, data_path, data_paths, parts_there
from schemas import RECORDS, Record

BATCH_ROWS = 100_000
"""Rows that Great Expectations gets at a time: some 100 MB in pandas."""

Checks = tuple[Check, ...]


def check_release(folder: Path, previous: Path | None = None, acknowledged: frozenset[str] = frozenset()) -> Report:
    """Check a staged release as it lies in `folder/parquet`, against the release in `previous` where there is one.

    `acknowledged` names release guards that may fail this once; ValueError for a name that no guard has.
    The report says whether anything forbids the release; nothing is written.
    """
    require_guards(acknowledged)
    return guarded(whole(folder, [check_part(folder, part) for part in parts_there(folder)]), folder, previous, acknowledged)


def require_guards(acknowledged: frozenset[str]) -> None:
    """ValueError for a name that no release guard has."""
    if unknown := acknowledged - known_guards():
        raise ValueError(f"no release guard is called {', '.join(sorted(unknown))}; there are {', '.join(sorted(known_guards()))}")


def check_part(folder: Path, part: Part = None) -> Checks:
    """The suites of every table over one part of a staged release."""
    runner, scans = Runner(), scan(folder, part)
    asked = [total for record in RECORDS.values() for total in _ask_table(record, folder, scans, runner, part)]
    runner.settle()
    return tuple(total.check() for total in asked)


def whole(folder: Path, parts: Sequence[Checks]) -> Checks:
    """The checks of a staged release from those of its parts: summed, table by table; rows are counted, and keys unique, over all of them."""
    if parts_there(folder) == [None]:
        return parts[0]
    runner, checks, found = Runner(), summed(parts), list[Check]()
    for name, record in RECORDS.items():
        files = data_paths(folder, "parquet", name)
        (rows,) = runner.run(name, suite_of(record).facts, [_facts(sum(pq.read_metadata(path).num_rows for path in files))], ())
        found += [rows if check.name == rows.name else check for check in checks if check.suite == name]
        found += check_keys(record, files, runner)
    return tuple(found)


def guarded(checks: Checks, folder: Path, previous: Path | None, acknowledged: frozenset[str]) -> Report:
    """The report of a staged release: its checks, and the guards against the release before, where there is one."""
    guards = check_guards(scan(folder), scan(previous), acknowledged, Runner()) if previous else ()
    return Report(checks=(*checks, *guards), previous=previous is not None)


def check_table(record: type[Record], folder: Path, scans: Scans, runner: Runner) -> list[Check]:
    """The suite of one table of the release in `folder`; `scans` are its tables, for the rules that read several."""
    asked = _ask_table(record, folder, scans, runner)
    runner.settle()
    return [total.check() for total in asked]


def _ask_table(record: type[Record], folder: Path, scans: Scans, runner: Runner, part: Part = None) -> list[Total]:
    suite, name, header = suite_of(record), record.table, _header(folder / data_path("parquet", record.table, part))
    key = tuple(column for column in record.key if column in header.names)
    batches = _Counted(widen(record, scans, {rule.name: rule.condition for rule in rules_of(record)}) if name in scans else pl.LazyFrame())
    rows = runner.ask(name, suite.rows, batches, key)
    return [
        *runner.ask(name, suite.header, [pl.DataFrame(schema=dict.fromkeys(header.names, pl.Null))], ()),
        *runner.ask(name, suite.types, [types_frame(record, header)], ("column",)),
        *runner.ask(name, suite.facts, [_facts(batches.rows)], ()),
        *rows,
    ]


def _facts(rows: int) -> pl.DataFrame:
    """What a suite's facts are asked of."""
    return pl.DataFrame({"rows": [rows]})


def _header(path: Path) -> pa.Schema:
    """The Arrow schema of a published file; without columns where it is missing."""
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
