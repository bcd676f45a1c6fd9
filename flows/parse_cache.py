"""What was read before, so that only new and changed sources are read again: correct across runs, restarts and changes of the code.

```
<work>/parsed/<code>/<digest>/      a part (flows.parsed) and entry.json: the key of every source in it, the SHA-256 of its files
<work>/parsed/<code>/index.parquet  key → part, of the run before
```
A source's key is a digest of the code with its vocabularies, of what the manifest or its row says of it, of its text, and of
the files beside it; a part's name is that of its keys in order. So equal names hold equal records, whatever happened in
between. An entry is renamed into its place when it is whole; one whose files are not those that it names is read again.
"""
from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from flows.corpora import digest_of_file
from flows.correction_files import corrections_path
from flows.members import Member
from flows.parsed import Parsed, open_part, read_part, write_parsed_part
from flows.reference_files import reference_paths

if TYPE_CHECKING:
    from flows.parsing import Tables

ENTRY, INDEX, FOLDER = "entry.json", "index.parquet", "parsed"
KEPT_SECONDS = 24 * 3600
"""Entries that no run has used for a day are removed; a younger one may belong to a run under way."""
DIGITS = 32


def key_of(member: Member, code: str) -> str:
    """The digest of all that the records of a source follow from."""
    digest = sha256(f"{code}\0{json.dumps(member.row, sort_keys=True)}\0{sha256(member.data).hexdigest()}\0".encode())
    for path in (corrections_path(member.beside), *reference_paths(member.beside)):
        if path.exists():
            data = path.read_bytes()
            digest.update(f"{path.name}\0{len(data)}\0".encode() + data)
    return digest.hexdigest()[:DIGITS]


class Cache(NamedTuple):
    """The entries of one work folder that code of this digest made; `full` has every source read again."""

    work: Path
    code: str
    full: bool = False

    @property
    def folder(self) -> Path:
        """Where the entries of this code lie."""
        return self.work / FOLDER / self.code[:DIGITS]

    def whole(self, keys: Sequence[str]) -> Parsed | None:
        """The part of exactly these sources in this order, if it was kept and is undamaged."""
        return None if self.full else _sound(self._place(keys))

    def kept(self, keys: Mapping[str, str]) -> dict[Path, list[str]]:
        """Undamaged parts of the run before, each with those of the sources (id → key) that it holds as they are now."""
        import pyarrow.compute as pc  # here and below: 0.03 s of CPU, which a text read without the cache need not pay

        index = self.folder / INDEX
        if self.full or not index.exists():
            return {}
        try:
            found = pq.read_table(index, filters=pc.field("key").isin(list(keys.values())))
        except (OSError, pa.ArrowException):
            return {}
        by_key = dict(zip(found["key"].to_pylist(), found["part"].to_pylist(), strict=True))
        parts: dict[Path, list[str]] = {}
        for source_id, key in keys.items():
            if key in by_key:
                parts.setdefault(self.folder / by_key[key], []).append(source_id)
        return {part: ids for part, ids in parts.items() if _sound(part)}

    def keep(self, tables: Tables, keys: Mapping[str, str]) -> Parsed:
        """Write the records of sources (id → key, in order) as a part that later runs may take."""
        place = self._place(list(keys.values()))
        unfinished = place.with_name(f".{place.name}.{os.getpid()}")
        parsed = write_parsed_part(tables, unfinished)
        files = {path.name: digest_of_file(path) for path in sorted(unfinished.iterdir())}
        (unfinished / ENTRY).write_text(json.dumps({"keys": dict(keys), "files": files}), encoding="utf-8")
        shutil.rmtree(place, ignore_errors=True)
        unfinished.rename(place)
        return parsed._replace(folder=place)

    def settle(self, parts: Sequence[Parsed]) -> None:
        """At the end of the reading: remember which part holds which source, and remove entries that no run has used for a day."""
        keys: list[str] = []
        names: list[str] = []
        for part in parts:
            own = _entry(part.folder)["keys"].values()
            keys += own
            names += [part.folder.name] * len(own)
        table = pa.table({"key": keys, "part": pa.array(names, pa.string()).dictionary_encode()})
        unfinished = self.folder / f".{INDEX}.{os.getpid()}"
        pq.write_table(table, unfinished)
        unfinished.replace(self.folder / INDEX)
        self._prune({part.folder for part in parts})

    def _place(self, keys: Sequence[str]) -> Path:
        return self.folder / sha256("\n".join(keys).encode()).hexdigest()[:DIGITS]

    def _prune(self, used: set[Path]) -> None:
        for part in used:
            os.utime(part)
        for folder in self.work.glob(f"{FOLDER}/*/*"):
            if folder.is_dir() and folder not in used and time.time() - folder.stat().st_mtime > KEPT_SECONDS:
                shutil.rmtree(folder, ignore_errors=True)
        for code in self.work.glob(f"{FOLDER}/*"):
            if not any(path.is_dir() for path in code.iterdir()):
                shutil.rmtree(code, ignore_errors=True)


def _entry(folder: Path) -> dict[str, dict[str, str]]:
    entry: dict[str, dict[str, str]] = json.loads((folder / ENTRY).read_bytes())
    return entry


def _sound(folder: Path) -> Parsed | None:
    """The part in a folder, or None where none lies there or a file of it is not as it was written."""
    try:
        files = _entry(folder)["files"]
        return open_part(folder) if all(digest_of_file(folder / name) == digest for name, digest in files.items()) else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, pa.ArrowException):
        return None


def in_order(tables: Tables, sources: Sequence[str]) -> Tables:
    """The rows of every table in the order of their sources; within a source as they were."""
    import pyarrow.compute as pc

    order = pa.array(list(sources), pa.string())
    return {name: table.take(pc.sort_indices(pc.index_in(table["source_id"], value_set=order))) for name, table in tables.items()}


def taken(parts: Mapping[Path, list[str]]) -> list[Tables]:
    """The tables of the sources that each part holds."""
    return [read_part(open_part(folder), sources=ids) for folder, ids in parts.items()]

