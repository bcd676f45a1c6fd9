"""Croissant: valid for mlcroissant, every record set loads offline, and the values are those of the Parquet."""
from __future__ import annotations

import json
import logging
from datetime import date
from pathlib import Path
from typing import Any

import mlcroissant
import pandas as pd
import pytest

from flows.releasing.portals.columns import Table, published_tables, used_vocabularies
from schemas.vocabulary import vocabulary
from tests.releasing.portals.mini_release import Release

CONTEXT = Path(__file__).with_name("shapes") / "croissant-1.1-context.json"


@pytest.fixture(scope="module")
def document(release: Release) -> dict[str, Any]:
    return json.loads((release.folder / "croissant.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def loaded(release: Release) -> mlcroissant.Dataset:
    logging.disable(logging.WARNING)
    dataset = mlcroissant.Dataset(str(release.folder / "croissant.json"))
    logging.disable(logging.NOTSET)
    return dataset


def plain(value: Any) -> Any:
    """A loaded value as Arrow gives it: texts are bytes, dates timestamps, parts of nested records named by their id."""
    if isinstance(value, bytes):
        return value.decode()
    if isinstance(value, pd.Timestamp):
        return value.date()
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {name.rsplit("/", 1)[-1]: plain(item) for name, item in value.items()}
    return value


def test_mlcroissant_finds_neither_errors_nor_warnings(loaded: mlcroissant.Dataset) -> None:
    assert not loaded.metadata.ctx.issues.errors
    assert not loaded.metadata.ctx.issues.warnings


@pytest.mark.parametrize("table", published_tables().values(), ids=published_tables())
def test_a_record_set_loads_with_the_values_of_the_parquet(loaded: mlcroissant.Dataset, release: Release, table: Table) -> None:
    rows = [{name.split("/")[1]: plain(value) for name, value in record.items()} for record in loaded.records(table.name)]
    assert rows == release.tables[table.name].to_pylist()


def test_every_vocabulary_is_a_record_set_of_its_own(loaded: mlcroissant.Dataset) -> None:
    for name in used_vocabularies():
        assert [record[f"vocabulary-{name}/code"] for record in loaded.records(f"vocabulary-{name}")] == list(vocabulary(name))


def test_the_context_is_the_official_one(document: dict[str, Any]) -> None:
    assert document["@context"] == json.loads(CONTEXT.read_text("utf-8"))


def test_ids_are_unique_and_keys_name_fields(document: dict[str, Any]) -> None:
    fields = [field["@id"] for record_set in document["recordSet"] for field in record_set["field"]]
    ids = fields + [node["@id"] for node in document["recordSet"] + document["distribution"]]
    assert len(ids) == len(set(ids))
    assert {key["@id"] for record_set in document["recordSet"] for key in record_set["key"]} <= set(fields)


def test_what_the_specification_requires_is_there(document: dict[str, Any]) -> None:
    for name in ("name", "description", "license", "url", "creator", "datePublished", "version", "citeAs"):
        assert document[name]
    assert date.fromisoformat(document["datePublished"])
