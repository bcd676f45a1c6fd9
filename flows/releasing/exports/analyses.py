"""Worked analyses of a release: the queries of the folder `queries`, run on its database, with their answers.

A query file begins with two comment lines, title and explanation, each `zh | en`.
"""
from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from flows.releasing.exports.database import FILE_NAME
from flows.releasing.exports.markdown import table
from flows.streaming import connected

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

QUERIES = Path(__file__).with_name("queries")
MOST_ROWS = 40
"""Rows of an answer that the README shows."""


class Analysis(NamedTuple):
    """A question in zh and en, a note on it in zh and en, its query, and its answer as a Markdown table."""

    title_zh: str
    title_en: str
    note_zh: str
    note_en: str
    query: str
    answer: str


def worked_analyses(folder: Path) -> list[Analysis]:
    """Run every query on the database of a release."""
    with connected(folder / FILE_NAME) as connection:
        return [_run(connection, path) for path in sorted(QUERIES.glob("*.sql"))]


def _run(connection: DuckDBPyConnection, path: Path) -> Analysis:
    title, note, query = path.read_text(encoding="utf-8").split("\n", 2)
    query = query.strip()
    (count,) = connection.execute(f"select count(*) from ({query})").fetchall()[0]
    result = connection.execute(query)
    heads, rows = [column[0] for column in result.description or ()], result.fetchmany(MOST_ROWS)
    answer = table(heads, rows, longest=120)
    if count > MOST_ROWS:
        answer += f"\n\n前 {MOST_ROWS} 行，共 {count} 行。 The first {MOST_ROWS} of {count} rows."
    return Analysis(*_both(title), *_both(note), query, answer)


def _both(comment: str) -> tuple[str, str]:
    zh, en = comment.removeprefix("--").split("|")
    return zh.strip(), en.strip()
