"""What every record of the contract is made of: the frozen, strict model, and the column that describes itself.

A column is declared once, here in a record's class, with its label, meaning, unit and null meaning. Arrow schemas, JSON
Schemas, CSV headers and the data dictionary are derived from that declaration and from nothing else.
"""
from __future__ import annotations

from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field, JsonValue

SHA256 = r"^[0-9a-f]{64}$"
IDENTIFIER = r"^[a-z0-9]+(-[a-z0-9]+)*$"


def column(
    zh: str,
    en: str,
    meaning: str,
    *,
    unit: str | None = None,
    null: str | None = None,
    vocabulary: str | None = None,
    **constraints: Any,
) -> Any:
    """Declare a column: zh and en label, a sentence of meaning, and optionally unit, what null means, and vocabulary.

    `null` is given exactly for the columns that may be null. `constraints` are Pydantic's own (`pattern`, `ge`, …).
    """
    said = {"label_zh": zh, "label_en": en, "unit": unit, "null_meaning": null, "vocabulary": vocabulary}
    extra: dict[str, JsonValue] = {name: value for name, value in said.items() if value is not None}
    return Field(title=en, description=meaning, json_schema_extra=extra, **constraints)


class Record(BaseModel):
    """A published record: frozen, strict (no coercion), closed (no unknown field).

    Class attributes say how its table stands among the others: `table` (file and table name), `title_zh`, `title_en`,
    `key` (primary key columns) and `references` (column → the table whose key it holds).
    """

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", defer_build=True)

    table: ClassVar[str]
    title_zh: ClassVar[str]
    title_en: ClassVar[str]
    key: ClassVar[tuple[str, ...]]
    references: ClassVar[dict[str, str]] = {}


class Spanned(Record):
    """A record that was read from a place in a source: the last five columns of its table say which."""

    source_id: str = column("来源编号", "Source", "The source that the record was read from.", pattern=IDENTIFIER)
    line_start: int = column("起始行", "First line", "First line of the record in its source, counted from 1.", unit="line", ge=1)
    line_end: int = column("结束行", "Last line", "Last line of the record in its source, counted from 1, inclusive.", unit="line", ge=1)
    char_start: int = column(
        "起始字符", "Start", "Offset of the record's first character in the decoded source, counted from 0.", unit="code point", ge=0
    )
    char_end: int = column(
        "结束字符", "End", "Offset just past the record's last character: text[char_start:char_end] is the raw text.", unit="code point", ge=0
    )


SPAN = tuple(Spanned.model_fields)


def columns_of(record: type[Record]) -> tuple[str, ...]:
    """The column names of a record in published order: its own first, the span (of a spanned record) last."""
    names = tuple(record.model_fields)
    return tuple(name for name in names if name not in SPAN) + SPAN if issubclass(record, Spanned) else names
