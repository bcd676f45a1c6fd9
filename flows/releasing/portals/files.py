"""The files of a release as the portals describe them: bytes, SHA-256, and what `files.csv` says of files of that name.

`files.csv` is tried from the top, the first pattern that fits wins. Its titles may name {table_zh} and {table_en} (titles of
the table that a file holds), {caption} (of a table of the text) and {stem} (the file's name without its ending).
"""
from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Literal

from flows.errors import ReleaseError
from flows.layout import table_of
from flows.releasing.checksums import NONE, files_of, sha256_of
from flows.releasing.packed import SUFFIX
from flows.releasing.portals.columns import published_tables

GZIP = "application/gzip"
KINDS = Path(__file__).with_name("files.csv")

Role = Literal["data", "table", "document"]
"""What a file is: records of the dataset, one table of the text, or something to read about them."""


@dataclass(frozen=True)
class File:
    """A file of a release. `table` is the published table that it holds alone, where it does: all of it, or a part."""

    path: str
    role: Role
    media_type: str
    format: str
    file_type: str
    title_zh: str
    title_en: str
    bytes: int
    sha256: str
    table: str | None

    @property
    def name(self) -> str:
        """A name for the file in [a-z0-9._-], alone in its release: its path."""
        return self.path.lower().replace("/", "-")

    @property
    def packed(self) -> bool:
        """Whether it is packed with gzip; media type and format are those of what is in it."""
        return self.path.endswith(SUFFIX)

    @property
    def packed_type(self) -> str:
        """The media type of the file as it is downloaded."""
        return GZIP if self.packed else self.media_type

    @property
    def in_parts(self) -> bool:
        """Whether it holds a part of its table."""
        return self.table is not None and self.path.count("/") > 1


@cache
def kinds() -> tuple[Mapping[str, str], ...]:
    """The rows of `files.csv`."""
    with KINDS.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def describe_files(folder: Path, without: tuple[str, ...], captions: Mapping[str, str], known: Mapping[str, str] = NONE) -> tuple[File, ...]:
    """The files of a release folder in byte order of their paths, those of `without` and SHA256SUMS apart.

    `captions` are those of the tables of the text, by table_id; `known` are digests by path. ReleaseError for a file that `files.csv` does not know.
    """
    return tuple(_describe(folder, path, captions, known) for path in files_of(folder) if path not in without)


def _describe(folder: Path, path: str, captions: Mapping[str, str], known: Mapping[str, str]) -> File:
    kind = next((row for row in kinds() if PurePosixPath(path).match(row["pattern"])), None)
    if kind is None:
        raise ReleaseError(f"{path}: {KINDS.name} does not say what a file of that name is; add a row for it")
    stem = PurePosixPath(path).name.split(".")[0]
    table = published_tables().get(table_of(path) or "") if kind["role"] == "data" else None
    words = {
        "stem": stem,
        "caption": captions.get(stem, stem),
        "table_zh": table.title_zh if table else stem,
        "table_en": table.title_en if table else stem,
    }
    return File(
        path=path,
        role=kind["role"],  # type: ignore[arg-type]
        media_type=kind["media_type"],
        format=kind["format"],
        file_type=kind["file_type"],
        title_zh=kind["title_zh"].format(**words),
        title_en=kind["title_en"].format(**words),
        bytes=(folder / path).stat().st_size,
        sha256=known.get(path) or sha256_of(folder / path),
        table=table.name if table else None,
    )
