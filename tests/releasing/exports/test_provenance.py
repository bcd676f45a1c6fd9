"""The provenance: readable as PROV-O, every input with its hash, no clock and no machine."""
from __future__ import annotations

import json

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import PROV, RDF

from schemas.dataset import dataset
from schemas.vocabulary import FOLDER
from tests.releasing.portals.mini_release import SOURCE, Release

CHECKSUM = URIRef("http://spdx.org/rdf/terms#checksumValue")


def test_it_is_a_prov_graph_of_one_activity(release: Release) -> None:
    graph = Graph().parse(release.folder / "prov.jsonld", format="json-ld")
    (activity,) = graph.subjects(RDF.type, PROV.Activity)
    made = URIRef(dataset().url_of("1.2.0"))
    assert (made, PROV.wasGeneratedBy, activity) in graph
    assert (made, PROV.wasRevisionOf, URIRef(dataset().url_of("1.1.0"))) in graph
    assert len(set(graph.objects(made, PROV.wasDerivedFrom))) == 1 + len(list(FOLDER.glob("*.csv")))


def test_the_source_and_the_code_are_named_by_their_hashes(release: Release) -> None:
    graph = Graph().parse(release.folder / "prov.jsonld", format="json-ld")
    hashes = {str(value) for value in graph.objects(None, CHECKSUM)}
    assert {SOURCE.sha256, release.identity.code} <= hashes


def test_the_only_time_is_the_day_of_the_release(release: Release) -> None:
    graph = Graph().parse(release.folder / "prov.jsonld", format="json-ld")
    times = [value for value in graph.objects() if isinstance(value, Literal) and "date" in str(value.datatype)]
    assert [str(value)[:10] for value in times] == ["2026-11-01"]


def test_it_needs_no_network(release: Release) -> None:
    assert isinstance(json.loads((release.folder / "prov.jsonld").read_text("utf-8"))["@context"], dict)
