"""The local folders that a run or a command works on: the places themselves, or copies of them where they lie in object storage."""
from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from filelock import FileLock, Timeout

from flows.errors import ReleaseError
from flows.releasing.catalogue import LATEST, RELEASES
from flows.remote.locking import locked
from flows.remote.pointer import version_in
from flows.remote.pulling import compare_release, pull_output, pull_raw, pull_releases
from flows.remote.pushing import push
from flows.remote.storage import Store, is_remote
from flows.settings import Settings

COPIES = "copies"


class WorkingCopy(NamedTuple):
    """Local folders of raw texts and of releases, and how the releases are brought to where they belong.

    In object storage also the version that `latest` named before, and the objects of the newest release that were damaged and put back.
    """

    raw: Path
    output: Path
    push: Callable[[], None]
    latest: str | None = None
    mended: Sequence[str] = ()


@contextmanager
def working_copy(raw: str, output: str, settings: Settings) -> Iterator[WorkingCopy]:
    """Have the raw texts and the releases at hand for a publish; `push` must be called to have the output where it belongs.

    StorageError where another run holds the output's lock for longer than `settings.lock_wait` seconds, or the storage fails.
    """
    store = Store(output, settings) if is_remote(output) else None
    work = settings.work_folder(output)
    with _copy(raw, work, settings) as raw_folder, _copy(output, work, settings) as output_folder:
        if is_remote(raw):
            pull_raw(Store(raw, settings), raw_folder)
        if store is None:
            yield WorkingCopy(raw_folder, output_folder, lambda: None)
            return
        with locked(store, settings.lock_wait) as lock:
            latest = version_in(store.read(LATEST))
            mended = pull_output(store, output_folder)
            yield WorkingCopy(raw_folder, output_folder, lambda: push(store, output_folder, lock.require), latest, mended)


def raw_at_hand(place: str, settings: Settings) -> Path:
    """The folder of raw texts, or an up-to-date copy of it, for a command that only reads."""
    with _copy(place, settings.work_folder(settings.output), settings) as folder:
        if is_remote(place):
            pull_raw(Store(place, settings), folder)
        return folder


def output_at_hand(place: str, settings: Settings, releases: Sequence[str] = (LATEST,), *, before: bool = False) -> Path:
    """The folder of releases, for a command that only reads, or a copy with some of them (versions or `latest`), and with `before` those before them."""
    with _copy(place, settings.work_folder(settings.output), settings) as folder:
        if is_remote(place):
            pull_releases(Store(place, settings), folder, releases, before=before)
        return folder


def compared_at_hand(place: str, settings: Settings, release: str) -> tuple[str, list[str]]:
    """The address of a release in object storage, and what is wrong there, object by object. Of one in a folder nothing is told."""
    if not is_remote(place):
        return release, []
    store = Store(place, settings)
    with _copy(place, settings.work_folder(settings.output), settings) as folder:
        version, wrong = compare_release(store, folder, release)
    return f"{store.url}/{RELEASES}/{version}", [f"{store.url}/{name}: {says}" for name, says in wrong.items()]


@contextmanager
def _copy(place: str, work: Path, settings: Settings) -> Iterator[Path]:
    """The local folder of a place; a copy is had by one process of this machine at a time."""
    if not is_remote(place):
        yield Path(place)
        return
    folder = work / COPIES / sha256(place.rstrip("/").encode()).hexdigest()[:16]
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / ".lock", timeout=settings.lock_wait, thread_local=False)
    try:
        lock.acquire()
    except Timeout:
        raise ReleaseError(f"{place}: another run on this machine works on its copy in {folder}; wait for it or end it, then run again") from None
    with lock:
        yield folder / "files"
