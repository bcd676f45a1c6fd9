"""The published tables and their columns, as every description of a release needs them; derived from the records alone."""
from __future__ import annotations

import typing
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

import pyarrow as pa

from schemas import RECORDS
from schemas.arrow import arrow_field
from schemas.base import Record, columns_of

CONSTRAINTS = ("enum", "pattern", "minimum", "maximum", "minLength")
"""The constraints of a column's JSON Schema that the portal formats know too."""

TYPE_NAMES = {"string": "text", "int64": "integer", "double": "number", "bool": "boolean", "date32[day]": "date"}


@dataclass(frozen=True)
class Column:
    """A column: its name and Arrow type, zh and en label, meaning, and optionally unit, what null means, and vocabulary.

    `constraints` are those of a single value, by their names in JSON Schema; `parts` are the columns of a nested record.
    """

    name: str
    type: pa.DataType
    nullable: bool
    label_zh: str
    label_en: str
    meaning: str
    unit: str | None
    null: str | None
    vocabulary: str | None
    constraints: Mapping[str, object]
    parts: tuple[Column, ...] = ()

    @property
    def is_list(self) -> bool:
        """Whether a value is a list."""
        return bool(pa.types.is_list(self.type))

    @property
    def type_name(self) -> str:
        """The type as the dictionary names it: text, integer, number, boolean, date, record, or a list of these."""
        element = self.type.value_type if self.is_list else self.type
        name = "record" if pa.types.is_struct(element) else TYPE_NAMES[str(element)]
        return f"list of {name}" if self.is_list else name

    @property
    def sentence(self) -> str:
        """All that is to say about the column, as one text."""
        unit = f" Unit: {self.unit}." if self.unit else ""
        codes = f" Codes of the vocabulary {self.vocabulary}." if self.vocabulary else ""
        null = f" Null: {self.null}." if self.null else ""
        return f"{self.label_zh} ({self.label_en}): {self.meaning}{unit}{codes}{null}"


@dataclass(frozen=True)
class Table:
    """A published table: name, titles, meaning, key columns, columns, and column → table whose key it holds."""

    name: str
    title_zh: str
    title_en: str
    meaning: str
    key: tuple[str, ...]
    references: Mapping[str, str]
    columns: tuple[Column, ...]

    def column(self, name: str) -> Column:
        """The column of that name; KeyError where there is none."""
        return {column.name: column for column in self.columns}[name]


@cache
def published_tables() -> Mapping[str, Table]:
    """Every published table by name, in the order of the contract."""
    return MappingProxyType({name: _table(record) for name, record in RECORDS.items()})


def referenced_key(table: str) -> str:
    """The one column of another table's key that references hold; ValueError where its key has several columns."""
    (key,) = published_tables()[table].key
    return key


@cache
def used_vocabularies() -> tuple[str, ...]:
    """The vocabularies whose codes some column holds, in the order of the columns."""
    columns = [column for table in published_tables().values() for outer in table.columns for column in (outer, *outer.parts)]
    return tuple(dict.fromkeys(column.vocabulary for column in columns if column.vocabulary))


def _table(record: type[Record]) -> Table:
    meaning = " ".join((record.__doc__ or "").split())
    return Table(record.table, record.title_zh, record.title_en, meaning, record.key, record.references, _columns(record))


def _columns(record: type[Record]) -> tuple[Column, ...]:
    properties = record.model_json_schema()["properties"]
    return tuple(_column(arrow_field(name, record.model_fields[name]), properties[name], record) for name in columns_of(record))


def _column(field: pa.Field, schema: Mapping[str, typing.Any], record: type[Record]) -> Column:
    known = {key.decode(): value.decode() for key, value in field.metadata.items()}
    single = next((kind for kind in schema.get("anyOf", ()) if kind.get("type") != "null"), schema)
    constraints = {name: single[name] for name in CONSTRAINTS if name in single}
    if "const" in single:
        constraints["enum"] = [single["const"]]
    inner = _nested(record.model_fields[field.name].annotation)
    return Column(
        name=field.name,
        type=field.type,
        nullable=field.nullable,
        label_zh=known["label_zh"],
        label_en=known["label_en"],
        meaning=known["description"],
        unit=known.get("unit"),
        null=known.get("null_meaning"),
        vocabulary=known.get("vocabulary"),
        constraints=constraints,
        parts=_columns(inner) if inner else (),
    )


def _nested(annotation: object) -> type[Record] | None:
    """The record nested in a column's annotation, if there is one."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return annotation
    return next((found for part in typing.get_args(annotation) if (found := _nested(part))), None)
