"""Bodies named in a text, by their full names and abbreviations in `issuers.csv`.

A central body's abbreviation inside a local or general name is not it (教育部门, 市发改委, 各级残联): such neighbours are listed in
`lexicon/issuer_neighbours.csv`.
"""
from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from flows.reading.statements.lexicon import leftmost_longest, lexicon, meant, scan
from flows.reading.statements.tables import LEXICON, rows, words


@cache
def _neighbours() -> tuple[tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]], ...]:
    """Triples: names that begin so, words before them, words after them, in which they are not the central body."""
    return tuple((words(row["name_starts"]) or ("",), words(row["before"]), words(row["after"])) for row in rows(LEXICON / "issuer_neighbours.csv"))


def find_issuers(texts: Sequence[str]) -> list[list[tuple[int, int, str]]]:
    """Start, end and code of each body named in each text, the longest name at a place, from left to right."""
    hits = meant(scan(texts), lexicon().issuers)
    return [named_bodies(text, hits[number]) if number in hits else [] for number, text in enumerate(texts)]


def named_bodies(text: str, hits: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """The same of the hits of a text already scanned."""
    found = [(start, -end, code) for start, end, code in leftmost_longest(hits)]
    return [hit for hit in found if not _local(text, hit[0], hit[1])]


def _local(text: str, start: int, end: int) -> bool:
    return any(
        text.startswith(names, start) and (text.endswith(before, 0, start) or text.startswith(after, end))
        for names, before, after in _neighbours()
    )
