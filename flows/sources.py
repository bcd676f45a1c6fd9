"""Sources on disk: the manifest that declares them, and their bytes, checked against it and decoded.

`raw/manifest.csv` has a row a source: source_id, file_name, sha256, language, title, licence, retrieved, notes. Everything
in the folder but notes and data beside a source (.md, .csv, .json, .jsonl, dot files) must be declared there.
"""
from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from flows.csv_rows import csv_rows
from flows.errors import InputError
from flows.reading.decoding import UndecodableError, decode
from flows.reading.text_lines import split_lines
from flows.releasing.storage import write_atomically
from schemas import Source

MANIFEST = "manifest.csv"
COLUMNS = ("source_id", "file_name", "sha256", "language", "title", "licence", "retrieved", "notes")
BESIDE = frozenset({".md", ".csv", ".json", ".jsonl"})
LONGEST_LINE = 200_000
"""Characters: a hundred times the longest statement seen; hostile lines of this length are read in seconds (about 20 µs a character)."""
UNDECLARED_LANGUAGE = "zh-Hans"


def read_manifest(raw: Path) -> list[dict[str, str]]:
    """The declared sources of a folder, in the manifest's order.

    InputError where there is no manifest, a row is malformed, an id or file is declared twice, a declared file is missing,
    or a file lies there that no one declared.
    """
    path = raw / MANIFEST
    if not raw.is_dir():
        raise InputError(f"{raw}: there is no such folder of raw texts; name one with --raw")
    rows: list[dict[str, str]] = []
    if path.exists():
        for row, where in csv_rows(path, COLUMNS):
            _check_row(row, rows, where)
            rows.append(row)
    _check_folder(raw, rows)
    if not rows:
        raise InputError(f"{path}: no source is declared; put a text into {raw} and run: renewal declare {raw}/FILE --title TITLE --licence LICENCE")
    return rows


def _check_row(row: dict[str, str], before: Iterable[dict[str, str]], where: str) -> None:
    if Path(row["file_name"]).name != row["file_name"]:
        raise InputError(f"{where}: file_name must be a name in the same folder, not {row['file_name']!r}")
    for other in before:
        for name in ("source_id", "file_name"):
            if row[name] == other[name]:
                raise InputError(f"{where}: {name} {row[name]!r} is declared twice; remove one of the rows")
    try:
        date.fromisoformat(row["retrieved"])
    except ValueError:
        raise InputError(f"{where}: retrieved must be a day such as 2025-12-31, not {row['retrieved']!r}") from None


def _check_folder(raw: Path, rows: list[dict[str, str]]) -> None:
    declared = {row["file_name"] for row in rows}
    for name in sorted(declared):
        if not (raw / name).is_file():
            raise InputError(f"{raw / name}: declared in {MANIFEST}, but not there; restore the file or remove its row")
    for path in sorted(raw.iterdir()):
        if path.is_file() and path.name not in declared and path.suffix not in BESIDE and not path.name.startswith("."):
            raise InputError(f"{path}: no one declared this file; run: renewal declare {path} --title TITLE --licence LICENCE")


def read_declared(raw: Path, row: dict[str, str]) -> tuple[Source, str]:
    """A declared source and its text; InputError where the bytes are not those declared, or are no text."""
    path = raw / row["file_name"]
    data = path.read_bytes()
    found = sha256(data).hexdigest()
    if found != row["sha256"]:
        raise InputError(f"{path}: its sha256 is {found}, the manifest says {row['sha256']}; if the change is meant, run: renewal declare {path} --replace")
    return _source(path, data, found, row)


def read_undeclared(path: Path) -> tuple[Source, str]:
    """Any text file as a source of its own: its id is made from its name, what a manifest would say is unknown."""
    try:
        data = path.read_bytes()
        retrieved = date.fromtimestamp(path.stat().st_mtime)
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}") from None
    row = dict.fromkeys(COLUMNS, "") | {"source_id": source_id_of(path), "file_name": path.name, "language": UNDECLARED_LANGUAGE}
    row |= {"title": path.stem, "licence": "unknown", "retrieved": retrieved.isoformat()}
    return _source(path, data, sha256(data).hexdigest(), row)


def source_id_of(path: Path) -> str:
    """A source id from a file name: its ASCII letters and digits in lower case, or a digest of the name if it has none."""
    words = re.findall("[a-z0-9]+", path.stem.lower())
    return "-".join(words) or f"source-{sha256(path.stem.encode()).hexdigest()[:8]}"


def _source(path: Path, data: bytes, digest: str, row: dict[str, str]) -> tuple[Source, str]:
    try:
        text, encoding = decode(data)
    except UndecodableError as error:
        raise InputError(f"{path}: {error}; convert the file to UTF-8") from None
    lines = split_lines(text)
    if not text.strip():
        raise InputError(f"{path}: the file holds no text")
    if endless := next((line for line in lines if len(line.raw) > LONGEST_LINE), None):
        said = f"a line of {len(endless.raw):,} characters, the longest read is {LONGEST_LINE:,}; break it into its statements"
        raise InputError(f"{path}:{endless.number}: {said}")
    values: dict[str, Any] = dict(row, sha256=digest, bytes=len(data), line_count=len(lines), encoding=encoding)
    values |= {"retrieved": date.fromisoformat(row["retrieved"]), "notes": row["notes"] or None}
    try:
        return Source.model_validate(values), text
    except ValidationError as error:
        wrong = error.errors()[0]
        raise InputError(f"{path.parent / MANIFEST}: {row['source_id']}: {wrong['loc'][0]}: {wrong['msg']}, not {wrong['input']!r}") from None


def declare(
    path: Path, *, title: str | None, licence: str | None, language: str | None, source_id: str | None, retrieved: date, notes: str, replace: bool
) -> dict[str, str]:
    """Write a file's row into the manifest beside it; the row. InputError where it is declared already and not `replace`."""
    if not path.is_file():
        raise InputError(f"{path}: there is no such file")
    manifest = path.parent / MANIFEST
    rows = [row for row, _ in csv_rows(manifest, COLUMNS)] if manifest.exists() else []
    old = next((row for row in rows if row["file_name"] == path.name), None)
    if old and not replace:
        raise InputError(f"{path}: declared already; to declare its present bytes, add --replace")
    given = {"source_id": source_id, "title": title, "licence": licence, "language": language, "notes": notes}
    default = old or {"source_id": source_id_of(path), "title": "", "licence": "", "language": UNDECLARED_LANGUAGE, "notes": ""}
    row = {name: given[name] or default[name] for name in given}
    if missing := [f"--{name}" for name in ("title", "licence") if not row[name]]:
        raise InputError(f"{path}: say {' and '.join(missing)} of the source")
    row |= {"file_name": path.name, "sha256": sha256(path.read_bytes()).hexdigest(), "retrieved": retrieved.isoformat()}
    _check_row(row, [other for other in rows if other is not old], f"{path}")
    _source(path, path.read_bytes(), row["sha256"], row)
    rows = [row if other is old else other for other in rows] if old else [*rows, row]
    written = io.StringIO()
    writer = csv.DictWriter(written, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    write_atomically(manifest, written.getvalue())
    return row
