"""Writing so that a kill at any moment leaves either what was there or what is to be there, and errors told with a way out.

Everything unfinished has a name that begins with `.staging-`, so the next run knows what to clear away.
"""
from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flows.errors import ReleaseError

STAGING = ".staging-"
WAYS_OUT = {
    errno.ENOSPC: "the disk is full; free some space or name a folder on another disk",
    errno.EDQUOT: "the disk quota is used up; free some space or name a folder on another disk",
    errno.EFBIG: "the file is larger than this process may write; raise the limit (ulimit -f)",
    errno.EACCES: "this user may not write there; change the permissions or name another folder",
    errno.EPERM: "the system does not allow it; change the permissions or attributes, or name another folder",
    errno.EROFS: "the file system is read-only; name a folder on another one",
    errno.ENOTDIR: "part of the path is a file; name another folder",
    errno.EEXIST: "something else lies there; move it away or name another folder",
    errno.EIO: "the disk reports an error; name a folder on another disk",
}


@contextmanager
def telling(path: Path) -> Iterator[None]:
    """Turn an OSError about files into a ReleaseError that names the path and the way out; any other error passes."""
    try:
        yield
    except OSError as error:
        if error.filename is None and error.errno not in WAYS_OUT:
            raise
        place = os.fsdecode(error.filename or path)
        way_out = WAYS_OUT.get(error.errno or 0, f"{error.strerror}; mend that and run again")
        raise ReleaseError(f"{place}: {way_out}. What was published is untouched") from error


def new_staging(parent: Path) -> Path:
    """A new empty staging folder; the one who calls it holds the lock of `parent`."""
    folder = parent / f"{STAGING}{os.getpid()}"
    folder.mkdir()
    return folder


def clear_staging(parent: Path) -> None:
    """Remove everything unfinished that this run or a killed one left behind."""
    for path in sorted(parent.glob(f"{STAGING}*")):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


def sync(path: Path) -> None:
    """Have a file's or folder's content on the disk, not only in memory."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_tree(folder: Path) -> None:
    """Have every file and folder below a folder on the disk, and the folder itself last."""
    for parent, _, files in os.walk(folder, topdown=False):
        for name in files:
            sync(Path(parent) / name)
        sync(Path(parent))


def write_atomically(path: Path, text: str) -> None:
    """Replace a file's content as a whole; the old content stands until the new is complete."""
    temporary = path.with_name(f"{STAGING}{path.name}")
    temporary.write_text(text, encoding="utf-8", newline="\n")
    sync(temporary)
    temporary.replace(path)
    sync(path.parent)


def swap_link(link: Path, target: Path) -> None:
    """Point a symbolic link at a path relative to it; it leads to the old target until it leads to the new one."""
    temporary = link.with_name(f"{STAGING}{link.name}")
    temporary.symlink_to(target)
    temporary.replace(link)
    sync(link.parent)
