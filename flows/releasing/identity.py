"""Who a release is: version, date, the release before it, and the digest of the code that made it. Published as `release.json`."""
from __future__ import annotations

import datetime
import os
from hashlib import sha256
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from flows.errors import InputError, ReleaseError

FILE_NAME = "release.json"
FIRST_VERSION = "0.1.0"
COMPILED = frozenset({".so", ".pyd"})  # what `make compiled` puts beside the code it is made of
NUMBER = r"(0|[1-9][0-9]*)"

Version = Annotated[str, StringConstraints(pattern=rf"^{NUMBER}\.{NUMBER}\.{NUMBER}$")]
"""MAJOR.MINOR.PATCH, as in Semantic Versioning."""


class Identity(BaseModel):
    """The only part of a release that does not follow from its data: who it is, and in which form it lies."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: Version = Field(description="Version of the release.")
    date: datetime.date = Field(description="Day of the release (UTC).")
    previous: Version | None = Field(description="Version of the release before it; null for the first.")
    code: str = Field(pattern="^[0-9a-f]{64}$", description="SHA-256 over the code and its data files that made the release.")
    partition_bytes: int | None = Field(
        None, ge=1, description="In a partitioned release: the bytes of text beyond which it is one, half the text of a part. Left out in a flat release."
    )


def new_identity(previous: Identity | None, version: str, day: datetime.date, code: str, partition_bytes: int | None = None) -> Identity:
    """The identity of the release that follows `previous`; ReleaseError where its version is no later one."""
    if previous and version_order(version) <= version_order(previous.version):
        raise ReleaseError(f"version {version} does not come after {previous.version}")
    return Identity(version=version, date=day, previous=previous.version if previous else None, code=code, partition_bytes=partition_bytes)


def version_order(version: str) -> tuple[int, ...]:
    """What versions are sorted by: 0.10.0 comes after 0.9.0."""
    return tuple(int(part) for part in version.split("."))


def release_date() -> datetime.date:
    """Today (UTC), or the day of SOURCE_DATE_EPOCH where that is set (reproducible-builds.org); InputError where it is no number."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is None:
        return datetime.datetime.now(datetime.UTC).date()
    try:
        return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).date()
    except (ValueError, OverflowError, OSError):
        raise InputError(f"SOURCE_DATE_EPOCH must be a number of seconds since 1970, not {epoch!r}") from None


def code_digest(root: Path) -> str:
    """SHA-256 over the names and bytes of all files of `root`/flows and `root`/schemas, but for caches, hidden files and what is compiled of others."""
    digest = sha256()
    for path in sorted(path for package in ("flows", "schemas") for path in (root / package).rglob("*")):
        name = path.relative_to(root)
        hidden = "__pycache__" in name.parts or any(part.startswith(".") for part in name.parts)
        if path.is_file() and not hidden and path.suffix not in COMPILED:
            data = path.read_bytes()
            digest.update(f"{name.as_posix()}\0{len(data)}\0".encode() + data)
    return digest.hexdigest()


def write_identity(folder: Path, identity: Identity) -> None:
    """Write `release.json` into a release folder."""
    (folder / FILE_NAME).write_text(identity.model_dump_json(indent=2, exclude_defaults=True) + "\n", encoding="utf-8")


def read_identity(folder: Path) -> Identity:
    """The identity of a release folder; ReleaseError where `release.json` is missing or malformed."""
    path = folder / FILE_NAME
    try:
        return Identity.model_validate_json(path.read_bytes())
    except OSError as error:
        raise ReleaseError(f"{path}: {error.strerror}; {folder} is no complete release") from None
    except ValidationError as error:
        raise ReleaseError(f"{path}: {error.errors()[0]['msg']}; restore the release from version control") from None
