"""A source from file to Arrow: reading, corrections and findings put together, for the flow and for `renewal parse`."""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa

from flows.checking.findings import find_findings
from flows.checking.settling import correction_rows, settle
from flows.correction_files import read_corrections
from flows.errors import ChecksFailed, InputError
from flows.reading.batches import to_tables
from flows.reading.corrections import Entry, StaleCorrectionError, locate
from flows.reading.formulations import read_formulations
from flows.reading.reader import read_text
from flows.reading.references import References, StaleReferenceError, link
from flows.reference_files import read_references
from flows.sources import read_declared, read_undeclared, source_id_of
from schemas import RECORDS, Source
from schemas.arrow import arrow_schema
from schemas.base import columns_of
from schemas.validation import RecordError

Tables = dict[str, pa.Table]


class Beside(NamedTuple):
    """What stands beside a source's file: its corrections, and the facts of the official record about it."""

    corrections: Sequence[Entry] = ()
    references: References = References()


def parse_source(source: Source, text: str, beside: Beside) -> Tables:
    """Every record of one source as its corrections mend it, validated, as Arrow tables.

    Findings are made on the source as it stands; those that a correction settles say so. ChecksFailed where a row breaks the
    contract, InputError where a correction or a reference is stale or ambiguous.
    """
    try:
        corrections = locate(source.source_id, text, beside.corrections)
        as_it_stands = read_text(source.source_id, text)
        rows = read_text(source.source_id, text, corrections) if corrections else as_it_stands
        linked = link(source.source_id, rows, beside.references)
    except (StaleCorrectionError, StaleReferenceError) as error:
        raise InputError(str(error)) from None
    findings = find_findings(source.source_id, text, as_it_stands | linked)
    rows |= linked | read_formulations(source.source_id, text, rows)
    rows["findings"] = settle(findings, corrections, rows)
    rows["corrections"] = correction_rows(source.source_id, corrections, rows)
    rows["sources"] = [tuple(getattr(source, name) for name in columns_of(Source))]
    try:
        return to_tables(rows)
    except RecordError as error:
        raise ChecksFailed(f"{source.file_name}: what was read breaks the contract: {error}") from None


def parse_declared(raw: Path, declared: Iterable[dict[str, str]]) -> Tables:
    """The tables of some declared sources of a folder, one after another."""
    return concatenate([parse_source(*read_declared(raw, row), read_beside(raw / row["file_name"])) for row in declared])


def parse_file(path: Path) -> Tables:
    """Every record of any text file, declared or not; InputError where it cannot be read."""
    return parse_source(*read_undeclared(path), read_beside(path))


def parse_files(paths: Sequence[Path]) -> Tables:
    """Every record of some text files, one after another; InputError where two of them have the same source id."""
    seen: dict[str, Path] = {}
    for path in paths:
        if (other := seen.setdefault(source_id_of(path), path)) is not path:
            raise InputError(f"{path}: its source id is that of {other}, {source_id_of(path)}; parse them into different folders, or rename one")
    return concatenate([parse_file(path) for path in paths])


def read_beside(path: Path) -> Beside:
    """What stands beside a source's file; InputError where one of those files is malformed."""
    return Beside(read_corrections(path), read_references(path))


def concatenate(parts: Sequence[Tables]) -> Tables:
    """The tables of several sources as one table a record, in the order of RECORDS and of the sources."""
    tables = {}
    for name, record in RECORDS.items():
        own = [part[name] for part in parts if name in part]
        tables[name] = pa.concat_tables(own) if own else arrow_schema(record).empty_table()
    return tables


def batched(declared: Sequence[dict[str, str]], raw: Path, size: int) -> list[list[dict[str, str]]]:
    """Declared sources in groups of about `size` bytes, so that a task is worth its orchestration."""
    groups: list[list[dict[str, str]]] = []
    filled = size
    for row in declared:
        if filled >= size:
            groups.append([])
            filled = 0
        groups[-1].append(row)
        filled += (raw / row["file_name"]).stat().st_size
    return groups


def write_parsed(tables: Tables, folder: Path) -> None:
    """Write `parquet/<record>.parquet` and `json/<record>.json` into a folder."""
    from flows.releasing.files import write_json, write_parquet

    write_parquet(tables, folder)
    write_json(tables, folder)
