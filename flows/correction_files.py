"""Correction files: `<source file's stem>.corrections.csv` beside the raw text, a row a reviewed correction."""
from __future__ import annotations

from datetime import date
from pathlib import Path

from flows.csv_rows import csv_rows
from flows.errors import InputError
from flows.reading.corrections import Entry
from schemas.vocabulary import vocabulary

COLUMNS = ("kind", "excerpt", "occurrences", "which", "replacement", "settles", "reason_zh", "reason_en", "citation", "reviewed_by", "reviewed")
OPTIONAL = frozenset({"which", "replacement", "settles"})


def corrections_path(source: Path) -> Path:
    """Where the corrections of a source's file stand, if it has any."""
    return source.with_name(f"{source.stem}.corrections.csv")


def read_corrections(source: Path) -> list[Entry]:
    """The corrections beside a source's file; InputError that names file, line and cell where one is malformed."""
    path = corrections_path(source)
    if not path.exists():
        return []
    return [_entry(row, where) for row, where in csv_rows(path, COLUMNS)]


def _entry(row: dict[str, str], where: str) -> Entry:
    if empty := [name for name in COLUMNS if name not in OPTIONAL and not row[name].strip()]:
        raise InputError(f"{where}: {', '.join(empty)} must be filled: a correction is reviewed and cited")
    if row["kind"] not in vocabulary("correction_kinds"):
        raise InputError(f"{where}: kind must be one of {', '.join(vocabulary('correction_kinds'))}, not {row['kind']!r}")
    settles = tuple(filter(None, row["settles"].split(";")))
    if unknown := [rule for rule in settles if rule not in vocabulary("rules")]:
        raise InputError(f"{where}: settles names no rule {', '.join(unknown)}; see renewal describe rules")
    return _typed(row, settles, where)


def _typed(row: dict[str, str], settles: tuple[str, ...], where: str) -> Entry:
    try:
        occurrences, which = int(row["occurrences"]), int(row["which"]) if row["which"] else None
        date.fromisoformat(row["reviewed"])
    except ValueError as error:
        raise InputError(f"{where}: {error}") from None
    if which is not None and not 1 <= which <= occurrences:
        raise InputError(f"{where}: which must lie between 1 and occurrences ({occurrences}), not {which}")
    texts = (row["reason_zh"], row["reason_en"], row["citation"], row["reviewed_by"], row["reviewed"])
    return Entry(row["kind"], row["excerpt"], occurrences, which, row["replacement"], settles, *texts, where)
