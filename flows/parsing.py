"""Sources from files to Arrow: reading, corrections and findings put together, for the flow and for `renewal parse`.

Sources come as a stream (`flows.members`) and go on in chunks of a megabyte of text or so: their rows are validated and made
into Arrow together, since a table costs about a tenth of a millisecond however few rows it has.
"""
from __future__ import annotations

import shutil
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from flows.checking.findings import find_findings
from flows.checking.settling import correction_rows, settle
from flows.corpora import digest_of
from flows.correction_files import read_corrections
from flows.errors import ChecksFailed, InputError
from flows.members import Batch, Member, batches, members, opened, require_own_id
from flows.parse_cache import Cache, in_order, key_of, taken
from flows.parsed import Parsed
from flows.reading.batches import to_tables
from flows.reading.corrections import Correction, Entry, StaleCorrectionError, locate
from flows.reading.event import Rows
from flows.reading.formulations import read_formulations
from flows.reading.reader import Unread, read_texts
from flows.reading.references import References, StaleReferenceError, link
from flows.reference_files import read_references
from flows.sources import source_id_of, undeclared_row
from schemas import RECORDS, Source
from schemas.arrow import arrow_schema
from schemas.base import columns_of
from schemas.validation import RecordError

Tables = dict[str, pa.Table]
BATCH_BYTES = 4_000_000
CHUNK_BYTES = 1_000_000


class Beside(NamedTuple):
    """What stands beside a source's file: its corrections, and the facts of the official record about it."""

    corrections: Sequence[Entry] = ()
    references: References = References()


class Opened(NamedTuple):
    """A source, its text, and what stands beside its file."""

    source: Source
    text: str
    beside: Beside


class Reading(NamedTuple):
    """What a task read of a batch of sources: the part it lies in, how many sources were read, how many taken from the cache, in how many seconds."""

    part: Parsed
    read: int
    kept: int
    seconds: float


def parse_source(source: Source, text: str, beside: Beside) -> Tables:
    """Every record of one source as its corrections mend it, validated, as Arrow tables.

    ChecksFailed where a row breaks the contract, InputError where a correction or a reference is stale or ambiguous.
    """
    return _parsed({source.file_name: Opened(source, text, beside)})


def rows_of(sources: Sequence[Opened]) -> list[Rows]:
    """The rows of every record of some sources as their corrections mend them; InputError where a correction or a reference is stale.

    Findings are made on a source as it stands; those that a correction settles say so.
    """
    located = [_located(found) for found in sources]
    as_they_stand = read_texts([Unread(found.source.source_id, found.text) for found in sources])
    mended = iter(read_texts([Unread(found.source.source_id, found.text, own) for found, own in zip(sources, located, strict=True) if own]))
    return [
        _completed(found, own, stands, next(mended) if own else stands)
        for found, own, stands in zip(sources, located, as_they_stand, strict=True)
    ]


def _located(found: Opened) -> list[Correction]:
    """The places of a source's corrections; InputError where one is stale."""
    try:
        return locate(found.source.source_id, found.text, found.beside.corrections)
    except StaleCorrectionError as error:
        raise InputError(str(error)) from None


def _completed(found: Opened, corrections: Sequence[Correction], as_it_stands: Rows, rows: Rows) -> Rows:
    """The rows of a source and of what is known about it: links, findings, formulations, corrections; InputError where a reference is stale."""
    source, text, beside = found
    try:
        linked = link(source.source_id, rows, beside.references)
    except StaleReferenceError as error:
        raise InputError(str(error)) from None
    findings = find_findings(source.source_id, text, as_it_stands | linked)
    rows |= linked | read_formulations(source.source_id, text, rows)
    rows["findings"] = settle(findings, corrections, rows)
    rows["corrections"] = correction_rows(source.source_id, corrections, rows)
    rows["sources"] = [tuple(getattr(source, name) for name in columns_of(Source))]
    return rows


def _tables(read: Mapping[str, Rows]) -> Tables:
    """The tables of some sources (file name → rows), one after another; ChecksFailed, with the file's name, where a row breaks the contract."""
    rows: Rows = {name: [] for name in RECORDS}
    for own in read.values():
        for name, found in own.items():
            rows[name] += found
    try:
        return to_tables(rows)
    except RecordError as error:
        if len(read) > 1:
            for name, own in read.items():
                _tables({name: own})
        raise ChecksFailed(f"{', '.join(read)}: what was read breaks the contract: {error}") from None


def parse_members(found: Iterable[Member], chunk: int = CHUNK_BYTES) -> Iterator[Tables]:
    """The tables of sources as they come, those of about `chunk` bytes of text together."""
    sources: dict[str, Opened] = {}
    filled = 0
    for member in found:
        sources[member.row["file_name"]] = Opened(*opened(member), read_beside(member.beside))
        filled += len(member.data)
        if filled >= chunk:
            yield _parsed(sources)
            sources, filled = {}, 0
    if sources:
        yield _parsed(sources)


def _parsed(sources: Mapping[str, Opened]) -> Tables:
    """The tables of some sources, by file name."""
    return _tables(dict(zip(sources, rows_of(list(sources.values())), strict=True)))


def parse_declared(raw: Path, declared: Iterable[dict[str, str]]) -> Tables:
    """The tables of some declared sources and corpora of a folder, one after another."""
    return concatenate([tables for batch in batches(raw, declared, BATCH_BYTES) for tables in parse_members(members(raw, batch))])


def parse_batch(raw: Path, batch: Batch, cache: Cache) -> Reading:
    """The records of a batch of sources as a part in the cache: those read before taken from it, the others read."""
    began = time.monotonic()
    found = list(members(raw, batch))
    places: dict[str, str] = {}
    for member in found:
        require_own_id(member, places)
    keys = {member.row["source_id"]: key_of(member, cache.code) for member in found}
    if part := cache.whole(list(keys.values())):
        return Reading(part, 0, len(keys), time.monotonic() - began)
    kept = cache.kept(keys)
    old = {source_id for ids in kept.values() for source_id in ids}
    tables = concatenate([*taken(kept), *parse_members(member for member in found if member.row["source_id"] not in old)])
    part = cache.keep(in_order(tables, list(keys)) if old else tables, keys)
    return Reading(part, len(keys) - len(old), len(old), time.monotonic() - began)


def parse_all(raw: Path, declared: Iterable[dict[str, str]], cache: Cache, batch_bytes: int = BATCH_BYTES) -> list[Reading]:
    """What the flow reads, in this process: every batch of the declared sources, and the cache settled."""
    return settled(raw, [parse_batch(raw, batch, cache) for batch in batches(raw, declared, batch_bytes)], cache)


def settled(raw: Path, readings: Sequence[Reading], cache: Cache) -> list[Reading]:
    """The readings of all batches, once the cache has taken note of them; InputError where two sources of different batches have one id."""
    seen: set[str] = set()
    for source_id in (source_id for reading in readings for source_id in reading.part.sources):
        if source_id in seen:
            raise InputError(f"{raw}: two sources have the id {source_id!r}: give one of them another, in the manifest or in its corpus")
        seen.add(source_id)
    cache.settle([reading.part for reading in readings])
    return list(readings)


def parse_file(path: Path) -> Tables:
    """Every record of any text file, declared or not; InputError where it cannot be read."""
    return concatenate(list(parse_files([path])))


def parse_files(paths: Sequence[Path], text_column: str = "", id_column: str = "") -> Iterator[Tables]:
    """Every record of some text files and corpora, a chunk of sources at a time; InputError where two files have the same source id."""
    seen: dict[str, Path] = {}
    for path in paths:
        if (other := seen.setdefault(source_id_of(path), path)) is not path:
            raise InputError(f"{path}: its source id is that of {other}, {source_id_of(path)}; parse them into different folders, or rename one")
    return _parsed_files(paths, {"text_column": text_column, "id_column": id_column})


def _parsed_files(paths: Sequence[Path], columns: dict[str, str]) -> Iterator[Tables]:
    for path in paths:
        places: dict[str, str] = {}
        row = undeclared_row(path) | columns
        for batch in batches(path.parent, [row | {"sha256": _digest(path)}], BATCH_BYTES):
            yield from parse_members(_distinct(members(path.parent, batch), places))


def _digest(path: Path) -> str:
    try:
        return digest_of(path)
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}") from None


def _distinct(found: Iterable[Member], places: dict[str, str]) -> Iterator[Member]:
    for member in found:
        require_own_id(member, places)
        yield member


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


def write_parsed(chunks: Iterable[Tables], folder: Path) -> dict[str, int]:
    """Write `parquet/<record>.parquet` and `json/<record>.json` into a folder, once all is read; record → number of rows."""
    from flows.releasing.json_files import write_json

    with TemporaryDirectory() as place:
        paths = {name: Path(place) / f"{name}.parquet" for name in RECORDS}
        _write_chunks(chunks, paths)
        for part in ("parquet", "json"):
            (folder / part).mkdir(parents=True, exist_ok=True)
        for name, path in paths.items():
            with pq.ParquetFile(path) as file:
                write_json(file.iter_batches(), folder / f"json/{name}.json")
            shutil.copyfile(path, folder / f"parquet/{name}.parquet")
        return {name: pq.read_metadata(path).num_rows for name, path in paths.items()}


def _write_chunks(chunks: Iterable[Tables], paths: Mapping[str, Path]) -> None:
    from flows.releasing.parquet_files import file_metadata

    with ExitStack() as stack:
        writers = {}
        for name, path in paths.items():
            schema = arrow_schema(RECORDS[name])
            schema = schema.with_metadata({**(schema.metadata or {}), **file_metadata(RECORDS[name], None)})
            writers[name] = stack.enter_context(pq.ParquetWriter(path, schema, compression="zstd"))
        for tables in chunks:
            for name, writer in writers.items():
                writer.write_table(tables[name].replace_schema_metadata(writer.schema.metadata))
