"""The pointer object `latest`, a line of JSON: `{"version": …, "sha256sums": …}`.

Readers fetch it, then `releases/<version>/…`, whose files SHA256SUMS vouches for and `sha256sums` vouches for that.
"""
from __future__ import annotations

import json
from pathlib import Path

from flows.errors import ReleaseError
from flows.releasing.catalogue import LATEST, VERSION
from flows.releasing.checksums import FILE_NAME, sha256_of
from flows.remote.storage import Store


def pointer_to(release: Path) -> bytes:
    """What `latest` says when it leads to a release."""
    return json.dumps({"version": release.name, "sha256sums": sha256_of(release / FILE_NAME)}).encode() + b"\n"


def version_in(pointer: bytes | None) -> str | None:
    """The version that a pointer names; None where there is no pointer, or one that names nothing."""
    try:
        version: str = json.loads(pointer or b"")["version"]
        return version if VERSION.fullmatch(version) else None
    except (ValueError, KeyError, TypeError):
        return None


def read_pointer(store: Store) -> str | None:
    """The version that `latest` names; None where nothing was published yet. ReleaseError where it is malformed."""
    data = store.read(LATEST)
    version = version_in(data)
    if data is not None and version is None:
        raise ReleaseError(f"{store.url}/{LATEST}: not the pointer that a publish writes; the next publish writes it again")
    return version
