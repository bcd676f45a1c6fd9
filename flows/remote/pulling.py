"""From object storage to the working copy: raw texts that changed, and the releases that the next one is compared with.

The storage is the truth: what the working copy has besides (a release whose push was killed) is removed, and made again by the run.
A release in the storage counts from its SHA256SUMS on; what lies under a version without it is what a killed push left behind, unless index.json
names that version: then it was lost.
"""
from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from flows.errors import InputError
from flows.releasing.catalogue import INDEX, LATEST, RELEASES, VERSION
from flows.releasing.checksums import FILE_NAME, sha256_of
from flows.releasing.identity import read_identity, version_order
from flows.releasing.promotion import CHANGELOG
from flows.releasing.storage import STAGING, clear_staging, swap_link, write_atomically
from flows.remote.comparing import AT_ONCE, compare, damaged, harmful, inside, mend, sums_of, vouched
from flows.remote.pointer import pointer_to, read_pointer, version_in
from flows.remote.storage import Store

TOKENS = ".objects.json"
"""Which objects the working copy of raw texts holds: name → token; a dot file, which reading passes over."""


def pull_raw(store: Store, folder: Path) -> int:
    """Make a folder the copy of a prefix of raw texts; how many objects were fetched. InputError where nothing lies there."""
    there = {name: entry.token for name, entry in store.entries().items()}
    if not there:
        raise InputError(f"{store.url}: nothing lies there; put raw texts and their manifest.csv under that address")
    folder.mkdir(parents=True, exist_ok=True)
    tokens = folder / TOKENS
    had = json.loads(tokens.read_text(encoding="utf-8")) if tokens.exists() else {}
    changed = [name for name, token in there.items() if had.get(name) != token or not inside(folder, name).is_file()]
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.relative_to(folder).as_posix() not in {*there, TOKENS}:
            path.unlink()
    tokens.unlink(missing_ok=True)
    _fetch(store, changed, folder)
    write_atomically(tokens, json.dumps(there))
    return len(changed)


def pull_output(store: Store, folder: Path) -> list[str]:
    """Make a folder hold what a publish needs: CHANGELOG.md, index.json, the newest complete release, whether `latest` names it or not, and the one before.

    What of the newest is lost or changed in the storage is put back from its copy in the folder: those objects. StorageError where that cannot be.
    """
    versions = _pull_papers(store, folder)
    if not versions:
        return []
    mended = mend(store, folder, versions[-1])
    _pull_release(store, folder, versions[-1], versions, before=True)
    return mended


def pull_releases(store: Store, folder: Path, asked: Sequence[str], *, before: bool = False) -> None:
    """Make a folder hold what a command needs that only reads: CHANGELOG.md, index.json, the releases asked for, and with `before` those before them.

    Of what is asked for, `latest` is what the object of that name says; what is no version is passed over. StorageError where a release is damaged.
    """
    versions = _pull_papers(store, folder)
    latest = read_pointer(store) if LATEST in asked else None
    for version in {latest if name == LATEST else name for name in asked} & {latest, *versions} - {None}:
        _pull_release(store, folder, str(version), versions, before)
    if latest:
        swap_link(folder / LATEST, Path(RELEASES) / latest)


def compare_release(store: Store, folder: Path, asked: str) -> tuple[str | None, dict[str, str]]:
    """The version of a release asked for as pull_releases is, and object → what is wrong with it; None where no such release was published."""
    versions, pointer = _pull_papers(store, folder), store.read(LATEST)
    version = version_in(pointer) if asked == LATEST else asked
    if asked == LATEST and versions and version is None:
        return versions[-1], {LATEST: "it names no release; the next publish writes it again"}
    if version is None or (asked != LATEST and version not in {*versions, *vouched(folder)}):
        return None, {}
    wrong = compare(store, folder, version)
    if asked == LATEST and not harmful(wrong) and pointer != pointer_to(folder / RELEASES / version):
        wrong[LATEST] = "it vouches for another SHA256SUMS; the next publish writes it again"
    return version, wrong


def _pull_papers(store: Store, folder: Path) -> list[str]:
    """Fetch CHANGELOG.md and index.json, and remove what is no copy of a release in the storage; the versions of those, oldest first.

    They are the complete ones, and the newest of index.json also where its SHA256SUMS was lost.
    """
    folder.mkdir(parents=True, exist_ok=True)
    clear_staging(folder)
    (folder / LATEST).unlink(missing_ok=True)
    for name in (CHANGELOG, INDEX):
        if (data := store.read(name)) is None:
            (folder / name).unlink(missing_ok=True)
        else:
            write_atomically(folder / name, data.decode())
    digests = vouched(folder)
    versions = {*complete_versions(store), *list(digests)[:1]}
    for path in (folder / RELEASES).glob("*"):
        if path.name not in versions or not _is_copy(store, path, digests.get(path.name)):
            shutil.rmtree(path)
    return sorted(versions, key=version_order)


def _is_copy(store: Store, release: Path, digest: str | None) -> bool:
    """Whether a release has the SHA256SUMS that index.json vouches for, or that lies in the storage: one of them may be damaged."""
    sums = release / FILE_NAME
    return sums.is_file() and (sha256_of(sums) == digest or sums.read_bytes() == store.read(sums_of(release.name)))


def complete_versions(store: Store) -> list[str]:
    """The versions that the storage holds whole, oldest first."""
    names = [name.split("/") for name in store.entries(RELEASES)]
    found = [parts[1] for parts in names if len(parts) == 3 and parts[2] == FILE_NAME and VERSION.fullmatch(parts[1])]
    return sorted(found, key=version_order)


def _pull_release(store: Store, folder: Path, version: str, versions: Sequence[str], before: bool) -> None:
    """Fetch a release, and with `before` the one before it, unless they are there; each appears whole or not at all."""
    target = folder / RELEASES / version
    if not target.exists() and (wrong := harmful(compare(store, folder, version))):
        raise damaged(store, wrong)
    if before and (previous := read_identity(target).previous) and previous in versions:
        _pull_release(store, folder, previous, versions, before=False)


def _fetch(store: Store, names: Sequence[str], folder: Path) -> None:
    """Fetch objects, each beside its place first, so that a killed run leaves no half of a text."""

    def fetch(name: str) -> None:
        path = inside(folder, name)
        beside = path.with_name(f"{STAGING}{path.name}")
        store.fetch(name, beside)
        beside.replace(path)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(fetch, names))
