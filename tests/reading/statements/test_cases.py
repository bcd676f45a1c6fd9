"""The readings of `tests/cases/statements.csv`, made by hand and blind, against the code: accuracy per column and every miss.

An analyst adds a case as a row: `headings` and `function_accepted` hold several values joined by " | ".
"""
from __future__ import annotations

import csv
from pathlib import Path

import pytest

from flows.reading.statements import label_span
from tests.reading.statements.alone import read_statement

CASES = Path(__file__).parents[2] / "cases" / "statements.csv"
WANTED = {"label": 0.99, "modality": 0.97, "modality_cue": 0.96, "function": 0.92}


def cases() -> list[dict[str, str]]:
    """The rows of the fixture."""
    with CASES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def several(cell: str) -> tuple[str, ...]:
    """The values of a cell that holds several."""
    return tuple(value for value in cell.split(" | ") if value)


def reading(case: dict[str, str]) -> dict[str, str]:
    """What the code makes of a case, by column."""
    text = case["text"]
    label = label_span(text)
    found = read_statement(text, label, several(case["headings"]))
    return {
        "label": text[slice(*label)] if label else "",
        "modality": found.modality,
        "modality_cue": found.modality_cue or "",
        "function": found.function,
    }


def accepted(case: dict[str, str], column: str) -> tuple[str, ...]:
    """The values that a careful reader would take."""
    return several(case["function_accepted"]) or (case["function"],) if column == "function" else (case[column],)


@pytest.mark.parametrize("column", list(WANTED))
def test_the_code_reads_the_cases_as_the_reader_did(column: str) -> None:
    rows = cases()
    misses = [(case["text"], got, accepted(case, column)) for case in rows if (got := reading(case)[column]) not in accepted(case, column)]
    accuracy = 1 - len(misses) / len(rows)
    print(f"{column}: {accuracy:.4f} of {len(rows)}", *misses, sep="\n  ")
    assert accuracy >= WANTED[column], misses
