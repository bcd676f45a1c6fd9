"""The difference between two releases, computed from their published files alone: `diff_releases`.

Structure is compared from the Arrow schemas, records by lazy Polars joins over the key that each file names, other files by
their bytes. Records are compared part by part (`diff_parts`), so that memory is that of a part; files that are equal byte for
byte are not looked into. A table that cannot be read, whose bytes are not those of SHA256SUMS, whose key changed, or in which
a key stands twice, is reported as incomparable.
"""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from polars.exceptions import PolarsError

from flows.errors import ReleaseError
from flows.layout import FORMATS, is_data, table_of
from flows.releasing import checksums
from flows.releasing.changes import Changes, FileChange, Incomparable, StructureChange
from flows.releasing.columns import Table, read_table, tables_of
from flows.releasing.diff_parts import Sides, compare_parts
from flows.releasing.diff_records import all_added
from flows.releasing.diff_structure import compare_structure
from flows.releasing.identity import FILE_NAME, Identity, read_identity

OF_THE_RELEASE = frozenset({FILE_NAME, checksums.FILE_NAME, "changes.json", "changes.schema.json", "CHANGELOG.md", "id_map.csv"})
"""Files that say which release it is and what changed: no part of the comparison."""


@dataclass(frozen=True)
class Folder:
    """A release folder to compare: who it is, and the hashes of its files as they are and as SHA256SUMS says they are."""

    path: Path
    identity: Identity
    sums: Mapping[str, str]
    listed: Mapping[str, str]

    def table(self, name: str) -> Table | None:
        """The table of that name, None where the release has none; ReleaseError where it cannot be read, or is not what was published."""
        paths = tables_of(self.path).get(name)
        if not paths:
            return None
        for path in paths:
            key = path.relative_to(self.path).as_posix()
            if self.listed.get(key, self.sums[key]) != self.sums[key]:
                raise ReleaseError(f"{path}: its bytes are not those of {checksums.FILE_NAME}")
        return read_table(name, paths)

    def digests(self, table: Table) -> list[str]:
        """The hashes of a table's files."""
        return [self.sums[path.relative_to(self.path).as_posix()] for path in table.paths]

    def relative(self, text: str) -> str:
        """A message without the place of the release on this machine."""
        return text.replace(f"{self.path}/", "")


def open_folder(path: Path, known: Mapping[str, str] = checksums.NONE) -> Folder:
    """A release folder, or a staged one that has no SHA256SUMS yet and some digests of which may be known; ReleaseError where it is neither."""
    listed = checksums.read_sums(path) if (path / checksums.FILE_NAME).exists() else {}
    return Folder(path, read_identity(path), checksums.compute_sums(path, known), listed)


def diff_releases(old: Path | None, new: Path, known: Mapping[str, str] = checksums.NONE) -> Changes:
    """What changed from the release folder `old` (None: there is none before) to `new`; ReleaseError where either is no release.

    `known` are digests of files of the new one, by path.
    """
    if old is None:
        added = {name: all_added(read_table(name, paths)) for name, paths in tables_of(new).items()}
        return Changes(old=None, new=read_identity(new).version, records=added, structure=(), files=(), incomparable=())
    before, after = open_folder(old), open_folder(new, known)
    names = sorted({*tables_of(old), *tables_of(new)})
    structure, sides, incomparable = _open_tables(before, after, names)
    records, failed = compare_parts(sides, lambda one, other: before.digests(one) == after.digests(other))
    incomparable |= {name: str(error) for name, error in failed.items()}
    explained = {change.table for change in structure} | {name for name, table in records.items() if table.differs} | set(incomparable)
    return Changes(
        old=before.identity.version,
        new=after.identity.version,
        records={name: records[name] for name in names if name in records and name not in incomparable},
        structure=tuple(structure),
        files=_compare_files(before, after, explained),
        incomparable=tuple(Incomparable(what=name, why=before.relative(after.relative(why))) for name, why in sorted(incomparable.items())),
    )


def _open_tables(before: Folder, after: Folder, names: list[str]) -> tuple[list[StructureChange], dict[str, Sides], dict[str, str]]:
    """Changes of structure, both sides of every table that can be read, and why the others cannot."""
    structure: list[StructureChange] = []
    sides: dict[str, Sides] = {}
    unreadable = {}
    for name in names:
        try:
            pair = before.table(name), after.table(name)
            structure += compare_structure(*pair)
            sides[name] = pair
        except (ReleaseError, PolarsError, OSError) as error:
            unreadable[name] = str(error)
    return structure, sides, unreadable


def _compare_files(before: Folder, after: Folder, explained: set[str]) -> tuple[FileChange, ...]:
    """Files that differ; of a staged release that has its data files alone, only these are compared."""
    differing = (path for path in sorted(before.sums.keys() | after.sums.keys()) if before.sums.get(path) != after.sums.get(path))
    return tuple(
        FileChange(path=path, kind="added" if path not in before.sums else "removed" if path not in after.sums else "changed")
        for path in differing
        if path not in OF_THE_RELEASE and (after.listed or is_data(path))
        if not _is_explained(path, explained, before.identity == after.identity) and not _same_content(before, after, path)
    )


def _same_content(before: Folder, after: Folder, path: str) -> bool:
    """Whether files of a format that does not promise equal bytes hold the same; every other file is its bytes."""
    from flows.releasing.exports.database import CONTENT_EQUAL, same_content

    return path in CONTENT_EQUAL and path in before.sums and path in after.sums and same_content(before.path / path, after.path / path)


def _is_explained(path: str, explained: set[str], same_identity: bool) -> bool:
    """Whether a file differs as its records or structure do, or as Parquet files of two releases must: they name their version."""
    form = path.partition("/")[0]
    if form not in FORMATS:
        return False
    name = table_of(path)
    return bool({"tables", "table_cells"} & explained) if name is None else name in explained or (form == "parquet" and not same_identity)
