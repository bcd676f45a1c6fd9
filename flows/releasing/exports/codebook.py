"""The codebook of a release: every vocabulary that a column uses, code by code, with how often it occurs and a real example."""
from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from flows.releasing.exports.markdown import render
from flows.releasing.exports.parts import part_tables
from flows.releasing.exports.usage import Tables, Use, place_of, quotation_of, uses_of
from flows.releasing.identity import Identity
from flows.releasing.portals.columns import published_tables, used_vocabularies
from schemas.dataset import dataset
from schemas.vocabulary import vocabulary


class Occurrences(NamedTuple):
    """How often a code occurs, and its first occurrence: in the first part that has it, the first column of it."""

    total: int
    example: dict[str, Any]


def occurrences(parts: Iterable[Tables]) -> dict[tuple[str, str], Occurrences]:
    """Vocabulary and code → how often and where it occurs in the parts of a release, for every code that does."""
    found: dict[tuple[str, str], Occurrences] = {}
    for tables in parts:
        for name in used_vocabularies():
            for code, uses in uses_of(tables, name).items():
                known = found.get((name, code))
                count = sum(use.count for use in uses) + (known.total if known else 0)
                found[name, code] = Occurrences(count, known.example if known else _example(tables, uses[0]))
    return found


def codebook(parts: Iterable[Tables], identity: Identity) -> dict[str, Any]:
    """The machine-readable codebook of a release."""
    of, found = dataset(), occurrences(parts)
    return {
        "dataset": of.name,
        "version": identity.version,
        "vocabularies": [_vocabulary(found, name) for name in used_vocabularies()],
    }


def write_codebook(folder: Path, identity: Identity) -> None:
    """Write `codebook.json` and `codebook.md`."""
    book = codebook(part_tables(folder), identity)
    (folder / "codebook.json").write_text(json.dumps(book, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
    text = render("codebook.md.jinja", book=book, dataset=dataset(), identity=identity)
    (folder / "codebook.md").write_text(text, encoding="utf-8", newline="\n")


def _vocabulary(found: Mapping[tuple[str, str], Occurrences], name: str) -> dict[str, Any]:
    codes = []
    for code, row in vocabulary(name).items():
        occurrence = found.get((name, code))
        codes.append(dict(row) | {"count": occurrence.total if occurrence else 0, "example": occurrence.example if occurrence else None})
    return {"name": name, "used_by": used_by(name), "codes": codes}


def used_by(name: str) -> list[str]:
    """The columns that hold codes of a vocabulary, as `table.column` or `table.column.part`."""
    found = []
    for table in published_tables().values():
        for column in table.columns:
            found += [f"{table.name}.{column.name}"] if column.vocabulary == name else []
            found += [f"{table.name}.{column.name}.{part.name}" for part in column.parts if part.vocabulary == name]
    return found


def _example(tables: Tables, use: Use) -> dict[str, Any]:
    """The first row that has a code, with its place and words."""
    where = {"table": use.table.name, "column": use.column.name}
    return where | place_of(tables, use.table, use.first_row) | quotation_of(tables, use.table, use.first_row)
