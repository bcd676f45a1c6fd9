"""Which releases there are: `index.json` (newest first, with dates and hashes), and the folders that hold them.

The index keeps a release's entry when its folder is no longer there (a repository may hold the current release alone); its hash
says which bytes it had, and the tag of its version where they are.
"""
from __future__ import annotations

import datetime
import re
from pathlib import Path

from pydantic import Field, ValidationError

from flows.errors import InputError, ReleaseError
from flows.releasing import checksums
from flows.releasing.changelog import read_changes
from flows.releasing.changes import Report
from flows.releasing.identity import NUMBER, Version, read_identity, version_order

INDEX, LATEST, RELEASES = "index.json", "latest", "releases"
VERSION = re.compile(rf"{NUMBER}\.{NUMBER}\.{NUMBER}")


class ReleaseEntry(Report):
    """One release of the index."""

    version: Version = Field(description="Version of the release.")
    date: datetime.date = Field(description="Day of the release (UTC).")
    previous: Version | None = Field(description="Version of the release before it; null for the first.")
    level: str = Field(description="Which part of the version number it raised.")
    rule: str = Field(description="The rule that decided its version.")
    code: str = Field(description="SHA-256 over the code that made it.")
    sha256sums: str = Field(description="SHA-256 of its SHA256SUMS, which holds the hashes of all its files.")
    files: int = Field(description="Number of its files, SHA256SUMS apart.")
    records: dict[str, int] = Field(description="Table → number of records.")

    @property
    def path(self) -> Path:
        """Where its folder lies, relative to the index."""
        return Path(RELEASES) / self.version


class Index(Report):
    """Every release, newest first."""

    releases: tuple[ReleaseEntry, ...] = Field(description="The releases, newest first.")

    def with_entry(self, entry: ReleaseEntry) -> Index:
        """The index with one more release, in its place."""
        others = [other for other in self.releases if other.version != entry.version]
        return Index(releases=tuple(sorted([*others, entry], key=lambda release: version_order(release.version), reverse=True)))


def read_index(output: Path) -> Index:
    """The index of an output folder, empty where there is none yet; ReleaseError where it is malformed."""
    path = output / INDEX
    try:
        return Index.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        return Index(releases=())
    except ValidationError as error:
        raise ReleaseError(f"{path}: {error.errors()[0]['msg']}; restore it from version control, or remove it to have it made again") from None


def entry_of(folder: Path) -> ReleaseEntry:
    """A release's entry, from its own files; ReleaseError where it is no complete release."""
    identity, changes = read_identity(folder), read_changes(folder)
    return ReleaseEntry(
        version=identity.version,
        date=identity.date,
        previous=identity.previous,
        level=changes.decision.level,
        rule=changes.decision.rule,
        code=identity.code,
        sha256sums=checksums.sha256_of(folder / checksums.FILE_NAME),
        files=len(checksums.read_sums(folder)),
        records={name: table.after for name, table in changes.changes.records.items() if table.after or not table.before},
    )


def release_folders(output: Path) -> list[Path]:
    """The folders of releases that are there, oldest first."""
    found = [path for path in (output / RELEASES).glob("*") if path.is_dir() and VERSION.fullmatch(path.name)]
    return sorted(found, key=lambda path: version_order(path.name))


def latest_release(output: Path) -> Path | None:
    """The folder that `latest` leads to, None where nothing was published yet; ReleaseError where it leads nowhere."""
    link = output / LATEST
    if not link.is_symlink() and not link.exists():
        return None
    if not (link / checksums.FILE_NAME).is_file():
        raise ReleaseError(f"{link}: it leads to no complete release; restore {output} from version control")
    return link.resolve()


def find_release(output: Path, name: str) -> Path:
    """The folder of a release named by version, `latest`, or path; InputError where there is none, with those there are."""
    if name == LATEST and (latest := latest_release(output)):
        return latest
    for folder in (output / RELEASES / name, Path(name)):
        if (folder / checksums.FILE_NAME).is_file():
            return folder
    there = ", ".join(folder.name for folder in release_folders(output)) or "none yet"
    raise InputError(f"{name}: no release of that name in {output} (there: {there})")
