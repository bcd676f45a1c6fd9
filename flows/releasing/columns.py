"""What a published Parquet file says about its own table: key, references, and which columns are places in a source.

The diff and the verification go by the files, not by the records of today's code, so that they hold for releases of any age.
"""
from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from flows.errors import ReleaseError
from flows.layout import Part, data_paths, tables_there

CHARACTER, LINE = "code point", "line"
BASE = {CHARACTER: "char_start", LINE: "line_start"}
"""The column that places of a unit are counted from, to tell a change from a move."""
TEXT_COLUMNS = ("text", "title", "raw", "message_zh")


@dataclass(frozen=True)
class Table:
    """A published table: its name and files, Arrow schema, key columns, and column → referenced table.

    `sources` are those whose rows are meant; None means all.
    """

    name: str
    paths: tuple[Path, ...]
    schema: pa.Schema
    key: tuple[str, ...]
    references: dict[str, str]
    sources: tuple[str, ...] | None = None

    def scan(self) -> pl.LazyFrame:
        """Its rows, lazily, in source order."""
        rows = pl.scan_parquet(list(self.paths))
        return rows if self.sources is None else rows.filter(pl.col("source_id").is_in(self.sources))

    def of_part(self, part: Part) -> Table:
        """What one part of the release holds of it."""
        return replace(self, paths=tuple(path for path in self.paths if part in (None, path.stem)))

    def of_sources(self, sources: Sequence[str]) -> Table:
        """What the release holds of it of some sources."""
        return replace(self, sources=tuple(sources))

    @property
    def spanned(self) -> bool:
        """Whether its records stand at a place in a source."""
        return {"source_id", *BASE.values()} <= set(self.schema.names)

    def place_unit(self, column: str) -> str | None:
        """`code point` or `line` for a column that holds a place in a source; None for every other."""
        return unit_of(self.schema.field(column)) if self.spanned else None

    @property
    def text_column(self) -> str | None:
        """The column by which people know a record."""
        return next((name for name in TEXT_COLUMNS if name in self.schema.names), None)

    @property
    def parent_column(self) -> str | None:
        """The column that holds the record's nearest parent: the last reference declared."""
        return next(reversed(self.references), None)


def unit_of(field: pa.Field) -> str | None:
    """The unit in a field's metadata, where it is one of a place."""
    unit = (field.metadata or {}).get(b"unit", b"").decode()
    return unit if unit in BASE else None


def read_table(name: str, paths: Sequence[Path]) -> Table:
    """A published table's description; ReleaseError where a file is no readable Parquet file of a release, or not like the first."""
    for path in paths:
        try:
            schema = pq.read_schema(path)
            metadata = schema.metadata or {}
            table = Table(name, tuple(paths), schema, tuple(json.loads(metadata[b"key"])), json.loads(metadata[b"references"]))
        except (OSError, pa.ArrowInvalid, KeyError, ValueError) as error:
            raise ReleaseError(f"{path}: no readable Parquet file of a release ({error})") from None
        if path == paths[0]:
            first = table
        elif table != first or not schema.equals(first.schema, check_metadata=True):
            raise ReleaseError(f"{path}: not the columns of {paths[0].name}")
    return first


def tables_of(folder: Path) -> dict[str, tuple[Path, ...]]:
    """Table name → Parquet files of a release."""
    return {name: tuple(data_paths(folder, "parquet", name)) for name in tables_there(folder)}
