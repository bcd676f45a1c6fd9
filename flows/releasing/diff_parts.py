"""Records of two releases compared part by part of the new one: each with what the old one holds of the same sources.

Records are paired within a part only: whole sources stand in one, and a record's parents in its source. Sources that the new
release has no more are a part of their own.
"""
from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from typing import Any

import polars as pl
from polars.exceptions import PolarsError

from flows.errors import ReleaseError
from flows.layout import Part
from flows.releasing.changes import LISTED, RecordChanges
from flows.releasing.columns import Table
from flows.releasing.diff_records import RecordDiff, compare_records, unchanged
from flows.releasing.pairing import Pairing

Sides = tuple[Table | None, Table | None]
Errors = dict[str, Exception]
SUMS = ("before", "after", "added_count", "removed_count", "changed_count", "moved_count", "not_paired")
LISTS = ("added", "removed", "changed")
PAIRS = ("moves", "rekeyed", "carried", "reworded")


def compare_parts(sides: Mapping[str, Sides], equal: Callable[[Table, Table], bool]) -> tuple[dict[str, RecordChanges], Errors]:
    """The changes of every table (parents first), and why some could not be compared; `equal` tells files of the same bytes."""
    found: dict[str, list[RecordChanges]] = {name: [] for name in _parents_first(sides)}
    failed: Errors = {}
    for part in _parts(sides):
        diffs: dict[str, RecordDiff] = {}
        for name in found:
            old, new = part[name]
            try:
                if old and new and old.sources is None and new.sources is None and equal(old, new):
                    found[name].append(unchanged(new))
                else:
                    diffs[name] = compare_records(old, new)
            except (ReleaseError, PolarsError, OSError) as error:
                failed.setdefault(name, error)
        for name, changes in Pairing(part, diffs).paired().items():
            found[name].append(changes)
    return {name: changes[0] if len(changes) == 1 else summed(changes) for name, changes in found.items() if name not in failed}, failed


def summed(changes: Sequence[RecordChanges]) -> RecordChanges:
    """The changes of one table in several parts as one."""
    total: dict[str, Any] = {name: sum(getattr(each, name) for each in changes) for name in SUMS}
    total |= {name: tuple(item for each in changes for item in getattr(each, name)) for name in LISTS + PAIRS}
    columns: dict[str, int] = {}
    for each in changes:
        for name, count in each.columns.items():
            columns[name] = columns.get(name, 0) + count
    listed = all(each.listed for each in changes) and all(len(total[name]) <= LISTED for name in LISTS)
    return RecordChanges(**total | {name: total[name][:LISTED] for name in LISTS} | {"columns": columns, "listed": listed})


def _parts(sides: Mapping[str, Sides]) -> Iterator[dict[str, Sides]]:
    """Both sides of every table, part by part; all at once where neither release lies in parts."""
    if all(len(table.paths) == 1 for pair in sides.values() for table in pair if table) or "sources" not in sides:
        yield dict(sides)
        return
    old, new = (_sources_by_part(table) for table in sides["sources"])
    for part, sources in new.items():
        yield {name: (_chosen(before, old, part, sources), after and after.of_part(part)) for name, (before, after) in sides.items()}
    if gone := [source for part in old.values() for source in part if not any(source in part for part in new.values())]:
        yield {name: (before and before.of_sources(gone), after and after.of_sources(())) for name, (before, after) in sides.items()}


def _chosen(table: Table | None, parts: Mapping[Part, Sequence[str]], part: Part, sources: Sequence[str]) -> Table | None:
    """What a release holds of some sources: its part of that name where it has just these, or their rows wherever they stand."""
    if table is None:
        return None
    return table.of_part(part) if parts.get(part) == sources else table.of_sources(sources)


def _sources_by_part(table: Table | None) -> dict[Part, list[str]]:
    if table is None:
        return {}
    named: dict[Part, list[str]] = {}
    for path in table.paths:
        part = path.stem if len(table.paths) > 1 or path.stem != table.name else None
        named[part] = pl.read_parquet(path, columns=["source_id"])["source_id"].to_list()
    return named


def _parents_first(sides: Mapping[str, Sides]) -> list[str]:
    parents = {name: {parent for side in pair if side for parent in side.references.values() if parent in sides} for name, pair in sides.items()}
    try:
        return list(TopologicalSorter({name: sorted(parents[name] - {name}) for name in sorted(parents)}).static_order())
    except CycleError:
        return sorted(sides)
