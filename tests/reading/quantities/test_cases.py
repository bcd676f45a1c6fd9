"""The fixture of hand-annotated quantities (tests/cases/quantities.csv), as precision and recall over all its domains."""
from __future__ import annotations

import csv
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from flows.reading.quantities import Context, Quantity, find_quantities

CASES = Path(__file__).parents[2] / "cases" / "quantities.csv"
YEAR = 2025  # of the event, in all of the fixture's texts
OVERLAP = 0.5  # of the spans together, for a hit


class Score(NamedTuple):
    """Quantities wanted, found, hit by their span, and exact in value, unit and comparator too."""

    wanted: int
    found: int
    hit: int
    exact: int
    misses: tuple[str, ...]

    def f1(self, hits: int) -> float:
        """The harmonic mean of precision and recall of that many hits."""
        return 2 * hits / (self.wanted + self.found)


def cases() -> dict[str, list[dict[str, str]]]:
    """The rows of the fixture by text; a text without quantities has one row without a raw."""
    texts: dict[str, list[dict[str, str]]] = defaultdict(list)
    with CASES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            texts[row["text"]].append(row)
    return texts


@cache
def score() -> Score:
    """The score of the reader on the whole fixture, with each miss in words."""
    wanted = found = hit = exact = 0
    misses: list[str] = []
    for text, rows in cases().items():
        left = find_quantities(text, Context(year=YEAR))
        found += len(left)
        for row in (row for row in rows if row["raw"]):
            wanted += 1
            best = max(left, key=lambda quantity: overlap(text, row, quantity), default=None)
            if best is None or overlap(text, row, best) < OVERLAP:
                misses.append(f"{text}: {row['raw']} is not found")
                continue
            left.remove(best)
            hit += 1
            if wrong := differences(row, best):
                misses.append(f"{text}: {row['raw']} differs: {', '.join(wrong)}")
            exact += not wrong
        misses.extend(f"{text}: {text[quantity.start : quantity.end]} is no quantity" for quantity in left)
    return Score(wanted, found, hit, exact, tuple(misses))


def overlap(text: str, row: dict[str, str], quantity: Quantity) -> float:
    """How much of both spans is shared, 0 to 1."""
    start = -1
    for _ in range(int(row["occurrence"] or 1)):
        start = text.find(row["raw"], start + 1)
    end = start + len(row["raw"])
    shared = min(end, quantity.end) - max(start, quantity.start)
    return max(0, shared) / (max(end, quantity.end) - min(start, quantity.start))


def differences(row: dict[str, str], quantity: Quantity) -> list[str]:
    """The columns of an exact reading in which the two differ."""
    expected = {
        "value_min": float(row["value_min"]) if row["value_min"] else None,
        "value_max": float(row["value_max"]) if row["value_max"] else None,
        "unit": row["unit"] or None,
        "comparator": row["comparator"],
        "date_value": row["date_value"] or None,
    }
    return [
        f"{name} {getattr(quantity, name)!r}, wanted {value!r}"
        for name, value in expected.items()
        if getattr(quantity, name) != (pytest.approx(value, rel=1e-9) if isinstance(value, float) else value)
    ]


def test_the_fixture_is_large_and_spans_many_domains() -> None:
    domains = {row["domain"] for rows in cases().values() for row in rows}
    assert len(cases()) >= 300
    assert len(domains) >= 10


def test_quantities_of_the_fixture_are_found() -> None:
    assert score().f1(score().hit) >= 0.97, "\n".join(score().misses)


def test_quantities_of_the_fixture_are_read_exactly() -> None:
    assert score().f1(score().exact) >= 0.93, "\n".join(score().misses)
