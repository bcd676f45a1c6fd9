"""The word lists behind the quantities, as CSV files with a header: an analyst adds a row, no Python is touched.

| file | a row is |
|---|---|
| numerals | a Chinese numeral character and its value |
| units, classifiers, nouns | a word that may follow a number, with its unit code, kind and scale |
| per_words | a word that may stand after 每 or /, with its unit code |
| index_nouns | a noun whose value is a bare number (容积率) |
| comparators | a bound by word or sign, before or after the number |
| idioms | a fixed phrase whose numerals count nothing |
| exceptions | what makes a number beside it an ordinal, an identifier or part of a name |
| names, enumeration_nouns, count_groups | what the name of an enumeration is made of (N = the numeral) |
| hedges, role_cues, qualifiers | words that decide hedge, role and qualifier |
| subject_words | words before a number that tell what is done or how it changes, not what is measured |

Cells that hold several words part them with `|`.
"""
from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Protocol, TypeVar


class HasWord(Protocol):
    """Anything found by its word."""

    @property
    def word(self) -> str:
        """The word as it stands in a text."""


Entry = TypeVar("Entry", bound=HasWord)


@cache
def rows(name: str) -> tuple[Mapping[str, str], ...]:
    """The rows of `<name>.csv`, in the order of the file; KeyError or FileNotFoundError for an unknown name."""
    with Path(__file__).with_name(f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file, strict=True))


def several(cell: str) -> tuple[str, ...]:
    """The words of a cell that parts them with `|`; empty for an empty cell."""
    return tuple(word for word in cell.split("|") if word)


def by_first(entries: Iterable[Entry]) -> dict[str, tuple[Entry, ...]]:
    """Entries by the first character of their word, longest word first, so that the fullest match wins."""
    groups: dict[str, list[Entry]] = {}
    for entry in sorted(entries, key=lambda entry: len(entry.word), reverse=True):
        groups.setdefault(entry.word[0], []).append(entry)
    return {char: tuple(group) for char, group in groups.items()}


def by_opening(entries: Iterable[Entry]) -> dict[str, tuple[Entry, ...]]:
    """Entries that may stand where a text goes on with these two characters, or else with this one; longest word first."""
    return _paired(entries, slice(0, 1), slice(0, 2))


def by_closing(entries: Iterable[Entry]) -> dict[str, tuple[Entry, ...]]:
    """Entries that may stand where a text ends in these two characters, or else in this one; longest word first."""
    return _paired(entries, slice(-1, None), slice(-2, None))


def _paired(entries: Iterable[Entry], one: slice, two: slice) -> dict[str, tuple[Entry, ...]]:
    groups: dict[str, list[Entry]] = {}
    for entry in sorted(entries, key=lambda entry: len(entry.word), reverse=True):
        groups.setdefault(entry.word[two], []).append(entry)
    return {key: tuple(group if len(key) == 1 else group + groups.get(key[one], [])) for key, group in groups.items()}
