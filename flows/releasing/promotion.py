"""From staging folder to release: as a whole or not at all, whatever kills the run and whenever.

```
with publishing(output, wait=60) as before:      # the lock; what a killed run left behind is cleared or completed
    staged = new_staging(output)                 # write files, changes.json, at last SHA256SUMS
    promote(output, staged)                      # rename, CHANGELOG.md, index.json, and last of all `latest`
```
A release exists from the moment its folder is renamed to `releases/<version>`, complete and on the disk. CHANGELOG.md, index.json
and `latest` follow from the folders in `releases/`; `settle` writes what is lacking of them, so a run that was killed between is
completed by the next one. `latest` is swapped last and leads to a complete release at every moment. No folder of a release is
ever written to again. The lock is the system's own (flock): it goes with the process that holds it.
"""
from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from flows.errors import ReleaseError
from flows.releasing import checksums
from flows.releasing.catalogue import INDEX, LATEST, RELEASES, entry_of, latest_release, read_index, release_folders
from flows.releasing.changelog import read_changes
from flows.releasing.changelog_text import heading, section
from flows.releasing.identity import Identity, read_identity, version_order
from flows.releasing.storage import clear_staging, new_staging, swap_link, sync, sync_tree, telling, write_atomically

LOCK, CHANGELOG = ".lock", "CHANGELOG.md"
WAIT = 600.0
TITLE = """# 更新日志 Changelog

每个版本的变化都由两个版本的数据计算得出,最新的在前;逐条记录、逐个字段的变化见各版本的 `changes.json`。⟦旧 → 新⟧ 表示被替换的词语。
What changed in every release, computed from the data, newest first; record by record and field by field in the `changes.json` of each
release. ⟦old → new⟧ shows the words that were replaced.
"""

__all__ = ["PublishLocked", "new_staging", "promote", "publishing", "settle"]


class PublishLocked(ReleaseError):
    """Another publish into the same folder is running."""


@contextmanager
def publishing(output: Path, wait: float = WAIT) -> Iterator[Path | None]:
    """Hold an output folder for one publish; yields the latest release (None before the first).

    Waits up to `wait` seconds for another publish to end, then PublishLocked with its process. An OSError while publishing
    becomes a ReleaseError that names the path and the way out. On leaving, whatever was not promoted is removed.
    """
    with telling(output):
        output.mkdir(parents=True, exist_ok=True)
        with _locked(output, wait):
            clear_staging(output)
            try:
                settle(output)
                yield latest_release(output)
            finally:
                clear_staging(output)


def promote(output: Path, staged: Path) -> Path:
    """Make a staged folder the latest release; its folder. ReleaseError where its checksums fail or its version exists already."""
    identity = read_identity(staged)
    if problems := checksums.verify_sums(staged):
        raise ReleaseError(f"{staged}: staged, but not as SHA256SUMS says: {problems[0]}; nothing was published")
    _check_succession(output, identity)
    target = output / RELEASES / identity.version
    if target.exists():
        raise ReleaseError(f"{target}: exists already, and a release is never overwritten; nothing was published")
    target.parent.mkdir(exist_ok=True)
    sync_tree(staged)
    staged.rename(target)
    sync(target.parent)
    sync(output)
    settle(output, sound=target)
    return target


def settle(output: Path, sound: Path | None = None) -> None:
    """Bring CHANGELOG.md, index.json and `latest` up to the releases that are there; writes nothing where all is in order.

    ReleaseError where a release that the index does not know yet does not keep its checksums, or the newest is missing. Those of
    `sound` have just been seen to hold.
    """
    index = read_index(output)
    known = {entry.version for entry in index.releases}
    for folder in release_folders(output):
        if folder.name not in known:
            if folder != sound and (problems := checksums.verify_sums(folder)):
                raise ReleaseError(f"{folder}: no complete release ({problems[0]}); move it away, or restore it from version control")
            _add_to_changelog(output, folder)
            index = index.with_entry(entry_of(folder))
            write_atomically(output / INDEX, index.model_dump_json(indent=1) + "\n")
    if not index.releases:
        return
    newest = index.releases[0].path
    if not (output / newest / checksums.FILE_NAME).is_file():
        raise ReleaseError(f"{output / newest}: the newest release of {INDEX}, but not there; restore it from version control")
    link = output / LATEST
    if not link.is_symlink() or link.readlink() != newest:
        swap_link(link, newest)


def _check_succession(output: Path, identity: Identity) -> None:
    """ReleaseError where a release does not follow the one that is the latest now."""
    releases = read_index(output).releases
    latest = releases[0].version if releases else None
    if identity.previous != latest or (latest and version_order(identity.version) <= version_order(latest)):
        raise ReleaseError(f"release {identity.version} was made to follow {identity.previous}, but the latest is {latest}; run again")


def _add_to_changelog(output: Path, folder: Path) -> None:
    """Put a release's section before those of older releases, unless it stands there already."""
    path = output / CHANGELOG
    text = path.read_text(encoding="utf-8") if path.exists() else TITLE
    first_line = f"{heading(folder.name)} ·"
    if not any(line.startswith(first_line) for line in text.split("\n")):
        start = text.find(f"\n{heading('')}")
        head, older = (text, "") if start < 0 else (text[: start + 1], text[start + 1 :])
        write_atomically(path, f"{head.rstrip()}\n\n{section(read_changes(folder))}" + (f"\n{older}" if older else ""))


@contextmanager
def _locked(output: Path, wait: float) -> Iterator[None]:
    path = output / LOCK
    path.touch()
    try:
        lock = FileLock(path, timeout=wait, thread_local=False).acquire()
    except Timeout:
        raise PublishLocked(f"{output}: another publish is running ({path.read_text().strip() or 'starting'}); wait for it or end it, then run again") from None
    with lock:
        path.write_text(f"process {os.getpid()} on {socket.gethostname()}\n")
        yield
