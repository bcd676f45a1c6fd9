"""The codebook of a release: every vocabulary that a column uses, code by code, with how often it occurs and a real example."""
from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from flows.releasing.exports.markdown import render
from flows.releasing.exports.usage import Tables, Use, place_of, quotation_of, uses_of
from flows.releasing.identity import Identity
from flows.releasing.portals.columns import published_tables, used_vocabularies
from schemas.dataset import dataset
from schemas.vocabulary import vocabulary


def codebook(tables: Tables, identity: Identity) -> dict[str, Any]:
    """The machine-readable codebook of a release."""
    of = dataset()
    return {
        "dataset": of.name,
        "version": identity.version,
        "vocabularies": [_vocabulary(tables, name) for name in used_vocabularies()],
    }


def write_codebook(folder: Path, tables: Tables, identity: Identity) -> None:
    """Write `codebook.json` and `codebook.md`."""
    book = codebook(tables, identity)
    (folder / "codebook.json").write_text(json.dumps(book, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
    text = render("codebook.md.jinja", book=book, dataset=dataset(), identity=identity)
    (folder / "codebook.md").write_text(text, encoding="utf-8", newline="\n")


def _vocabulary(tables: Tables, name: str) -> dict[str, Any]:
    uses = uses_of(tables, name)
    return {
        "name": name,
        "used_by": used_by(name),
        "codes": [dict(row) | _occurrence(tables, uses.get(code, [])) for code, row in vocabulary(name).items()],
    }


def used_by(name: str) -> list[str]:
    """The columns that hold codes of a vocabulary, as `table.column` or `table.column.part`."""
    found = []
    for table in published_tables().values():
        for column in table.columns:
            found += [f"{table.name}.{column.name}"] if column.vocabulary == name else []
            found += [f"{table.name}.{column.name}.{part.name}" for part in column.parts if part.vocabulary == name]
    return found


def _occurrence(tables: Tables, uses: list[Use]) -> dict[str, Any]:
    """How often a code occurs, and its first occurrence in the first column that has it."""
    if not uses:
        return {"count": 0, "example": None}
    use = uses[0]
    where = {"table": use.table.name, "column": use.column.name}
    words = place_of(tables, use.table, use.first_row) | quotation_of(tables, use.table, use.first_row)
    return {"count": sum(use.count for use in uses), "example": where | words}
