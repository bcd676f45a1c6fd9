"""What changed in a folder of raw texts, or below an address in object storage, since it was last looked at: without reading a byte.

A look asks the file system for every file's size and marks of change: time of change and inode of a local file, ETag and time of
an object. Two looks tell what is new, gone or changed. They cannot tell a file that was rewritten with equal size within the clock's
grain (some ms), nor one that was only touched from one that changed; neither matters, since a publish goes by the content: it
refuses bytes that are not declared, and takes from its cache what has not changed. Cost: some 20 µs a local file.
"""
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import fsspec

Look = dict[str, tuple[str, ...]]
"""Path of each file, relative to the place → its size and marks of change."""
LISTED = 10
"""Paths of one kind of change that are told by name."""
MARKS = ("size", "mtime", "ino", "ETag", "etag", "LastModified", "last_modified", "generation", "md5Hash", "created")


class Changes(NamedTuple):
    """Paths of files that are new, gone, or changed, in their order."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]

    def __bool__(self) -> bool:
        return any(self)


    def __str__(self) -> str:
        """The paths, as many as one reads: `new a.txt, b.txt; gone c.txt`."""
        named = {"new": self.added, "gone": self.removed, "changed": self.changed}
        return "; ".join(f"{what} {_listed(paths)}" for what, paths in named.items() if paths) or "nothing"


def look(place: str, options: Mapping[str, Any] | None = None) -> Look:
    """Every file in a folder, or below an address that fsspec knows (`s3://bucket/prefix`, with its options); hidden ones apart."""
    system, path = fsspec.core.url_to_fs(str(place), **(options or {}))
    system.invalidate_cache()
    start = len(path.rstrip("/")) + 1
    found = system.find(path, detail=True)
    return {name[start:]: _marks(about) for name, about in sorted(found.items()) if not any(part.startswith(".") for part in name[start:].split("/"))}


def _listed(paths: tuple[str, ...]) -> str:
    more = len(paths) - LISTED
    return ", ".join(paths[:LISTED]) + (f" and {more:,} more" if more > 0 else "")


def _marks(about: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(f"{name} {about[name]}" for name in MARKS if about.get(name) is not None)


def differences(before: Look, after: Look) -> Changes:
    """What one look shows that another did not."""
    changed = [name for name in after if name in before and before[name] != after[name]]
    return Changes(tuple(name for name in after if name not in before), tuple(name for name in before if name not in after), tuple(changed))
