"""From the working copy to object storage: what a release is made of first, and last of all the pointer object `latest`.

Every object is written whole and verified before the next step.
"""
from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from flows.releasing.catalogue import INDEX, LATEST, RELEASES, release_folders
from flows.releasing.checksums import FILE_NAME, read_sums
from flows.releasing.promotion import CHANGELOG
from flows.remote.comparing import AT_ONCE, vouched
from flows.remote.pointer import pointer_to
from flows.remote.pulling import complete_versions
from flows.remote.storage import Store


def push(store: Store, folder: Path, require: Callable[[], None]) -> None:
    """Bring the storage up to a working copy of an output folder; writes nothing where all is in order.

    `require` is called before each step that others see and raises where this run may no longer publish. What a killed push left under
    a version that never came to be is deleted.
    """
    releases = release_folders(folder)
    if not releases:
        return
    complete = complete_versions(store)
    for release in releases:
        if release.name not in complete:
            require()
            _push_release(store, release)
    _clear(store, {*complete, *vouched(folder), *(release.name for release in releases)})
    require()
    for name in (CHANGELOG, INDEX):
        if store.read(name) != (data := (folder / name).read_bytes()):
            store.write(name, data)
    require()
    pointer = pointer_to(releases[-1])
    if store.read(LATEST) != pointer:
        store.write(LATEST, pointer)


def _push_release(store: Store, release: Path) -> None:
    """A release's files, each verified, and its SHA256SUMS last; what is there already and equal is not sent again."""
    prefix = f"{RELEASES}/{release.name}/"
    there = store.entries(prefix.rstrip("/"))
    names = list(read_sums(release))
    store.delete([name for name in there if name.removeprefix(prefix) not in names])

    def send(name: str) -> None:
        if not store.holds(prefix + name, there.get(prefix + name), release / name):
            store.put(prefix + name, release / name)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(send, names))
    store.put(prefix + FILE_NAME, release / FILE_NAME)


def _clear(store: Store, versions: set[str]) -> None:
    """Delete what lies under versions that are no releases: what a publish made stays, whatever was lost of it."""
    store.delete([name for name in store.entries(RELEASES) if name.split("/")[1] not in versions])
