"""SHA256SUMS: every file of a release but itself, in the format of `sha256sum`, which can check it too (`sha256sum -c`)."""
from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from flows.errors import ReleaseError
from flows.releasing.problems import Problem

FILE_NAME = "SHA256SUMS"
NONE: Mapping[str, str] = MappingProxyType({})
LINE = re.compile("([0-9a-f]{64})  ([^\n]+)")


def sha256_of(path: Path) -> str:
    """SHA-256 of a file's bytes, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def files_of(folder: Path) -> list[str]:
    """The files of a release but SHA256SUMS, as paths relative to it with `/`, in byte order."""
    found = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file() or path.is_symlink())
    return sorted(name for name in found if name != FILE_NAME)


def compute_sums(folder: Path, known: Mapping[str, str] = NONE) -> dict[str, str]:
    """File → SHA-256, computed from the bytes that lie there where it is not known."""
    return {name: known.get(name) or sha256_of(folder / name) for name in files_of(folder)}


def write_sums(folder: Path, known: Mapping[str, str] = NONE) -> dict[str, str]:
    """Write SHA256SUMS as the last file of a release; file → SHA-256, computed where it is not known."""
    sums = compute_sums(folder, known)
    (folder / FILE_NAME).write_text("".join(f"{digest}  {name}\n" for name, digest in sums.items()), encoding="utf-8", newline="\n")
    return sums


def read_sums(folder: Path) -> dict[str, str]:
    """File → SHA-256 as SHA256SUMS says; ReleaseError where it is missing or malformed."""
    path = folder / FILE_NAME
    try:
        rows = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise ReleaseError(f"{path}: {error}; {folder} is no complete release") from None
    sums: dict[str, str] = {}
    for number, row in enumerate(rows[:-1], start=1):
        match = LINE.fullmatch(row)
        if match is None or match[2] in sums:
            raise ReleaseError(f"{path}:{number}: not one new `sha256  path` a line")
        sums[match[2]] = match[1]
    if rows[-1] or not sums:
        raise ReleaseError(f"{path}: it ends before its last line does")
    return sums


def verify_sums(folder: Path) -> list[Problem]:
    """What is missing, changed or not listed, file by file; empty where every checksum holds."""
    try:
        listed = read_sums(folder)
    except ReleaseError as error:
        return [Problem("checksums", FILE_NAME, str(error))]
    found = set(files_of(folder))
    missing = [Problem("checksums", name, "listed, but not there") for name in listed if name not in found]
    extra = [Problem("checksums", name, "there, but not listed") for name in sorted(found - set(listed))]
    wrong = [
        Problem("checksums", name, "its bytes are not those that were published")
        for name, digest in listed.items()
        if name in found and (folder / name).is_file() and sha256_of(folder / name) != digest
    ]
    return missing + wrong + extra
