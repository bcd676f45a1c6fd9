"""Worked analyses of a release: the queries of the folder `queries`, run on its database, with their answers.

A query file begins with two comment lines, title and explanation, each `zh | en`.
"""
from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from flows.releasing.exports.database import FILE_NAME
from flows.releasing.exports.markdown import table

QUERIES = Path(__file__).with_name("queries")
MOST_ROWS = 40
"""Rows of an answer that the README shows."""


class Analysis(NamedTuple):
    """A question, its query and its answer as a Markdown table; `rows` counts the rows of the whole answer."""

    title_zh: str
    title_en: str
    note_zh: str
    note_en: str
    query: str
    answer: str
    rows: int


def worked_analyses(folder: Path) -> list[Analysis]:
    """Run every query on the database of a release."""
    import duckdb

    with duckdb.connect(str(folder / FILE_NAME), read_only=True) as connection:
        return [_run(connection, path) for path in sorted(QUERIES.glob("*.sql"))]


def _run(connection: object, path: Path) -> Analysis:
    title, note, query = path.read_text(encoding="utf-8").split("\n", 2)
    result = connection.execute(query)  # type: ignore[attr-defined]
    heads, rows = [column[0] for column in result.description], result.fetchall()
    texts = [part.strip() for line in (title, note) for part in line.removeprefix("--").split("|")]
    return Analysis(*texts, query=query.strip(), answer=table(heads, rows[:MOST_ROWS], longest=120), rows=len(rows))
