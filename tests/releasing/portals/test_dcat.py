"""The DCAT-AP catalogue against the official SHACL shapes, offline, without help for well-known terms; a planted mistake fails."""
from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import pytest
from pyshacl import validate
from rdflib import RDF, BNode, Graph, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDFS

from tests.releasing.portals.mini_release import Release

SHAPES = Path(__file__).with_name("shapes")
IMT = DCTERMS.IMT


@cache
def shapes(name: str) -> Graph:
    return Graph().parse(SHAPES / f"dcat-ap-3.0.1-{name}.ttl")


def complaints(graph: Graph, name: str) -> str:
    conforms, _, text = validate(graph, shacl_graph=shapes(name), advanced=True, inference="none", allow_infos=True)
    return "" if conforms else text


@pytest.fixture(scope="module")
def graph(release: Release) -> Graph:
    return Graph().parse(release.folder / "catalog.ttl")


@pytest.mark.parametrize("name", ["shapes", "range", "recommended", "generated"])
def test_the_catalogue_keeps_the_shapes_of_dcat_ap_3(graph: Graph, name: str) -> None:
    assert complaints(graph, name) == ""


def test_there_is_something_to_check(graph: Graph, release: Release) -> None:
    assert len(list(graph.subjects(RDF.type, DCAT.Catalog))) == len(list(graph.subjects(RDF.type, DCAT.Dataset))) == 1
    assert len(list(graph.subjects(RDF.type, DCAT.Distribution))) >= 3 * len(release.tables)


@pytest.mark.parametrize(
    ("subject", "predicate", "wrong"),
    [
        (DCAT.Dataset, DCTERMS.title, None),
        (DCAT.Distribution, DCAT.accessURL, None),
        (DCAT.Distribution, DCAT.byteSize, Literal("many")),
        (FOAF.Agent, FOAF.name, None),
    ],
)
def test_a_planted_mistake_fails(graph: Graph, subject: URIRef, predicate: URIRef, wrong: Literal | None) -> None:
    spoilt = Graph() + graph
    node = next(iter(spoilt.subjects(RDF.type, subject)))
    spoilt.remove((node, predicate, None))
    if wrong is not None:
        spoilt.add((node, predicate, wrong))
    assert complaints(spoilt, "shapes")


def test_json_ld_and_turtle_are_the_same_graph_without_blank_nodes(graph: Graph, release: Release) -> None:
    assert isomorphic(graph, Graph().parse(release.folder / "catalog.jsonld"))
    assert not [node for node in graph.all_nodes() if isinstance(node, BNode)]


def test_the_json_ld_needs_no_network(release: Release) -> None:
    assert isinstance(json.loads((release.folder / "catalog.jsonld").read_text("utf-8"))["@context"], dict)


def test_no_literal_breaks_its_datatype(graph: Graph) -> None:
    assert not [value for value in graph.objects() if isinstance(value, Literal) and value.ill_typed]


def test_titles_and_descriptions_stand_in_chinese_and_english(graph: Graph) -> None:
    for kind, predicate in ((DCAT.Dataset, DCTERMS.title), (DCAT.Dataset, DCTERMS.description), (DCAT.Distribution, DCTERMS.title)):
        for node in graph.subjects(RDF.type, kind):
            assert {value.language for value in graph.objects(node, predicate)} == {"zh", "en"}


def test_ckan_finds_formats_tags_licence_and_identifier(release: Release) -> None:
    catalogue = json.loads((release.folder / "catalog.jsonld").read_text("utf-8"))
    dataset = catalogue["dcat:dataset"]
    assert all(node["dct:format"]["@type"][0] == "dct:IMT" and node["dct:format"]["rdfs:label"] for node in dataset["dcat:distribution"])
    assert all(re.fullmatch(r"[\w \-.]{2,100}", keyword["@value"]) for keyword in dataset["dcat:keyword"])
    assert catalogue["dct:license"]["dct:title"]["@value"] == "Creative Commons Attribution"
    assert not dataset["dct:identifier"].startswith("http")


def test_every_format_has_one_label(graph: Graph) -> None:
    assert all(len(list(graph.objects(node, RDFS.label))) == 1 for node in graph.subjects(RDF.type, IMT))
