"""JSON Schemas of the records, derived from the models and committed in `schemas/json/`: `python -m schemas.json_schema`."""
from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from schemas import RECORDS
from schemas.base import Record, columns_of

FOLDER = Path(__file__).with_name("json")


def json_schema(record: type[Record]) -> dict[str, Any]:
    """The JSON Schema (2020-12) of one row of a record, as `json/<record>.json` publishes it: every column present, in order."""
    schema = record.model_json_schema()
    names = columns_of(record)
    schema["properties"] = {name: {key: value for key, value in schema["properties"][name].items() if key != "default"} for name in names}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema"} | schema | {"required": list(names)}


def written(record: type[Record]) -> str:
    """The text of a record's committed JSON Schema file."""
    return json.dumps(json_schema(record), ensure_ascii=False, indent=2) + "\n"


def main() -> None:
    """Write the JSON Schema of every record."""
    FOLDER.mkdir(exist_ok=True)
    for record in RECORDS.values():
        (FOLDER / f"{record.table}.schema.json").write_text(written(record), encoding="utf-8")


if __name__ == "__main__":
    main()
