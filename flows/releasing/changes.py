"""What changed between two releases, as a typed report: `diff_releases` computes it, `changes.json` publishes it.

Counts are exact. `added` and `removed` are complete, so they are deltas that can be applied; `rekeyed`, `carried` and
`reworded` only say which removed record an added one continues. A record that merely stands elsewhere in its source is no
change: `moves` says which stretch of a source moved, and by how many lines and characters. What could not be compared is
named in `incomparable` and never counts as the same.
"""
from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue

from flows.releasing.identity import Version

LISTED = 100_000
"""How many records of one table are listed a list; beyond it only the counts are complete, and `listed` says so."""

Key = tuple[JsonValue, ...]
Outcome = Literal["same", "differs", "unknown"]
StructureKind = Literal[
    "table_added", "table_removed", "key_changed", "column_added", "column_removed", "column_renamed", "column_retyped", "columns_reordered", "described"
]


class Report(BaseModel):
    """A frozen part of the report."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Entry(Report):
    """A record that was added or removed."""

    key: Key = Field(description="Values of the key columns, in their order.")
    text: str | None = Field(description="The words by which people know the record (its text or title); null where it has none.")


class FieldChange(Report):
    """A value that changed."""

    column: str = Field(description="Name of the column.")
    old: JsonValue = Field(description="Value in the release before.")
    new: JsonValue = Field(description="Value in this release.")


class Changed(Report):
    """A record that stands in both releases with other values."""

    key: Key = Field(description="Values of the key columns in this release, in their order.")
    fields: tuple[FieldChange, ...] = Field(description="The values that changed; offsets only where they changed within the record.")


class Move(Report):
    """A stretch of a source whose records moved together. Offsets are those in the release before."""

    source_id: str = Field(description="The source.")
    char_start: int = Field(description="Old offset of the stretch's first record.")
    char_last: int = Field(description="Old offset of the stretch's last record.")
    lines: int = Field(description="By how many lines they moved; negative is up.")
    characters: int = Field(description="By how many code points they moved; negative is towards the beginning.")
    records: int = Field(description="How many records.")


class Pair(Report):
    """A removed record and the added one that continues it."""

    old: Key = Field(description="Key in the release before.")
    new: Key = Field(description="Key in this release.")
    old_text: str | None = Field(description="Its words before; null where it has none.")
    new_text: str | None = Field(description="Its words now; null where it has none.")
    similarity: float = Field(ge=0, le=1, description="How alike the words are: 1 is equal (normalised indel similarity, RapidFuzz `ratio`).")


class RecordChanges(Report):
    """What changed in one table. `moved` counts records that stand elsewhere, whether or not their values changed too."""

    before: int = Field(default=0, description="Number of records in the release before.")
    after: int = Field(default=0, description="Number of records in this release.")
    added_count: int = Field(default=0, description="Number of records added.")
    removed_count: int = Field(default=0, description="Number of records removed.")
    changed_count: int = Field(default=0, description="Number of records with other values.")
    moved_count: int = Field(default=0, description="Number of records that only, or also, stand elsewhere in their source.")
    columns: dict[str, int] = Field(default={}, description="Column → number of records whose value changed in it.")
    listed: bool = Field(default=True, description="Whether every record is listed; false in a first release, and beyond the limit of a list.")
    added: tuple[Entry, ...] = Field(default=(), description="Records added, in source order.")
    removed: tuple[Entry, ...] = Field(default=(), description="Records removed, in source order.")
    changed: tuple[Changed, ...] = Field(default=(), description="Records with other values, in source order.")
    moves: tuple[Move, ...] = Field(default=(), description="Stretches of sources whose records moved.")
    rekeyed: tuple[Pair, ...] = Field(default=(), description="Records whose words did not change, but whose id did: an id map. Always complete.")
    carried: tuple[Pair, ...] = Field(default=(), description="Records with the same words under a parent that was reworded.")
    reworded: tuple[Pair, ...] = Field(default=(), description="Removed and added records of the same parent whose words are alike.")
    not_paired: int = Field(default=0, description="Removed records for which no rewording was looked for, since their parent lost and won too many.")

    @property
    def differs(self) -> bool:
        """Whether anything changed in the table."""
        return bool(self.added_count or self.removed_count or self.changed_count or self.moved_count)


class StructureChange(Report):
    """A change of a table's structure, or of what is said about a column."""

    table: str = Field(description="The table.")
    kind: StructureKind = Field(description="What changed.")
    column: str | None = Field(description="The column, by its old name where it has two; null where the table itself changed.")
    old: str | None = Field(description="What it was; null for what is new.")
    new: str | None = Field(description="What it is; null for what is gone.")


class FileChange(Report):
    """A file that differs though it holds no record, or though its records do not differ."""

    path: str = Field(description="Path in the release.")
    kind: Literal["added", "removed", "changed"] = Field(description="What happened to it.")


class Incomparable(Report):
    """Something that could not be compared: it may or may not differ."""

    what: str = Field(description="The table or file.")
    why: str = Field(description="Why it could not be compared.")


class Changes(Report):
    """What changed from one release to another."""

    old: Version | None = Field(description="Version of the release before; null where there is none.")
    new: Version = Field(description="Version of the release it is compared with.")
    records: dict[str, RecordChanges] = Field(description="Table → what changed in its records, for every table of either release that could be compared.")
    structure: tuple[StructureChange, ...] = Field(description="Changes of tables and columns.")
    files: tuple[FileChange, ...] = Field(description="Files that differ apart from those whose records, structure or version do.")
    incomparable: tuple[Incomparable, ...] = Field(description="What could not be compared.")

    @property
    def outcome(self) -> Outcome:
        """`differs` where anything does; else `unknown` where something could not be compared; else `same`."""
        if self.structure or self.files or any(table.differs for table in self.records.values()):
            return "differs"
        return "unknown" if self.incomparable else "same"
