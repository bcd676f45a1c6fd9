"""A small text read into its formulations, as rows by name of column."""
from __future__ import annotations

from typing import Any

from flows.reading.formulations import read_formulations
from flows.reading.reader import read_text
from schemas import RECORDS, columns_of

Row = dict[str, Any]


def formulations(text: str) -> tuple[dict[str, Row], list[Row]]:
    """The formulations of a text by their canonical wording, and all occurrences in source order."""
    rows = read_formulations("s", text, read_text("s", text))
    named = {name: [dict(zip(columns_of(RECORDS[name]), row, strict=True)) for row in found] for name, found in rows.items()}
    return {row["formulation"]: row for row in named["formulations"]}, named["formulation_occurrences"]


def event(*lines: str, date: str = "2023年4月") -> str:
    """A meeting of that date which says the lines."""
    return "\n".join([date, "中央政治局会议", *lines, ""])


def intensities(line: str) -> dict[str, str | None]:
    """Formulation → intensity of its first occurrence in a line."""
    found, occurrences = formulations(event(line))
    names = {row["formulation_id"]: name for name, row in found.items()}
    return {names[row["formulation_id"]]: row["intensity"] for row in reversed(occurrences)}
