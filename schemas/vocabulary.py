"""Vocabularies: the closed lists of codes that columns may hold, kept as CSV files with zh and en labels.

A vocabulary is `vocabularies/<name>.csv` with the columns code, label_zh, label_en, definition_zh, definition_en, and any
more of its own. Codes are in the order of the file. Loaded once; a malformed file stops the import with its name and line.
"""
from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal

FOLDER = Path(__file__).with_name("vocabularies")
REQUIRED = ("code", "label_zh", "label_en", "definition_zh", "definition_en")


class VocabularyError(ValueError):
    """A vocabulary file that cannot be used: it names the file, the line and what is wrong with it."""

    exit_code = 2
    """What a command that meets it ends with: bad input."""


class Vocabulary(Mapping[str, Mapping[str, str]]):
    """Code → its row (label_zh, label_en, definition_zh, definition_en and the vocabulary's own columns)."""

    def __init__(self, name: str, rows: dict[str, dict[str, str]]) -> None:
        self.name = name
        self._rows = rows

    def __getitem__(self, code: str) -> Mapping[str, str]:
        return self._rows[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


@cache
def vocabulary(name: str) -> Vocabulary:
    """The vocabulary of that name; VocabularyError where its file is missing, malformed, or repeats a code."""
    path = FOLDER / f"{name}.csv"
    if not path.exists():
        raise VocabularyError(f"{path.name}: there is no such vocabulary")
    try:
        return Vocabulary(name, _rows(path))
    except UnicodeDecodeError as error:
        raise VocabularyError(f"{path.name}: byte {error.start}: not UTF-8") from None


def _rows(path: Path) -> dict[str, dict[str, str]]:
    rows: dict[str, dict[str, str]] = {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        try:
            if missing := set(REQUIRED) - set(reader.fieldnames or ()):
                raise VocabularyError(f"{path.name}: the header lacks {', '.join(sorted(missing))}")
            for row in reader:
                _check(row, rows, f"{path.name}:{reader.line_num}")
                rows[row["code"]] = row
        except csv.Error as error:
            raise VocabularyError(f"{path.name}:{reader.line_num}: no CSV: {error}") from None
    return rows


def _check(row: dict[str, str], rows: Mapping[str, object], where: str) -> None:
    if None in row or None in row.values():
        raise VocabularyError(f"{where}: the row has more or fewer cells than the header")
    if row["code"] in rows:
        raise VocabularyError(f"{where}: the code {row['code']!r} stands there twice")
    if empty := [name for name in ("code", "label_zh", "label_en") if not row[name].strip()]:
        raise VocabularyError(f"{where}: {', '.join(empty)} is empty")


@cache
def code(name: str) -> Any:
    """The type of a column that holds one code of the vocabulary `name`: a Literal of its codes."""
    return Literal[tuple(vocabulary(name))]


def names() -> tuple[str, ...]:
    """The names of all vocabularies, in alphabetical order."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.csv") if path.stem != "topic_terms"))
