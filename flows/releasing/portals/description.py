"""One description of a release, from which every portal format is written: dataset, identity, tables, files, sources, period.

Files that describe each other: the five portal files (`METADATA`) are written last and describe every other file with bytes and
SHA-256, but none of themselves: a file cannot hold its own hash, nor two files each other's. SHA256SUMS, written after them,
holds the hashes of them all.
"""
from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from flows.layout import data_paths
from flows.releasing.checksums import NONE
from flows.releasing.exports.parts import whole_table
from flows.releasing.identity import Identity
from flows.releasing.portals.columns import Table, published_tables
from flows.releasing.portals.files import File, describe_files
from schemas.dataset import Dataset, dataset

METADATA = ("datapackage.json", "catalog.ttl", "catalog.jsonld", "croissant.json", "dataset.jsonld")
"""The files that describe all the others, and so neither themselves nor each other."""

MOST_SOURCES = 200
"""Sources that a description names; all of them stand in the table `sources` and in `prov.jsonld`."""


@dataclass(frozen=True)
class Description:
    """A release in one object. `rows` counts the rows of each table; `sources` are the rows of the first `MOST_SOURCES` sources; `heads` the columns of
    each table of the text by the path of its file; `period` the first and last date of an event, as precise as it is stated."""

    dataset: Dataset
    identity: Identity
    tables: Mapping[str, Table]
    rows: Mapping[str, int]
    files: tuple[File, ...]
    sources: tuple[Mapping[str, Any], ...]
    heads: Mapping[str, tuple[str, ...]]
    period: tuple[str, str] | None

    @property
    def url(self) -> str:
        """The address of the release."""
        return self.dataset.url_of(self.identity.version)

    def url_of(self, file: File) -> str:
        """The address of a file of the release."""
        return self.dataset.url_of(self.identity.version, file.path)

    @property
    def citation(self) -> str:
        """How to cite the release."""
        return citation(self.dataset, self.identity)


def citation(of: Dataset, identity: Identity) -> str:
    """How to cite a release of a dataset."""
    return f"{of.publisher.name.en} ({identity.date.year}): {of.title.en} ({of.title.zh}), version {identity.version}. {of.url_of(identity.version)}"


def describe(folder: Path, identity: Identity, known: Mapping[str, str] = NONE) -> Description:
    """Describe the release that lies in a folder, some digests of which may be known; ReleaseError for a file that nothing is known of."""
    texts = whole_table(folder, "tables", ["table_id", "caption"]).to_pylist() if identity.partition_bytes is None else ()
    captions = {row["table_id"]: row["caption"] or row["table_id"] for row in texts}
    files = describe_files(folder, METADATA, captions, known)
    return Description(
        dataset=dataset(),
        identity=identity,
        tables=published_tables(),
        rows={name: sum(pq.read_metadata(path).num_rows for path in data_paths(folder, "parquet", name)) for name in published_tables()},
        files=files,
        sources=tuple(whole_table(folder, "sources").slice(0, MOST_SOURCES).to_pylist()),
        heads={file.path: _heads(folder / file.path) for file in files if file.role == "table"},
        period=_period(whole_table(folder, "events", ["date"])),
    )


def _heads(path: Path) -> tuple[str, ...]:
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(next(csv.reader(file)))


def _period(events: pa.Table) -> tuple[str, str] | None:
    if not events.num_rows:
        return None
    first_and_last = pc.min_max(events["date"]).as_py()
    return first_and_last["min"], first_and_last["max"]
