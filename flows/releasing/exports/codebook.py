"""The codebook of a release: every vocabulary that a column uses, code by code, with how often it occurs and a real example."""
from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from flows.releasing.exports.markdown import render
from flows.releasing.exports.tally import Tally
from flows.releasing.identity import Identity
from flows.releasing.portals.columns import published_tables, used_vocabularies
from schemas.dataset import dataset
from schemas.vocabulary import vocabulary


def codebook(counted: Tally, identity: Identity) -> dict[str, Any]:
    """The machine-readable codebook of a release."""
    return {
        "dataset": dataset().name,
        "version": identity.version,
        "vocabularies": [_vocabulary(counted, name) for name in used_vocabularies()],
    }


def write_codebook(folder: Path, counted: Tally, identity: Identity) -> None:
    """Write `codebook.json` and `codebook.md`."""
    book = codebook(counted, identity)
    (folder / "codebook.json").write_text(json.dumps(book, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
    text = render("codebook.md.jinja", book=book, dataset=dataset(), identity=identity)
    (folder / "codebook.md").write_text(text, encoding="utf-8", newline="\n")


def _vocabulary(counted: Tally, name: str) -> dict[str, Any]:
    codes = [
        dict(row) | {"count": counted.codes[name, code], "example": counted.occurrences.get((name, code))} for code, row in vocabulary(name).items()
    ]
    return {"name": name, "used_by": used_by(name), "codes": codes}


def used_by(name: str) -> list[str]:
    """The columns that hold codes of a vocabulary, as `table.column` or `table.column.part`."""
    found = []
    for table in published_tables().values():
        for column in table.columns:
            found += [f"{table.name}.{column.name}"] if column.vocabulary == name else []
            found += [f"{table.name}.{column.name}.{part.name}" for part in column.parts if part.vocabulary == name]
    return found
