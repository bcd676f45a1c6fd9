"""JSON: an array with one record a line, columns in order, every column present; dates in ISO 8601, no NaN and no infinity."""
from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import polars as pl
import polars.selectors as cs
import pyarrow as pa

from flows.errors import ReleaseError


def write_json(batches: Iterable[pa.RecordBatch], path: Path) -> None:
    """Write one table, batch by batch; ReleaseError where a number is NaN or infinite, which JSON cannot say."""
    between = b""
    with path.open("wb") as file:
        file.write(b"[\n")
        for batch in batches:
            frame = pl.DataFrame(pl.from_arrow(batch))
            _refuse_no_numbers(frame, path)
            rows = frame.write_ndjson().encode().removesuffix(b"\n")
            file.write(between + rows.replace(b"\n", b",\n"))
            between = b",\n"
        file.write(b"\n]\n" if between else b"]\n")


def _refuse_no_numbers(frame: pl.DataFrame, path: Path) -> None:
    infinite = frame.select((~cs.float().is_finite()).any())
    if wrong := [column.name for column in infinite if column[0]]:
        raise ReleaseError(f"{path.stem}.{', '.join(wrong)}: NaN or infinity, which is no value of a published number")
