"""`renewal verify`: whether a release keeps its promises, from its published files alone, and the raw texts where they are given.

Checksums; release.json and changes.json; keys and references; CSV, JSON and wide tables against the Parquet; and with the raw
texts their hashes, the account of every character by the lines, and every span. Which column is a key, a reference or a place
is read from the Parquet files themselves, so a release of any age is verified by its own word. Parts are verified one by one, each
against its own sources; only keys are looked at over all of them.
"""
from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from flows.errors import ReleaseError
from flows.layout import Part, data_path, parts_there
from flows.releasing.changelog import read_changes
from flows.releasing.checksums import verify_sums
from flows.releasing.columns import Table, read_table, tables_of
from flows.releasing.identity import read_identity
from flows.releasing.problems import Problem
from flows.releasing.verify_tables import verify_csv, verify_json, verify_key, verify_references, verify_wide_tables
from flows.releasing.verify_text import read_texts, verify_lines, verify_spans


def verify(release: Path, raw: Path | None = None, rows: Callable[[Path], Iterable[tuple[str, bytes]]] = lambda raw: ()) -> list[Problem]:
    """Every broken promise of a release folder; empty where it keeps them all. Without `raw` its quotations are not looked at.

    `rows` gives the texts (id and bytes) of those sources of the raw folder that are rows of a table.
    """
    problems = [*verify_sums(release), *_papers(release)]
    tables: dict[str, Table] = {}
    damaged = {problem.place for problem in problems}
    for name, paths in tables_of(release).items():
        if damaged & {path.relative_to(release).as_posix() for path in paths}:
            continue
        try:
            tables[name] = read_table(name, paths)
        except ReleaseError as error:
            problems.append(Problem("parquet", name, str(error)))
    if not tables:
        problems.append(Problem("parquet", "parquet/", "no table can be read"))
    problems += [problem for table in tables.values() for problem in verify_key(table)]
    for part in parts_there(release):
        own = {name: table.of_part(part) for name, table in tables.items()}
        problems += _tables(release, own, part)
        problems += _text(own, raw, rows(raw)) if raw else []
    return problems


def _papers(release: Path) -> Iterator[Problem]:
    """release.json and changes.json say the same of the release."""
    try:
        identity, changes = read_identity(release), read_changes(release)
    except ReleaseError as error:
        yield Problem("release", release.name, str(error))
        return
    if (identity.version, identity.date, identity.previous) != (changes.version, changes.date, changes.previous):
        yield Problem("release", "changes.json", "not of the release that release.json names")


def _tables(release: Path, tables: dict[str, Table], part: Part) -> Iterator[Problem]:
    for name, table in tables.items():
        yield from verify_references(table, tables)
        yield from verify_csv(table, release / data_path("csv", name, part))
        yield from verify_json(table, release / data_path("json", name, part))
    if part is None and {"tables", "table_cells"} <= tables.keys():
        yield from verify_wide_tables(tables["tables"], tables["table_cells"], release / "csv/tables")


def _text(tables: dict[str, Table], raw: Path, rows: Iterable[tuple[str, bytes]]) -> Iterator[Problem]:
    if not {"sources", "lines"} <= tables.keys():
        yield Problem("sources", "parquet/", "sources or lines are not published, so no quotation can be verified")
        return
    texts, problems = read_texts(tables["sources"], raw, rows)
    yield from problems
    yield from verify_lines(tables["lines"], texts)
    for table in tables.values():
        yield from verify_spans(table, texts)
