"""Reference files beside a source's file `<stem>.txt`, each optional, each reviewed by people, its evidence in it.

    <stem>.official_documents.jsonl   the real document or meeting behind an event, an entry a line
    <stem>.claims.jsonl               statements checked against the official text, an entry a line
    <stem>.cities.csv                 cities that the programmes named in the source chose, an entry a row

Every entry names its event (`event_date`, `event_title` as in the source); claims and cities also a `quote`, the exact
words that they are about; a claim the whole line (`statement`) and `which` occurrence of the quote in it.
"""
from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from flows.errors import InputError
from flows.reading.references import Reference, References
from schemas import Record
from schemas.base import SPAN, columns_of
from schemas.official_documents import OfficialDocument
from schemas.supported_cities import SupportedCity
from schemas.verifications import Verification

EVENT = ("event_date", "event_title")
LINKED = frozenset({"official_document_id", "verification_id", "supported_city_id", "event_id", "directive_id", "table_id", "metric_id", *SPAN})
WHOLE = ("year", "seq")
ENDINGS = ("official_documents.jsonl", "claims.jsonl", "cities.csv")


def reference_paths(source: Path) -> list[Path]:
    """Where the reference files of a source's file stand, those that it has and those that it has not."""
    return [source.with_name(f"{source.stem}.{ending}") for ending in ENDINGS]


def read_references(source: Path) -> References:
    """What stands beside a source's file; InputError that names file, line and field where an entry is malformed."""
    documents_path, claims_path, cities_path = reference_paths(source)
    documents = _entries(_json_lines(documents_path), OfficialDocument, ())
    claims = _entries(_json_lines(claims_path), Verification, ("statement", "which"))
    cities = _entries(_csv_rows(cities_path), SupportedCity, ("quote",))
    return References(list(documents), list(claims), list(cities))


def _entries(found: Iterable[Reference], record: type[Record], more: tuple[str, ...]) -> Iterator[Reference]:
    """Entries that have exactly the fields that their record needs from them."""
    needed = {*EVENT, *more, *(name for name in columns_of(record) if name not in LINKED)}
    for entry in found:
        if wrong := needed ^ set(entry.fields):
            raise InputError(f"{entry.where}: the entry lacks, or should not have: {', '.join(sorted(wrong))}")
        yield entry


def _json_lines(path: Path) -> Iterator[Reference]:
    if not path.exists():
        return
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            fields: Any = json.loads(line)
        except json.JSONDecodeError as error:
            raise InputError(f"{path}:{number}: no JSON at column {error.colno}: {error.msg}") from None
        if not isinstance(fields, dict):
            raise InputError(f"{path}:{number}: an entry must be a JSON object")
        yield Reference(fields, f"{path}:{number}")


def _csv_rows(path: Path) -> Iterator[Reference]:
    if not path.exists():
        return
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, restkey="more cells than the header", restval=None)
        for row in reader:
            where = f"{path}:{reader.line_num}"
            if None in row.values():
                raise InputError(f"{where}: the row has fewer cells than the header")
            try:
                yield Reference(row | {name: int(row[name]) for name in WHOLE if name in row}, where)
            except ValueError as error:
                raise InputError(f"{where}: {error}") from None
