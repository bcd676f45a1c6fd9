"""Rows of a table of texts, JSONL or Parquet: cut into stretches that can be read apart, and read as a stream.

JSONL is cut where a line's own bytes say so (its checksum), so that a changed line moves few cuts; Parquet is cut by rows. A
stretch of a compressed JSONL file or of a Parquet row group is reached by decoding what stands before it there: keep
row groups below some 64 MB, and great JSONL uncompressed.
"""
from __future__ import annotations

import gzip
import io
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, cast
from zlib import crc32

import pyarrow as pa
import pyarrow.parquet as pq

from flows.errors import InputError

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
ROWS_AT_ONCE = 256
ONE_IN = 8
Row = dict[str, Any]


class Stretch(NamedTuple):
    """A part of a table, half-open: from byte to byte of JSONL (unpacked), from row to row of Parquet; `first` is its first row's number, from 1."""

    start: int
    stop: int
    first: int


def cut_after(filled: int, size: int, mark: bytes) -> bool:
    """Whether a batch of `filled` bytes ends after the item with this mark.

    Past half the size one item in eight ends it, by its own checksum: so batches fall into step again after a change.
    """
    return filled >= size or (2 * filled >= size and crc32(mark) % ONE_IN == 0)


def stretches(path: Path, size: int, text_column: str) -> Iterator[Stretch]:
    """A table in stretches of about `size` bytes of text; InputError where it cannot be read or lacks the column."""
    return _parquet_stretches(path, size, text_column) if _is_parquet(path) else _jsonl_stretches(path, size)


def rows(path: Path, stretch: Stretch, columns: Sequence[str]) -> Iterator[tuple[int, Row]]:
    """The rows of a stretch as a stream, each with its number; of Parquet only the columns named."""
    return _parquet_rows(path, stretch, columns) if _is_parquet(path) else _jsonl_rows(path, stretch)


def _is_parquet(path: Path) -> bool:
    return path.name.lower().endswith(".parquet")


def _open(path: Path) -> BinaryIO:
    return cast(BinaryIO, gzip.open(path, "rb")) if path.name.lower().endswith(".gz") else path.open("rb")


def _jsonl_stretches(path: Path, size: int) -> Iterator[Stretch]:
    start = at = 0
    first = number = 1
    try:
        with _open(path) as file:
            for line in file:
                at, number = at + len(line), number + 1
                if cut_after(at - start, size, line):
                    yield Stretch(start, at, first)
                    start, first = at, number
    except (OSError, EOFError) as error:
        raise InputError(f"{path}:{number}: {error}; pack the file anew") from None
    if at > start:
        yield Stretch(start, at, first)


def _jsonl_rows(path: Path, stretch: Stretch) -> Iterator[tuple[int, Row]]:
    with _open(path) as file:
        file.seek(stretch.start)
        at, number = stretch.start, stretch.first
        while at < stretch.stop and (line := file.readline()):
            if content := (line.removeprefix(BYTE_ORDER_MARK) if at == 0 else line).strip():
                yield number, _object(content, f"{path}:{number}")
            at, number = at + len(line), number + 1


def _object(line: bytes, place: str) -> Row:
    try:
        row = json.loads(line.decode())
    except UnicodeDecodeError as error:
        raise InputError(f"{place}: byte {error.start} of the line: not UTF-8; convert the file to UTF-8") from None
    except (ValueError, RecursionError) as error:
        raise InputError(f"{place}: no JSON: {error}; every line must be a JSON object") from None
    if not isinstance(row, dict):
        raise InputError(f"{place}: a row must be a JSON object such as {{\"id\": \"1\", \"text\": \"…\"}}")
    return row


def _parquet_stretches(path: Path, size: int, text_column: str) -> Iterator[Stretch]:
    with _parquet(path) as file:
        column = _text_place(path, file, text_column)
        groups = [file.metadata.row_group(number) for number in range(file.metadata.num_row_groups)]
        total = file.metadata.num_rows
        text_bytes = sum(group.column(column).total_uncompressed_size for group in groups)
    step = max(1, total * size // max(text_bytes, 1))
    for start in range(0, total, step):
        yield Stretch(start, min(start + step, total), start + 1)


def _text_place(path: Path, file: pq.ParquetFile, text_column: str) -> int:
    schema = file.schema_arrow
    if text_column not in schema.names:
        said = f"no column {text_column!r}, there are {', '.join(schema.names)}"
        raise InputError(f"{path}: {said}; name the column of the texts with: renewal declare {path} --text-column NAME --replace")
    kind = schema.field(text_column).type
    kind = kind.value_type if pa.types.is_dictionary(kind) else kind
    if not (pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind)):
        raise InputError(f"{path}: the column {text_column!r} holds {kind}, not text; write it as strings")
    return [file.schema.column(place).path for place in range(len(file.schema))].index(text_column)


def _parquet_rows(path: Path, stretch: Stretch, columns: Sequence[str]) -> Iterator[tuple[int, Row]]:
    with _parquet(path) as file:
        groups, before = _groups(file, stretch)
        number = before + 1
        try:
            for batch in file.iter_batches(ROWS_AT_ONCE, row_groups=groups, columns=[name for name in columns if name in file.schema_arrow.names]):
                stop = number + batch.num_rows
                wanted = batch.slice(max(0, stretch.start + 1 - number), max(0, min(stop, stretch.stop + 1) - max(number, stretch.start + 1)))
                yield from enumerate(wanted.to_pylist(), start=max(number, stretch.start + 1))
                number = stop
        except UnicodeDecodeError as error:
            raise InputError(f"{path}: a row from {number} on: byte {error.start} of a text: not UTF-8; write the texts as UTF-8") from None
        except (pa.ArrowException, OSError) as error:
            raise InputError(f"{path}: damaged from row {number} on: {error}; fetch the file anew") from None


def _groups(file: pq.ParquetFile, stretch: Stretch) -> tuple[list[int], int]:
    """The row groups that a stretch touches, and how many rows stand before them."""
    start, before, groups = 0, stretch.start, []
    for number in range(file.metadata.num_row_groups):
        stop = start + file.metadata.row_group(number).num_rows
        if start < stretch.stop and stop > stretch.start:
            before = min(before, start)
            groups.append(number)
        start = stop
    return groups, before


def _parquet(path: Path) -> pq.ParquetFile:
    try:
        return pq.ParquetFile(path, pre_buffer=False, buffer_size=io.DEFAULT_BUFFER_SIZE * 16)
    except (pa.ArrowException, OSError) as error:
        raise InputError(f"{path}: no Parquet: {error}; fetch the file anew") from None
