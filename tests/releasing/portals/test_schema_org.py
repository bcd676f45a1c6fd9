"""The schema.org Dataset against what Google Dataset Search requires and recommends."""
from __future__ import annotations

import json
import re
from typing import Any

import pytest

from flows.releasing.portals.columns import published_tables
from tests.releasing.portals.mini_release import Release

RECOMMENDED = (
    *("name", "description", "url", "identifier", "version", "license", "isAccessibleForFree", "keywords", "creator", "publisher", "citation"),
    *("temporalCoverage", "spatialCoverage", "variableMeasured", "includedInDataCatalog", "distribution", "inLanguage", "datePublished"),
)


@pytest.fixture(scope="module")
def document(release: Release) -> dict[str, Any]:
    return json.loads((release.folder / "dataset.jsonld").read_text("utf-8"))


def test_all_that_is_required_and_recommended_is_there(document: dict[str, Any]) -> None:
    assert [name for name in RECOMMENDED if not document.get(name)] == []
    assert document["@context"] == "https://schema.org/"
    assert document["@type"] == "Dataset"


def test_the_description_is_of_a_length_that_search_takes(document: dict[str, Any]) -> None:
    assert 50 <= len(document["description"]) <= 5000


def test_every_download_has_an_absolute_address(document: dict[str, Any]) -> None:
    assert all(re.match(r"https://[^ ]+/releases/1\.2\.0/", download["contentUrl"]) for download in document["distribution"])


def test_the_period_is_that_of_the_events(document: dict[str, Any]) -> None:
    assert document["temporalCoverage"] == "2023-05/2024-03-05"


def test_every_column_is_a_variable(document: dict[str, Any]) -> None:
    columns = [f"{table.name}.{column.name}" for table in published_tables().values() for column in table.columns]
    assert [variable["name"] for variable in document["variableMeasured"]] == columns
