"""What changed, published: `changes.json` for machines, with its JSON Schema beside it, and a section of CHANGELOG.md for people.

The section is a pure function of `changes.json`, so it can be written again from a release alone.
"""
from __future__ import annotations

import csv
import datetime
import json
from pathlib import Path

from pydantic import Field, ValidationError

from flows.errors import ReleaseError
from flows.releasing.changes import Changes, Report
from flows.releasing.identity import Identity, Version
from flows.releasing.versioning import Decision

FILE_NAME, SCHEMA_NAME, ID_MAP_NAME = "changes.json", "changes.schema.json", "id_map.csv"


class ReleaseChanges(Report):
    """`changes.json`: which release it is, how its version was decided, and what changed since the release before."""

    version: Version = Field(description="Version of this release.")
    date: datetime.date = Field(description="Day of this release (UTC).")
    previous: Version | None = Field(description="Version of the release before; null for the first.")
    decision: Decision = Field(description="The rule that decided the version.")
    changes: Changes = Field(description="What changed since the release before.")


def release_changes(identity: Identity, decision: Decision, changes: Changes) -> ReleaseChanges:
    """The content of a release's `changes.json`. `changes` may stem from a staging folder; it is labelled with the release's version."""
    labelled = changes.model_copy(update={"new": identity.version})
    return ReleaseChanges(version=identity.version, date=identity.date, previous=identity.previous, decision=decision, changes=labelled)


def write_changes(folder: Path, changes: ReleaseChanges) -> None:
    """Write `changes.json` and `changes.schema.json` into a release, and `id_map.csv` where ids were re-keyed."""
    (folder / FILE_NAME).write_text(changes.model_dump_json(indent=1) + "\n", encoding="utf-8")
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema"} | ReleaseChanges.model_json_schema(mode="serialization")
    (folder / SCHEMA_NAME).write_text(json.dumps(schema, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    rekeyed = [(name, pair.old[0], pair.new[0]) for name, table in changes.changes.records.items() for pair in table.rekeyed]
    if rekeyed:
        with (folder / ID_MAP_NAME).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([("table", "old_id", "new_id"), *rekeyed])


def read_changes(folder: Path) -> ReleaseChanges:
    """The `changes.json` of a release; ReleaseError where it is missing or malformed."""
    path = folder / FILE_NAME
    try:
        return ReleaseChanges.model_validate_json(path.read_bytes())
    except OSError as error:
        raise ReleaseError(f"{path}: {error.strerror}; {folder} is no complete release") from None
    except ValidationError as error:
        raise ReleaseError(f"{path}: {error.errors()[0]['msg']}; restore the release from version control") from None
