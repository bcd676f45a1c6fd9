"""The tables that `renewal describe` prints."""
from __future__ import annotations

from rich.table import Table

from schemas import RECORDS
from schemas.arrow import arrow_schema
from schemas.base import Record
from schemas.vocabulary import vocabulary

NOTES = {"unit": "Unit", "null_meaning": "Null", "vocabulary": "Vocabulary"}


def contract() -> Table:
    """Every record: what it is, its key, and the tables it refers to."""
    table = _table("Records", "record", "what it is", "key")
    for name, record in RECORDS.items():
        refers = ", ".join(sorted(set(record.references.values())))
        meaning = " ".join((record.__doc__ or "").split())
        table.add_row(f"{name}\n{record.title_zh}", f"{meaning}\nRefers to: {refers}" if refers else meaning, ", ".join(record.key))
    return table


def record_columns(record: type[Record]) -> Table:
    """Every column of a record: type, labels, meaning, unit, what null means, vocabulary."""
    table = _table(f"{record.table} · {record.title_zh}", "column", "type", "meaning")
    for field in arrow_schema(record):
        said = {key.decode(): value.decode() for key, value in field.metadata.items()}
        kind = str(field.type).replace("element: ", "").replace(" not null", "")
        notes = [f"{told}: {said[key]}" for key, told in NOTES.items() if key in said]
        table.add_row(f"{field.name}\n{said['label_zh']}", kind, "\n".join([said["description"], *notes]))
    return table


def vocabulary_codes(name: str) -> Table:
    """Every code of a vocabulary with its labels and definition."""
    table = _table(f"Vocabulary {name}", "code", "中文", "English", "definition")
    for code, row in vocabulary(name).items():
        table.add_row(code, row["label_zh"], row["label_en"], row["definition_en"])
    return table


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", show_lines=True, expand=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    return table
