"""Declaring a source or a corpus: its row, written into the manifest beside it."""
from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

from flows.corpora import digest_of, is_corpus
from flows.errors import InputError
from flows.members import look_through
from flows.releasing.storage import write_atomically
from flows.sources import COLUMNS, CORPUS_COLUMNS, MANIFEST, UNDECLARED_LANGUAGE, check_row, manifest_rows, source_id_of

GIVEN = ("source_id", "title", "licence", "language", "notes", *CORPUS_COLUMNS)


def declare(
    path: Path,
    *,
    title: str | None,
    licence: str | None,
    language: str | None,
    source_id: str | None,
    retrieved: date,
    notes: str,
    replace: bool,
    text_column: str | None = None,
    id_column: str | None = None,
) -> dict[str, str]:
    """Write the row of a file, or of a folder of texts, into the manifest beside it; the row.

    All of it is looked through first. InputError where it is declared already and not `replace`, or holds what is no text.
    """
    if not (path.is_file() or path.is_dir()):
        raise InputError(f"{path}: there is no such file")
    rows = manifest_rows(path.parent / MANIFEST)
    old = next((row for row in rows if row["file_name"] == path.name), None)
    if old and not replace:
        raise InputError(f"{path}: declared already; to declare its present bytes, add --replace")
    if (text_column or id_column) and not is_corpus(path):
        raise InputError(f"{path}: only a table of texts (.parquet, .jsonl) has columns; leave --text-column and --id-column out")
    given = dict(zip(GIVEN, (source_id, title, licence, language, notes, text_column, id_column), strict=True))
    default = old or dict.fromkeys(GIVEN, "") | {"source_id": source_id_of(path), "language": UNDECLARED_LANGUAGE}
    row = {name: given[name] or default[name] for name in GIVEN}
    if missing := [f"--{name}" for name in ("title", "licence") if not row[name]]:
        raise InputError(f"{path}: say {' and '.join(missing)} of the source")
    row |= {"file_name": path.name, "sha256": digest_of(path), "retrieved": retrieved.isoformat()}
    check_row(row, {(name, other[name]) for other in rows if other is not old for name in ("source_id", "file_name")}, f"{path}")
    look_through(path.parent, row)
    _write(path.parent / MANIFEST, [row if other is old else other for other in rows] if old else [*rows, row])
    return row


def _write(manifest: Path, rows: list[dict[str, str]]) -> None:
    """Write a manifest; the columns of corpora only where a row needs them."""
    columns = (*COLUMNS, *CORPUS_COLUMNS) if any(row[name] for row in rows for name in CORPUS_COLUMNS) else COLUMNS
    written = io.StringIO()
    writer = csv.DictWriter(written, columns, lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    write_atomically(manifest, written.getvalue())
