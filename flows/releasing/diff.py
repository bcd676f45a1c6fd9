"""The difference between two releases, computed from their published files alone: `diff_releases`.

Structure is compared from the Arrow schemas, records by lazy Polars joins over the key that each file names, other files by
their bytes. Tables whose Parquet files are equal byte for byte are not looked into. A table that cannot be read, whose bytes
are not those of SHA256SUMS, whose key changed, or in which a key stands twice, is reported as incomparable.
"""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from polars.exceptions import PolarsError

from flows.errors import ReleaseError
from flows.releasing import checksums
from flows.releasing.changes import Changes, FileChange, Incomparable, StructureChange
from flows.releasing.columns import Table, read_table, tables_of
from flows.releasing.diff_records import RecordDiff, all_added, compare_records, unchanged
from flows.releasing.diff_structure import compare_structure
from flows.releasing.identity import FILE_NAME, Identity, read_identity
from flows.releasing.pairing import Pairing

OF_THE_RELEASE = frozenset({FILE_NAME, checksums.FILE_NAME, "changes.json", "changes.schema.json", "CHANGELOG.md", "id_map.csv"})
"""Files that say which release it is and what changed: no part of the comparison."""

Sides = tuple[Table | None, Table | None]


@dataclass(frozen=True)
class Folder:
    """A release folder to compare: who it is, and the hashes of its files as they are and as SHA256SUMS says they are."""

    path: Path
    identity: Identity
    sums: Mapping[str, str]
    listed: Mapping[str, str]

    def table(self, name: str) -> Table | None:
        """The table of that name, None where the release has none; ReleaseError where it cannot be read, or is not what was published."""
        path = self.path / "parquet" / f"{name}.parquet"
        key = path.relative_to(self.path).as_posix()
        if key not in self.sums:
            return None
        if self.listed.get(key, self.sums[key]) != self.sums[key]:
            raise ReleaseError(f"{path}: its bytes are not those of {checksums.FILE_NAME}")
        return read_table(path)


def open_folder(path: Path) -> Folder:
    """A release folder, or a staged one that has no SHA256SUMS yet; ReleaseError where it is neither."""
    listed = checksums.read_sums(path) if (path / checksums.FILE_NAME).exists() else {}
    return Folder(path, read_identity(path), checksums.compute_sums(path), listed)


def diff_releases(old: Path | None, new: Path) -> Changes:
    """What changed from the release folder `old` (None: there is none before) to `new`; ReleaseError where either is no release."""
    if old is None:
        added = {name: all_added(read_table(path)) for name, path in tables_of(new).items()}
        return Changes(old=None, new=read_identity(new).version, records=added, structure=(), files=(), incomparable=())
    before, after = open_folder(old), open_folder(new)
    names = sorted({*tables_of(old), *tables_of(new)})
    same = [name for name in names if _same_bytes(before, after, f"parquet/{name}.parquet")]
    structure, diffs, sides, incomparable = _compare_tables(before, after, [name for name in names if name not in same])
    sides |= {name: (before.table(name), after.table(name)) for name in same}
    records = Pairing(sides, diffs).paired() | {name: unchanged(read_table(new / "parquet" / f"{name}.parquet")) for name in same}
    explained = {change.table for change in structure} | {name for name, table in records.items() if table.differs} | {item.what for item in incomparable}
    return Changes(
        old=before.identity.version,
        new=after.identity.version,
        records={name: records[name] for name in names if name in records},
        structure=tuple(structure),
        files=_compare_files(before, after, explained),
        incomparable=tuple(incomparable),
    )


def _same_bytes(before: Folder, after: Folder, path: str) -> bool:
    digests = {before.sums.get(path), after.sums.get(path), before.listed.get(path, before.sums.get(path)), after.listed.get(path, after.sums.get(path))}
    return len(digests) == 1 and None not in digests


def _compare_tables(
    before: Folder, after: Folder, names: list[str]
) -> tuple[list[StructureChange], dict[str, RecordDiff], dict[str, Sides], list[Incomparable]]:
    """Changes of structure, differences of records (parents first), the tables compared, and what could not be compared."""
    structure: list[StructureChange] = []
    diffs: dict[str, RecordDiff] = {}
    sides: dict[str, Sides] = {}
    incomparable = []
    for name in names:
        try:
            sides[name] = before.table(name), after.table(name)
            structure += compare_structure(*sides[name])
            diffs[name] = compare_records(*sides[name])
        except (ReleaseError, PolarsError, OSError) as error:
            incomparable.append(Incomparable(what=name, why=str(error)))
    ordered = [name for name in _parents_first(sides) if name in diffs]
    return structure, {name: diffs[name] for name in ordered}, sides, incomparable


def _parents_first(sides: Mapping[str, Sides]) -> list[str]:
    parents = {name: {parent for side in pair if side for parent in side.references.values() if parent in sides} for name, pair in sides.items()}
    try:
        return list(TopologicalSorter({name: sorted(parents[name] - {name}) for name in sorted(parents)}).static_order())
    except CycleError:
        return sorted(sides)


def _compare_files(before: Folder, after: Folder, explained: set[str]) -> tuple[FileChange, ...]:
    differing = (path for path in sorted(before.sums.keys() | after.sums.keys()) if before.sums.get(path) != after.sums.get(path))
    return tuple(
        FileChange(path=path, kind="added" if path not in before.sums else "removed" if path not in after.sums else "changed")
        for path in differing
        if path not in OF_THE_RELEASE and not _is_explained(path, explained, before.identity == after.identity) and not _same_content(before, after, path)
    )


def _same_content(before: Folder, after: Folder, path: str) -> bool:
    """Whether files of a format that does not promise equal bytes hold the same; every other file is its bytes."""
    from flows.releasing.exports.database import CONTENT_EQUAL, same_content

    return path in CONTENT_EQUAL and path in before.sums and path in after.sums and same_content(before.path / path, after.path / path)


def _is_explained(path: str, explained: set[str], same_identity: bool) -> bool:
    """Whether a file differs as its records or structure do, or as Parquet files of two releases must: they name their version."""
    folder, _, name = path.partition("/")
    if path.startswith("csv/tables/"):
        return bool({"tables", "table_cells"} & explained)
    if folder in ("parquet", "csv", "json"):
        return name.rpartition(".")[0] in explained or (folder == "parquet" and not same_identity)
    return False
