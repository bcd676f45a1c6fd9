"""Which sources stand together in a part of a release: a function of the sources and one setting, so that releases rebuild.

Sources are taken in the order of the manifest and never split. A part is closed before it would hold more text than a flat release may;
a source larger than that has a part of its own. Parts are written and checked side by side, so several small ones keep more workers busy,
and take less memory, than a few large ones.
"""
from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import pyarrow as pa

from flows.layout import PART, Part
from flows.parsed import Parsed, read_part
from schemas import RECORDS
from schemas.arrow import arrow_schema


class Group(NamedTuple):
    """A part of a release in the making: its name, its sources in order, and what was read of them (perhaps with others)."""

    part: Part
    sources: tuple[str, ...]
    parsed: tuple[Parsed, ...]


def text_bytes(parts: Sequence[Parsed]) -> int:
    """Bytes of the sources' files."""
    return sum(part.text_bytes for part in parts)


def grouped(parts: Sequence[Parsed], partition_bytes: int | None) -> tuple[Group, ...]:
    """The parts of a release of all that was read; a single one without a name where `partition_bytes` is None."""
    if partition_bytes is None:
        return (Group(None, tuple(source for part in parts for source in part.sources), tuple(parts)),)
    groups: list[list[tuple[str, Parsed]]] = []
    filled = 0
    for part in parts:
        for row in read_part(part, ["sources"])["sources"].select(["source_id", "bytes"]).to_pylist():
            if not groups or filled + row["bytes"] > partition_bytes:
                groups.append([])
                filled = 0
            groups[-1].append((row["source_id"], part))
            filled += row["bytes"]
    return tuple(_group(number, members) for number, members in enumerate(groups, start=1))


def _group(number: int, members: Sequence[tuple[str, Parsed]]) -> Group:
    parsed = {part.folder: part for _, part in members}
    return Group(PART.format(number), tuple(source for source, _ in members), tuple(parsed.values()))


class GroupTables(Mapping[str, pa.Table]):
    """The tables of a group by name, each read when it is asked for, in the order of its sources."""

    def __init__(self, group: Group) -> None:
        self._group = group

    def __getitem__(self, name: str) -> pa.Table:
        """One table, in one piece: how sources were batched must not show in a file."""
        own = [read_part(part, [name], self._group.sources)[name] for part in self._group.parsed]
        return pa.concat_tables([arrow_schema(RECORDS[name]).empty_table(), *own]).combine_chunks()

    def __iter__(self) -> Iterator[str]:
        return iter(RECORDS)

    def __len__(self) -> int:
        return len(RECORDS)
