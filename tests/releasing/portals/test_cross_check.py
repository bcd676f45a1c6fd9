"""The portal files against each other and against the folder: same files, hashes, sizes, columns and descriptions."""
from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import DCAT

from flows.errors import ReleaseError
from flows.releasing.checksums import compute_sums
from flows.releasing.portals import METADATA, write_metadata
from flows.releasing.portals.columns import published_tables
from schemas.dataset import dataset
from tests.releasing.portals.mini_release import Release

SPDX = "http://spdx.org/rdf/terms#"


def read(release: Release, name: str) -> dict[str, Any]:
    return json.loads((release.folder / name).read_text("utf-8"))


@pytest.fixture(scope="module")
def hashes(release: Release) -> dict[str, str]:
    """Path → SHA-256 of every file that the portal files describe, from the bytes in the folder."""
    return {path: digest for path, digest in compute_sums(release.folder).items() if path not in METADATA}


@pytest.fixture(scope="module")
def sizes(release: Release, hashes: dict[str, str]) -> dict[str, int]:
    return {path: (release.folder / path).stat().st_size for path in hashes}


def test_the_data_package_names_every_file_with_hash_and_size(release: Release, hashes: dict[str, str], sizes: dict[str, int]) -> None:
    resources = read(release, "datapackage.json")["resources"]
    assert {resource["path"]: resource["hash"].removeprefix("sha256:") for resource in resources} == hashes
    assert {resource["path"]: resource["bytes"] for resource in resources} == sizes


def test_croissant_names_every_file_with_hash_and_size(release: Release, hashes: dict[str, str], sizes: dict[str, int]) -> None:
    files = read(release, "croissant.json")["distribution"]
    assert {file["contentUrl"]: file["sha256"] for file in files} == hashes
    assert {file["contentUrl"]: int(file["contentSize"].removesuffix(" B")) for file in files} == sizes


def test_schema_org_names_every_file_with_hash_and_size(release: Release, hashes: dict[str, str], sizes: dict[str, int]) -> None:
    files = read(release, "dataset.jsonld")["distribution"]
    assert {file["name"]: file["sha256"] for file in files} == hashes
    assert {file["name"]: int(file["contentSize"].removesuffix(" B")) for file in files} == sizes
    assert all(file["contentUrl"].endswith(f"/{release.identity.version}/{file['name']}") for file in files)


def test_dcat_names_every_file_with_its_hash(release: Release, hashes: dict[str, str], sizes: dict[str, int]) -> None:
    graph = Graph().parse(release.folder / "catalog.ttl")
    base = dataset().url_of(release.identity.version) + "/"
    found = {}
    for node, checksum in graph.subject_objects(URIRef(f"{SPDX}checksum")):
        address = str(graph.value(node, DCAT.downloadURL) or node)
        found[address.removeprefix(base)] = str(graph.value(checksum, URIRef(f"{SPDX}checksumValue")))
        size = graph.value(node, DCAT.byteSize)
        assert size is None or int(size) == sizes[address.removeprefix(base)]
    assert found == hashes


def test_all_formats_describe_the_same_columns_in_the_same_words(release: Release) -> None:
    package = {resource["name"]: resource for resource in read(release, "datapackage.json")["resources"]}
    record_sets = {record_set["@id"]: record_set for record_set in read(release, "croissant.json")["recordSet"]}
    variables = {variable["name"]: variable["description"] for variable in read(release, "dataset.jsonld")["variableMeasured"]}
    for name, table in published_tables().items():
        sentences = {column.name: column.sentence for column in table.columns}
        assert {field["name"]: field["description"] for field in package[name]["schema"]["fields"]} == sentences
        assert {column: variables[f"{name}.{column}"] for column in sentences} == sentences
        croissant = {field["name"]: field["description"] for field in record_sets[name]["field"]}
        assert list(croissant) == list(sentences)
        assert all(croissant[column].startswith(sentence) for column, sentence in sentences.items())


def test_version_licence_and_titles_are_the_same_in_all(release: Release) -> None:
    of = dataset()
    package, croissant, search, catalogue = (read(release, name) for name in ("datapackage.json", "croissant.json", "dataset.jsonld", "catalog.jsonld"))
    assert {document["version"] for document in (package, croissant, search)} == {catalogue["dcat:dataset"]["dcat:version"]} == {"1.2.0"}
    assert croissant["license"] == search["license"] == package["licenses"][0]["path"] == catalogue["dct:license"]["@id"] == of.licence.url
    for document in (package, croissant, search, catalogue):
        assert of.title.zh in json.dumps(document, ensure_ascii=False)
        assert of.title.en in json.dumps(document, ensure_ascii=False)


def test_a_file_that_nothing_is_known_of_stops_the_release(spoilt: Path, release: Release) -> None:
    (spoilt / "core.bin").write_bytes(b"?")
    with pytest.raises(ReleaseError, match=r"core\.bin: files\.csv does not say"):
        write_metadata(spoilt, release.identity)


def test_a_second_writing_changes_no_byte(spoilt: Path, release: Release) -> None:
    write_metadata(spoilt, release.identity)
    assert compute_sums(spoilt) == compute_sums(release.folder)


def test_another_process_with_other_hashes_and_other_memory_makes_the_same_bytes(release: Release, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.releasing.portals.mini_release", str(tmp_path / "again")]
    subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": "7", "MALLOC_PERTURB_": "165", "TZ": "Asia/Tokyo"})
    assert compute_sums(tmp_path / "again") == compute_sums(release.folder)
