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
    return _grouped(entries, 0)


def by_opening(entries: Iterable[Entry]) -> dict[str, tuple[Entry, ...]]:
    """Entries by the first two characters of a text that may begin with their word, longest word first.

    One-character words stand under each pair that their character opens, and under it alone for all other pairs.
    """
    groups: dict[str, tuple[Entry, ...]] = {}
    for first, group in _grouped(entries, 0).items():
        for pair in {entry.word[:2] for entry in group} | {first}:
            groups[pair] = tuple(entry for entry in group if entry.word in (first, pair) or entry.word[:2] == pair)
    return groups


def by_last(entries: Iterable[Entry]) -> dict[str, tuple[Entry, ...]]:
    """Entries by the last character of their word, longest word first."""
    return _grouped(entries, -1)


def _grouped(entries: Iterable[Entry], place: int) -> dict[str, tuple[Entry, ...]]:
    groups: dict[str, list[Entry]] = {}
    for entry in sorted(entries, key=lambda entry: len(entry.word), reverse=True):
        groups.setdefault(entry.word[place], []).append(entry)
    return {char: tuple(group) for char, group in groups.items()}
