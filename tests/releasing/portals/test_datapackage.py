"""The Data Package, validated by its profile and by frictionless, offline; planted mistakes are found."""
from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import frictionless
import pytest
from jsonschema import Draft7Validator, FormatChecker

from flows.releasing.portals.columns import published_tables
from tests.releasing.portals.mini_release import Release

PROFILE = Path(__file__).with_name("shapes") / "datapackage-2.0.json"


def read(folder: Path) -> dict[str, Any]:
    return json.loads((folder / "datapackage.json").read_text("utf-8"))


def errors(folder: Path) -> set[str]:
    report = frictionless.validate(str(folder / "datapackage.json"))
    return {error.type for error in report.errors} | {error.type for task in report.tasks for error in task.errors}


def edit(folder: Path, path: str, old: str, new: str) -> None:
    """Change a CSV file and state its new bytes and hash, so that its content alone is wrong."""
    from flows.releasing.checksums import sha256_of

    file = folder / path
    text = file.read_bytes().decode()
    assert old in text
    file.write_bytes(text.replace(old, new, 1).encode())
    package = read(folder)
    for resource in package["resources"]:
        if resource["path"] == path:
            resource |= {"bytes": file.stat().st_size, "hash": f"sha256:{sha256_of(file)}"}
    (folder / "datapackage.json").write_text(json.dumps(package), "utf-8")


def test_the_descriptor_keeps_the_published_profile(release: Release) -> None:
    profile = json.loads(PROFILE.read_text("utf-8"))
    assert [error.message for error in Draft7Validator(profile, format_checker=FormatChecker()).iter_errors(read(release.folder))] == []


def test_frictionless_reads_every_resource_and_finds_nothing_wrong(release: Release) -> None:
    report = frictionless.validate(str(release.folder / "datapackage.json"))
    assert report.valid, report.flatten(["name", "type", "message"])
    rows = {task.name: task.stats.get("rows") or 0 for task in report.tasks}
    assert {name: rows[name] for name in published_tables()} == {name: table.num_rows for name, table in release.tables.items()}


def test_every_record_s_csv_has_its_key_its_references_and_its_columns(release: Release) -> None:
    schemas = {resource["name"]: resource["schema"] for resource in read(release.folder)["resources"] if "schema" in resource}
    for name, table in published_tables().items():
        assert schemas[name]["primaryKey"] == list(table.key)
        assert {key["fields"][0]: key["reference"]["resource"] for key in schemas[name].get("foreignKeys", [])} == dict(table.references)
        assert [field["name"] for field in schemas[name]["fields"]] == [column.name for column in table.columns]


def test_a_reference_to_no_record_is_found(spoilt: Path, release: Release) -> None:
    event = release.tables["events"]["event_id"][0].as_py()
    edit(spoilt, "csv/directives.csv", f",{event},", ",mini-2023-05-e-0000000000,")
    assert "foreign-key" in errors(spoilt)


def test_a_key_that_stands_twice_is_found(spoilt: Path, release: Release) -> None:
    first, second = (release.tables["events"]["event_id"][row].as_py() for row in (0, 1))
    edit(spoilt, "csv/events.csv", second, first)
    assert "primary-key" in errors(spoilt)


def test_a_code_outside_its_vocabulary_is_found(spoilt: Path) -> None:
    edit(spoilt, "csv/directives.csv", ",prohibition,", ",verbot,")
    assert "constraint-error" in errors(spoilt)


def test_a_null_where_none_may_be_is_found(spoilt: Path) -> None:
    edit(spoilt, "csv/sources.csv", ",mini.txt,", ",,")
    assert "constraint-error" in errors(spoilt)


def test_a_changed_byte_is_found_in_parquet_too(spoilt: Path) -> None:
    file = spoilt / "parquet/events.parquet"
    data = bytearray(file.read_bytes())
    data[50] ^= 1
    file.write_bytes(data)
    assert "hash-count" in errors(spoilt)


@pytest.mark.parametrize(("column", "text"), [("raw_text", ""), ("text", "")])
def test_an_empty_text_is_read_as_text_and_an_empty_cell_as_null(release: Release, column: str, text: str) -> None:
    with frictionless.Package(str(release.folder / "datapackage.json")).get_resource("lines") as resource:
        rows = {row["line_start"]: row.to_dict() for row in resource.row_stream}
    assert rows[1]["event_id"] is None
    assert all(row[column] is not None for row in rows.values())


def test_a_list_cell_is_read_as_a_list(release: Release) -> None:
    with frictionless.Package(str(release.folder / "datapackage.json")).get_resource("events") as resource:
        assert [row["issuer_names"] for row in resource.row_stream] == release.tables["events"]["issuer_names"].to_pylist()
