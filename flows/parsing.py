"""A source from file to Arrow: reading and findings put together, for the flow and for `renewal parse`."""
from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa

from flows.reading.batches import to_arrow, to_tables
from flows.reading.reader import read_text
from flows.sources import read_undeclared
from schemas import RECORDS, Source
from schemas.arrow import arrow_schema
from schemas.base import columns_of

Tables = dict[str, pa.Table]


def parse_source(source: Source, text: str) -> Tables:
    """Every record of one source, validated, as Arrow tables; RecordError where a row breaks the contract."""
    rows = read_text(source.source_id, text)
    tables = to_tables(rows)
    tables["sources"] = to_arrow(Source, [tuple(getattr(source, name) for name in columns_of(Source))])
    tables["findings"] = to_arrow(RECORDS["findings"], findings_of(source.source_id, text, rows))
    return tables


def concatenate(parts: Sequence[Tables]) -> Tables:
    """The tables of several sources as one table a record, in the order of RECORDS and of the sources."""
    return {
        name: pa.concat_tables([part[name] for part in parts if name in part] or [arrow_schema(record).empty_table()]) for name, record in RECORDS.items()
    }


def parse_file(path: Path) -> Tables:
    """Every record of any text file, declared or not; InputError where it cannot be read."""
    return parse_source(*read_undeclared(path))


def write_parsed(parts: Sequence[Tables], folder: Path) -> Tables:
    """Write `parquet/<record>.parquet` and `json/<record>.json` into a folder; the tables written."""
    from flows.releasing.files import write_json, write_parquet

    tables = concatenate(parts)
    write_parquet(tables, folder)
    write_json(tables, folder)
    return tables
