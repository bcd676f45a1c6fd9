"""What a published Parquet file says about its own table: key, references, and which columns are places in a source.

The diff and the verification go by the files, not by the records of today's code, so that they hold for releases of any age.
"""
from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from flows.errors import ReleaseError

CHARACTER, LINE = "code point", "line"
BASE = {CHARACTER: "char_start", LINE: "line_start"}
"""The column that places of a unit are counted from, to tell a change from a move."""
TEXT_COLUMNS = ("text", "title", "raw", "message_zh")


@dataclass(frozen=True)
class Table:
    """A published table: its file, Arrow schema, key columns, and column → referenced table."""

    path: Path
    schema: pa.Schema
    key: tuple[str, ...]
    references: dict[str, str]

    def scan(self) -> pl.LazyFrame:
        """Its rows, lazily, in source order."""
        return pl.scan_parquet(self.path)

    @property
    def name(self) -> str:
        """Name of the table."""
        return self.path.stem

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


def read_table(path: Path) -> Table:
    """A published table's description; ReleaseError where the file is no readable Parquet file of a release."""
    try:
        schema = pq.read_schema(path)
        metadata = schema.metadata or {}
        return Table(path, schema, tuple(json.loads(metadata[b"key"])), json.loads(metadata[b"references"]))
    except (OSError, pa.ArrowInvalid, KeyError, ValueError) as error:
        raise ReleaseError(f"{path}: no readable Parquet file of a release ({error})") from None


def tables_of(folder: Path) -> dict[str, Path]:
    """Table name → Parquet file of a release."""
    return {path.stem: path for path in sorted((folder / "parquet").glob("*.parquet"))}
