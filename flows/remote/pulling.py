"""From object storage to the working copy: raw texts that changed, and the releases that the next one is compared with.

The storage is the truth: what the working copy has besides (a release whose push was killed) is removed, and made again by the run.
A release in the storage counts from its SHA256SUMS on; what lies under a version without it is what a killed push left behind.
"""
from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from flows.errors import InputError
from flows.releasing.catalogue import INDEX, LATEST, RELEASES, VERSION
from flows.releasing.checksums import FILE_NAME, read_sums, verify_sums
from flows.releasing.identity import read_identity, version_order
from flows.releasing.promotion import CHANGELOG
from flows.releasing.storage import STAGING, clear_staging, swap_link, write_atomically
from flows.remote.pointer import read_pointer
from flows.remote.storage import StorageError, Store

TOKENS = ".objects.json"
"""Which objects the working copy of raw texts holds: name → token; a dot file, which reading passes over."""
AT_ONCE = 8


def pull_raw(store: Store, folder: Path) -> int:
    """Make a folder the copy of a prefix of raw texts; how many objects were fetched. InputError where nothing lies there."""
    there = {name: entry.token for name, entry in store.entries().items()}
    if not there:
        raise InputError(f"{store.url}: nothing lies there; put raw texts and their manifest.csv under that address")
    folder.mkdir(parents=True, exist_ok=True)
    tokens = folder / TOKENS
    had = json.loads(tokens.read_text(encoding="utf-8")) if tokens.exists() else {}
    changed = [name for name, token in there.items() if had.get(name) != token or not _inside(folder, name).is_file()]
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.relative_to(folder).as_posix() not in {*there, TOKENS}:
            path.unlink()
    tokens.unlink(missing_ok=True)
    _fetch(store, changed, folder)
    write_atomically(tokens, json.dumps(there))
    return len(changed)


def pull_output(store: Store, folder: Path) -> None:
    """Make a folder hold what a publish needs: CHANGELOG.md, index.json, the newest complete release, whether `latest` names it or not, and the one before.

    StorageError where a release in the storage is not what its SHA256SUMS says.
    """
    complete = _pull_papers(store, folder)
    if complete:
        _pull_with_previous(store, folder, complete[-1], complete)


def pull_releases(store: Store, folder: Path, asked: Sequence[str]) -> None:
    """Make a folder hold what a command needs that only reads: CHANGELOG.md, index.json, the releases asked for and those before them.

    Of what is asked for, `latest` is what the object of that name says; what is no version is passed over. StorageError as above.
    """
    complete = _pull_papers(store, folder)
    latest = read_pointer(store)
    wanted = {latest if name == LATEST else name for name in asked}
    for version in wanted.intersection([latest, *complete]) - {None}:
        _pull_with_previous(store, folder, str(version), complete)
    if latest:
        swap_link(folder / LATEST, Path(RELEASES) / latest)


def _pull_papers(store: Store, folder: Path) -> list[str]:
    """Fetch CHANGELOG.md and index.json, and remove what is no copy of a release in the storage; the versions that lie there whole, oldest first."""
    folder.mkdir(parents=True, exist_ok=True)
    clear_staging(folder)
    (folder / LATEST).unlink(missing_ok=True)
    complete = complete_versions(store)
    for path in (folder / RELEASES).glob("*"):
        if path.name not in complete or (path / FILE_NAME).read_bytes() != store.read(_sums_of(path.name)):
            shutil.rmtree(path)
    for name in (CHANGELOG, INDEX):
        if (data := store.read(name)) is None:
            (folder / name).unlink(missing_ok=True)
        else:
            write_atomically(folder / name, data.decode())
    return complete


def _pull_with_previous(store: Store, folder: Path, version: str, complete: Sequence[str]) -> None:
    previous = read_identity(_pull_release(store, folder, version)).previous
    if previous and previous in complete:
        _pull_release(store, folder, previous)


def complete_versions(store: Store) -> list[str]:
    """The versions that the storage holds whole, oldest first."""
    names = [name.split("/") for name in store.entries(RELEASES)]
    found = [parts[1] for parts in names if len(parts) == 3 and parts[2] == FILE_NAME and VERSION.fullmatch(parts[1])]
    return sorted(found, key=version_order)


def _pull_release(store: Store, folder: Path, version: str) -> Path:
    """A release's folder, fetched unless it is there; it appears whole or not at all."""
    target = folder / RELEASES / version
    if target.exists():
        return target
    staging = folder / f"{STAGING}{version}"
    store.fetch(_sums_of(version), staging / FILE_NAME)
    prefix = f"{RELEASES}/{version}/"
    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(lambda name: store.fetch(prefix + name, _inside(staging, name)), read_sums(staging)))
    if problems := verify_sums(staging):
        raise StorageError(f"{store.url}/{prefix}: not the release that was published ({problems[0]}); restore it from a copy")
    target.parent.mkdir(exist_ok=True)
    return staging.rename(target)


def _fetch(store: Store, names: Sequence[str], folder: Path) -> None:
    """Fetch objects, each beside its place first, so that a killed run leaves no half of a text."""

    def fetch(name: str) -> None:
        path = _inside(folder, name)
        beside = path.with_name(f"{STAGING}{path.name}")
        store.fetch(name, beside)
        beside.replace(path)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(fetch, names))


def _inside(folder: Path, name: str) -> Path:
    """The local path of an object; InputError where its name would lead out of the folder."""
    path = folder / name
    if not path.resolve().is_relative_to(folder.resolve()):
        raise InputError(f"{name}: the name of an object may not lead out of its prefix; rename it")
    return path


def _sums_of(version: str) -> str:
    return f"{RELEASES}/{version}/{FILE_NAME}"
