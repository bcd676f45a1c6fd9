"""Whether a release in object storage is what was published, object by object, and putting back from a whole copy what is not.

What was published is what SHA256SUMS says, and index.json vouches for that. An object is proved by its size and checksum beside a whole
file of the working copy; one that cannot be proved so is fetched, into the copy where it is right.
"""
from __future__ import annotations

import shutil
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path

from flows.errors import InputError
from flows.releasing.catalogue import RELEASES, read_index
from flows.releasing.checksums import FILE_NAME, read_sums, sha256_of
from flows.releasing.storage import STAGING
from flows.remote.storage import Entry, StorageError, Store

LOST, CHANGED, EXTRA = "published, but not there", "its bytes are not those that were published", "there, but not published"
AT_ONCE = 8


def compare(store: Store, folder: Path, version: str) -> dict[str, str]:
    """Object → what is wrong with it, of a release in the storage.

    The copy of the release in the working copy `folder` is made, or made whole again, where the storage has all that this takes.
    """
    target, staging = folder / RELEASES / version, folder / f"{STAGING}{version}"
    copy = target if target.exists() else staging
    if copy == staging and (wrong := _fetch_sums(store, folder, version, staging)):
        return wrong
    prefix = f"{RELEASES}/{version}/"
    digests, there = published_in(copy), store.entries(prefix.rstrip("/"))

    def look(name: str) -> str | None:
        """What is wrong with the object of a file."""
        return _compare_one(store, prefix + name, there.get(prefix + name), digests[name], (inside(copy, name), inside(staging, name)))

    with ThreadPoolExecutor(AT_ONCE) as pool:
        wrong = {prefix + name: says for name, says in zip(digests, pool.map(look, digests), strict=True) if says}
    if copy == target:
        shutil.rmtree(staging, ignore_errors=True)
    elif not wrong:
        target.parent.mkdir(exist_ok=True)
        staging.rename(target)
    return wrong | {name: EXTRA for name in there if name.removeprefix(prefix) not in digests}


def mend(store: Store, folder: Path, version: str) -> list[str]:
    """Put back from the working copy what of a release is lost or changed in the storage: those objects. StorageError where it is not whole there either.

    They are the bytes that were published, so it does not matter who puts them back, or whether someone else does too.
    """
    wrong, copy = harmful(compare(store, folder, version)), folder / RELEASES / version
    digests = published_in(copy) if copy.exists() else {}
    gone = {name: says for name, says in wrong.items() if not _is_whole(folder / name, digests.get(name.split("/", 2)[2]))}
    if gone:
        raise damaged(store, gone)
    for name in sorted(wrong, key=lambda name: name.endswith(f"/{FILE_NAME}")):  # SHA256SUMS last: it says that the others are there
        store.put(name, folder / name)
    return list(wrong)


def harmful(wrong: Mapping[str, str]) -> dict[str, str]:
    """What a release lacks; what lies there besides harms nobody."""
    return {name: says for name, says in wrong.items() if says != EXTRA}


def damaged(store: Store, wrong: Mapping[str, str]) -> StorageError:
    """The error that tells of the first object that is wrong, and the way out."""
    name, says = next(iter(wrong.items()))
    more = f" ({len(wrong)} objects in all)" if len(wrong) > 1 else ""
    way_out = "publish on a machine whose copy of the release is whole, which puts it back, or restore the object from a backup"
    return StorageError(f"{store.url}/{name}: {says}{more}, and no whole copy of it is at hand; {way_out}")


def published_in(release: Path) -> dict[str, str]:
    """File → SHA-256 of every file of a release, SHA256SUMS with them."""
    return {**read_sums(release), FILE_NAME: sha256_of(release / FILE_NAME)}


def vouched(folder: Path) -> dict[str, str]:
    """Version → SHA-256 of its SHA256SUMS as index.json says, newest first."""
    return {entry.version: entry.sha256sums for entry in read_index(folder).releases}


def sums_of(version: str) -> str:
    """The object that makes a release complete."""
    return f"{RELEASES}/{version}/{FILE_NAME}"


def inside(folder: Path, name: str) -> Path:
    """The local path of an object; InputError where its name would lead out of the folder."""
    path = folder / name
    if not path.resolve().is_relative_to(folder.resolve()):
        raise InputError(f"{name}: the name of an object may not lead out of its prefix; rename it")
    return path


def _fetch_sums(store: Store, folder: Path, version: str, staging: Path) -> dict[str, str]:
    """Begin a copy with SHA256SUMS; what is wrong with that, where it is."""
    data, digest = store.read(sums_of(version)), vouched(folder).get(version)
    if data is None or digest not in (None, sha256(data).hexdigest()):
        return {sums_of(version): LOST if data is None else CHANGED}
    staging.mkdir(exist_ok=True)
    (staging / FILE_NAME).write_bytes(data)
    return {}


def _compare_one(store: Store, name: str, entry: Entry | None, digest: str, paths: tuple[Path, Path]) -> str | None:
    """What is wrong with an object; `paths` are where its copy belongs, and where to fetch it to."""
    path, arrived = paths
    if entry is None:
        return LOST
    if _is_whole(path, digest) and store.holds(name, entry, path):
        return None
    if arrived != path or not _is_whole(path, digest):
        store.fetch(name, arrived)
    if not _is_whole(arrived, digest):
        return CHANGED
    if arrived != path:
        path.parent.mkdir(parents=True, exist_ok=True)
        arrived.replace(path)
    return None


def _is_whole(path: Path, digest: str | None) -> bool:
    return path.is_file() and sha256_of(path) == digest
