"""The tables of a release as they lie in its Parquet files, one part at a time."""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from flows.layout import Part, data_path, data_paths, parts_there
from schemas import RECORDS


class PartTables(Mapping[str, pa.Table]):
    """The tables of one part of a release by name, each read when it is first asked for."""

    def __init__(self, folder: Path, part: Part) -> None:
        self._folder, self._part = folder, part
        self._read: dict[str, pa.Table] = {}

    def __getitem__(self, name: str) -> pa.Table:
        if name not in self._read:
            self._read[name] = pq.read_table(self._folder / data_path("parquet", name, self._part))
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(RECORDS)

    def __len__(self) -> int:
        return len(RECORDS)


def part_tables(folder: Path) -> Iterator[PartTables]:
    """The tables of each part of a release in turn; those of a flat one are all there is."""
    return (PartTables(folder, part) for part in parts_there(folder))


def whole_table(folder: Path, name: str, columns: list[str] | None = None) -> pa.Table:
    """A small table of a release, or some columns of one, with the rows of all parts."""
    return pa.concat_tables([pq.read_table(path, columns=columns) for path in data_paths(folder, "parquet", name)])
