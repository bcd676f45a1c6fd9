"""Sources on disk: the manifest that declares them, and their bytes, checked against it and decoded.

`raw/manifest.csv` has a row a source, or a corpus of them (`flows.corpora`): source_id, file_name, sha256, language, title,
licence, retrieved, notes, and where there are corpora text_column and id_column. Everything in the folder but notes and data
beside a source (.md, .csv, .json, .claims.jsonl, .official_documents.jsonl, dot files) must be declared there.
"""
from __future__ import annotations

import re
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from flows.corpora import is_beside
from flows.csv_rows import csv_rows
from flows.errors import InputError
from flows.reading.decoding import UndecodableError, decode
from flows.reading.text_lines import split_lines
from schemas import Source

MANIFEST = "manifest.csv"
COLUMNS = ("source_id", "file_name", "sha256", "language", "title", "licence", "retrieved", "notes")
CORPUS_COLUMNS = ("text_column", "id_column")
"""Columns that a manifest may have besides; empty cells mean `text` and `id`."""
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
    rows = manifest_rows(path)
    _check_folder(raw, rows)
    if not rows:
        raise InputError(f"{path}: no source is declared; put a text into {raw} and run: renewal declare {raw}/FILE --title TITLE --licence LICENCE")
    return rows


def manifest_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a manifest, none where there is none; InputError where one is malformed or declares what another does."""
    rows: list[dict[str, str]] = []
    seen: set[tuple[str, str]] = set()
    for row, where in csv_rows(path, COLUMNS, CORPUS_COLUMNS) if path.exists() else ():
        check_row(row, seen, where)
        rows.append(row)
    return rows


def check_row(row: dict[str, str], seen: set[tuple[str, str]], where: str) -> None:
    """InputError where a row names no file of its folder, no day, or what is in `seen` (column and value), which it is added to."""
    if Path(row["file_name"]).name != row["file_name"]:
        raise InputError(f"{where}: file_name must be a name in the same folder, not {row['file_name']!r}")
    for said in (("source_id", row["source_id"]), ("file_name", row["file_name"])):
        if said in seen:
            raise InputError(f"{where}: {said[0]} {said[1]!r} is declared twice; remove one of the rows")
        seen.add(said)
    require_day(row["retrieved"], where)


def require_day(day: str, where: str) -> None:
    """InputError where `retrieved` is no day."""
    try:
        date.fromisoformat(day)
    except ValueError:
        raise InputError(f"{where}: retrieved must be a day such as 2025-12-31, not {day!r}") from None


def _check_folder(raw: Path, rows: list[dict[str, str]]) -> None:
    declared = {row["file_name"] for row in rows}
    for name in sorted(declared):
        path = raw / name
        if name in ("", ".", "..") or not (path.is_file() or path.is_dir()):
            raise InputError(f"{path}: declared in {MANIFEST}, but not there; restore it or remove its row")
    for path in sorted(raw.iterdir()):
        if path.name not in declared and (path.is_file() or path.is_dir()) and not is_beside(path):
            what = "file" if path.is_file() else "folder"
            raise InputError(f"{path}: no one declared this {what}; run: renewal declare {path} --title TITLE --licence LICENCE")


def read_declared(raw: Path, row: dict[str, str]) -> tuple[Source, str]:
    """A declared text file as a source, and its text; InputError where the bytes are not those declared, or are no text."""
    path = raw / row["file_name"]
    data = path.read_bytes()
    require_digest(path, sha256(data).hexdigest(), row["sha256"])
    return source_of(data, row, str(path))


def require_digest(path: Path, found: str, declared: str) -> None:
    """InputError where what lies there is not what was declared."""
    if found != declared:
        raise InputError(f"{path}: its sha256 is {found}, the manifest says {declared}; if the change is meant, run: renewal declare {path} --replace")


def undeclared_row(path: Path) -> dict[str, str]:
    """What a manifest would say of a file that is in none: its id is made from its name, the rest is unknown."""
    try:
        retrieved = date.fromtimestamp(path.stat().st_mtime)
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}") from None
    row = dict.fromkeys((*COLUMNS, *CORPUS_COLUMNS), "") | {"source_id": source_id_of(path), "file_name": path.name, "language": UNDECLARED_LANGUAGE}
    return row | {"title": path.stem, "licence": "unknown", "retrieved": retrieved.isoformat()}


def read_undeclared(path: Path) -> tuple[Source, str]:
    """Any text file as a source of its own."""
    row = undeclared_row(path)
    try:
        return source_of(path.read_bytes(), row, str(path))
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}") from None


def source_id_of(path: Path) -> str:
    """A source id from a file name: its ASCII letters and digits in lower case, or a digest of the name if it has none."""
    words = re.findall("[a-z0-9]+", path.stem.lower())
    return "-".join(words) or f"source-{sha256(path.stem.encode()).hexdigest()[:8]}"


def source_of(data: bytes, row: dict[str, str], place: str, encoding: str | None = None) -> tuple[Source, str]:
    """The source that a text's bytes are, as a row of the manifest describes it, and its text; InputError, with the place, where they are none."""
    try:
        text, encoding = decode(data, encoding)
    except UndecodableError as error:
        raise InputError(f"{place}: {error}; convert the file to UTF-8") from None
    lines = split_lines(text)
    if not text.strip():
        raise InputError(f"{place}: the file holds no text")
    if endless := next((line for line in lines if len(line.raw) > LONGEST_LINE), None):
        said = f"a line of {len(endless.raw):,} characters, the longest read is {LONGEST_LINE:,}; break it into its statements"
        raise InputError(f"{place}:{endless.number}: {said}")
    values: dict[str, Any] = {name: row[name] for name in COLUMNS} | {"bytes": len(data), "line_count": len(lines), "encoding": encoding}
    values |= {"sha256": sha256(data).hexdigest(), "retrieved": date.fromisoformat(row["retrieved"]), "notes": row["notes"] or None}
    try:
        return Source.model_validate(values), text
    except ValidationError as error:
        wrong = error.errors()[0]
        raise InputError(f"{MANIFEST}: {row['source_id']}: {wrong['loc'][0]}: {wrong['msg']}, not {wrong['input']!r}, for {place}") from None
