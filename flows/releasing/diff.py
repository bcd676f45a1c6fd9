"""The difference between two releases, computed from their published files alone: `diff_releases`.

Structure is compared from the Arrow schemas, records by lazy Polars joins over the key that each file names, other files by
their bytes. A table that cannot be read, whose key changed, or in which a key stands twice is reported as incomparable.
"""
from __future__ import annotations

from collections.abc import Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from flows.errors import ReleaseError
from flows.releasing import checksums
from flows.releasing.changes import Changes, FileChange, Incomparable, StructureChange
from flows.releasing.columns import Table, read_table, tables_of
from flows.releasing.diff_records import RecordDiff, all_added, compare_records
from flows.releasing.diff_structure import compare_structure
from flows.releasing.identity import FILE_NAME, read_identity
from flows.releasing.pairing import Pairing

OF_THE_RELEASE = frozenset({FILE_NAME, checksums.FILE_NAME, "changes.json", "changes.schema.json", "CHANGELOG.md", "id_map.csv"})
"""Files that say which release it is and what changed: no part of the comparison."""


def diff_releases(old: Path | None, new: Path) -> Changes:
    """What changed from the release folder `old` (None: there is none before) to `new`; ReleaseError where either is no release."""
    after = read_identity(new)
    if old is None:
        records = {name: all_added(read_table(path)) for name, path in tables_of(new).items()}
        return Changes(old=None, new=after.version, records=records, structure=(), files=(), incomparable=())
    before = read_identity(old)
    damaged = _damaged(old) | _damaged(new)
    sides, incomparable = _pair_up(tables_of(old), tables_of(new), damaged)
    structure: list[StructureChange] = []
    diffs: dict[str, RecordDiff] = {}
    for name, (left, right) in sides.items():
        structure += compare_structure(left, right)
        try:
            diffs[name] = compare_records(left, right)
        except ReleaseError as error:
            incomparable.append(Incomparable(what=name, why=str(error)))
    records = Pairing({name: sides[name] for name in diffs}, diffs).paired()
    explained = {change.table for change in structure} | {name for name, table in records.items() if table.differs} | {item.what for item in incomparable}
    files = _compare_files(old, new, explained, same_identity=before == after)
    return Changes(old=before.version, new=after.version, records=records, structure=tuple(structure), files=files, incomparable=tuple(incomparable))


def _damaged(folder: Path) -> set[Path]:
    """The Parquet files of a release whose bytes are not those of its SHA256SUMS; a staged release has none of these yet."""
    if not (folder / checksums.FILE_NAME).exists():
        return set()
    listed = checksums.read_sums(folder)
    return {path for name in listed if (path := folder / name).suffix == ".parquet" and path.is_file() and checksums.sha256_of(path) != listed[name]}


def _pair_up(old: Mapping[str, Path], new: Mapping[str, Path], damaged: set[Path]) -> tuple[dict[str, tuple[Table | None, Table | None]], list[Incomparable]]:
    """Table name → its two sides (None where a release does not have it), parents first; and what cannot be read."""
    sides: dict[str, tuple[Table | None, Table | None]] = {}
    unreadable = []
    for name in sorted(old.keys() | new.keys()):
        if damaged & {old.get(name), new.get(name)}:
            unreadable.append(Incomparable(what=name, why="the bytes of its Parquet file are not those of SHA256SUMS"))
            continue
        try:
            sides[name] = (read_table(old[name]) if name in old else None, read_table(new[name]) if name in new else None)
        except ReleaseError as error:
            unreadable.append(Incomparable(what=name, why=str(error)))
    return {name: sides[name] for name in _parents_first(sides)}, unreadable


def _parents_first(sides: Mapping[str, tuple[Table | None, Table | None]]) -> list[str]:
    parents = {name: {parent for side in pair if side for parent in side.references.values() if parent in sides} for name, pair in sides.items()}
    try:
        return list(TopologicalSorter({name: sorted(parents[name] - {name}) for name in sorted(parents)}).static_order())
    except CycleError:
        return sorted(sides)


def _compare_files(old: Path, new: Path, explained: set[str], *, same_identity: bool) -> tuple[FileChange, ...]:
    before, after = checksums.compute_sums(old), checksums.compute_sums(new)
    differing = (path for path in sorted(before.keys() | after.keys()) if before.get(path) != after.get(path))
    return tuple(
        FileChange(path=path, kind="added" if path not in before else "removed" if path not in after else "changed")
        for path in differing
        if path not in OF_THE_RELEASE and not _is_explained(path, explained, same_identity)
    )


def _is_explained(path: str, explained: set[str], same_identity: bool) -> bool:
    """Whether a file differs as its records or structure do, or as Parquet files of two releases must: they name their version."""
    folder, _, name = path.partition("/")
    if path.startswith("csv/tables/"):
        return bool({"tables", "table_cells"} & explained)
    if folder in ("parquet", "csv", "json"):
        return name.rpartition(".")[0] in explained or (folder == "parquet" and not same_identity)
    return False


