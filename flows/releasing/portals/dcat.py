"""`catalog.jsonld` and `catalog.ttl`: the release as a DCAT-AP 3.0.1 catalogue of one dataset, for portals and harvesters.

One graph in two spellings: the JSON-LD is written from the description, the Turtle from the JSON-LD. No blank nodes, so that
both are the same bytes each time. Data files are distributions; documents (README, dictionary, codebook, quality report …) are
`foaf:page`s of the dataset. Done for CKAN's harvester: a format is first of all a dct:IMT with rdfs:label, a licence has the
title that CKAN's register knows, the identifier is no address, keywords are plain words.
"""
from __future__ import annotations

from typing import Any

from flows.releasing.portals.description import Description
from flows.releasing.portals.files import GZIP, File
from schemas.dataset import Bilingual

Node = dict[str, Any]

CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "dcatap": "http://data.europa.eu/r5r/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "spdx": "http://spdx.org/rdf/terms#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "adms": "http://www.w3.org/ns/adms#",
    "locn": "http://www.w3.org/ns/locn#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
EU = "http://publications.europa.eu/resource/authority/"
MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
PUBLISHER_TYPE = "http://purl.org/adms/publishertype/NonProfitOrganisation"
LICENCE_TYPE = "http://purl.org/adms/licencetype/Attribution"
WKT = "http://www.opengis.net/ont/geosparql#wktLiteral"
DATE_TYPES = {4: "xsd:gYear", 7: "xsd:gYearMonth", 10: "xsd:date"}


def catalogue(release: Description) -> Node:
    """The JSON-LD document of the catalogue."""
    of = release.dataset
    return {
        "@context": CONTEXT,
        "@id": f"{of.homepage}#catalogue",
        "@type": "dcat:Catalog",
        "dct:title": _both(of.catalogue.title),
        "dct:description": _both(of.catalogue.description),
        "dct:publisher": _publisher(release),
        "dct:language": [_id(code, "dct:LinguisticSystem") for code in (of.languages.zh, of.languages.en)],
        "dct:issued": _date(release.identity.date.isoformat()),
        "dct:modified": _date(release.identity.date.isoformat()),
        "dct:license": _licence(release),
        "dct:spatial": _place(release),
        "dcat:themeTaxonomy": _id(f"{EU}data-theme", "skos:ConceptScheme") | {"dct:title": _text("Data theme", "en")},
        "foaf:homepage": _id(of.homepage, "foaf:Document"),
        "dcat:dataset": _dataset(release),
    }


def turtle(document: Node) -> str:
    """The same graph in Turtle."""
    import json

    from rdflib import Graph

    return Graph().parse(data=json.dumps(document), format="json-ld").serialize(format="turtle")


def _dataset(release: Description) -> Node:
    of, identity = release.dataset, release.identity
    node: Node = {
        "@id": release.url,
        "@type": "dcat:Dataset",
        "dct:identifier": f"{of.name}-{identity.version}",
        "dct:title": _both(of.title),
        "dct:description": _both(of.description),
        "dcat:version": identity.version,
        "owl:versionInfo": identity.version,
        "dct:issued": _date(identity.date.isoformat()),
        "dct:modified": _date(identity.date.isoformat()),
        "dcat:keyword": [_text(word, "zh") for word in of.keywords.zh] + [_text(word, "en") for word in of.keywords.en],
        "dcat:theme": [_concept(theme.url, theme.label) for theme in of.themes],
        "dct:language": [_id(of.languages.zh), _id(of.languages.en)],
        "dct:publisher": _id(f"{of.homepage}#publisher"),
        "dct:creator": _id(f"{of.homepage}#publisher"),
        "dcat:contactPoint": _contact(release),
        "dcat:landingPage": _id(of.homepage),
        "dct:license": _id(of.licence.url),
        "dct:accessRights": _id(f"{EU}access-right/PUBLIC", "dct:RightsStatement"),
        "dct:accrualPeriodicity": _id(of.frequency, "dct:Frequency"),
        "dct:spatial": _id(f"{of.homepage}#spatial"),
        "dct:provenance": {"@id": f"{release.url}#provenance", "@type": "dct:ProvenanceStatement", "rdfs:label": _both(_provenance(release))},
        "dct:bibliographicCitation": release.citation,
        "foaf:page": [_page(release, file) for file in release.files if file.role == "document"],
        "dcat:distribution": [_distribution(release, file) for file in release.files if file.role != "document"],
    }
    if release.period:
        node["dct:temporal"] = _period(release, *release.period)
    if identity.previous:
        node["dcat:previousVersion"] = {"@id": of.url_of(identity.previous)}
    return node


def _distribution(release: Description, file: File) -> Node:
    meaning = release.tables[file.table].meaning if file.table else file.title_en
    packed = {"dcat:compressFormat": _id(MEDIA_TYPES + GZIP, "dct:MediaType")} if file.packed else {}
    return _file(release, file) | packed | {
        "@type": "dcat:Distribution",
        "dct:description": [_text(meaning, "en"), _text(file.title_zh, "zh")],
        "dcat:accessURL": _id(release.dataset.homepage),
        "dcat:downloadURL": _id(f"{release.url}/{file.path}"),
        "dcat:byteSize": {"@type": "xsd:nonNegativeInteger", "@value": str(file.bytes)},
        "dct:issued": _date(release.identity.date.isoformat()),
        "dcatap:availability": _concept(f"{EU}planned-availability/STABLE", Bilingual(zh="稳定", en="Stable")),
    }


def _page(release: Description, file: File) -> Node:
    return _file(release, file) | {"@id": release.url_of(file), "@type": "foaf:Document"}


def _file(release: Description, file: File) -> Node:
    """What distributions and documents have in common."""
    here = f"{release.url}#{file.name}"
    return {
        "@id": here,
        "dct:title": [_text(file.title_zh, "zh"), _text(file.title_en, "en")],
        "dct:license": _id(release.dataset.licence.url),
        "dct:format": _format(release, file),
        "dcat:mediaType": _id(MEDIA_TYPES + file.media_type, "dct:MediaType"),
        "spdx:checksum": {
            "@id": f"{here}-checksum",
            "@type": "spdx:Checksum",
            "spdx:algorithm": _id("http://spdx.org/rdf/terms#checksumAlgorithm_sha256", "spdx:ChecksumAlgorithm"),
            "spdx:checksumValue": {"@type": "xsd:hexBinary", "@value": file.sha256},
        },
    }


def _format(release: Description, file: File) -> Node:
    known = f"{EU}file-type/{file.file_type}" if file.format.replace("-", "_").upper() == file.file_type else ""
    here = known or f"{release.dataset.homepage}#format-{file.format.lower().replace(' ', '-')}"
    return {"@id": here, "@type": ["dct:IMT", "dct:MediaTypeOrExtent"], "rdfs:label": file.format}


def _publisher(release: Description) -> Node:
    publisher = release.dataset.publisher
    return {
        "@id": f"{release.dataset.homepage}#publisher",
        "@type": ["foaf:Agent", "foaf:Organization"],
        "foaf:name": _both(publisher.name),
        "foaf:homepage": _id(publisher.url, "foaf:Document"),
        "foaf:mbox": _id(f"mailto:{publisher.email}"),
        "dct:type": _concept(PUBLISHER_TYPE, Bilingual(zh="非营利组织", en="Non-profit organisation")),
    }


def _contact(release: Description) -> Node:
    publisher = release.dataset.publisher
    return {
        "@id": f"{release.dataset.homepage}#contact",
        "@type": ["vcard:Organization", "vcard:Kind"],
        "vcard:fn": publisher.name.en,
        "vcard:hasEmail": _id(f"mailto:{publisher.email}"),
        "vcard:hasURL": _id(publisher.url),
    }


def _licence(release: Description) -> Node:
    licence = release.dataset.licence
    return {
        "@id": licence.url,
        "@type": "dct:LicenseDocument",
        "dct:title": _text(licence.short_title, "en"),
        "rdfs:label": _both(licence.title),
        "dct:identifier": licence.spdx,
        "dct:type": _concept(LICENCE_TYPE, Bilingual(zh="署名", en="Attribution")),
    }


def _place(release: Description) -> Node:
    place = release.dataset.spatial
    west, south, east, north = place.bbox
    box = f"POLYGON(({west} {south},{east} {south},{east} {north},{west} {north},{west} {south}))"
    return {
        "@id": f"{release.dataset.homepage}#spatial",
        "@type": "dct:Location",
        "rdfs:label": _both(place.name),
        "dct:identifier": place.country,
        "dcat:bbox": {"@type": WKT, "@value": box},
        "dcat:centroid": {"@type": WKT, "@value": f"POINT({round((west + east) / 2, 2)} {round((south + north) / 2, 2)})"},
    }


def _period(release: Description, start: str, end: str) -> Node:
    return {
        "@id": f"{release.url}#period",
        "@type": "dct:PeriodOfTime",
        "dcat:startDate": _date(start),
        "dcat:endDate": _date(end),
    }


def _provenance(release: Description) -> Bilingual:
    titles = "；".join(f"{source['title']}（{source['licence']}）" for source in release.sources)
    return Bilingual(zh=f"由程序从下列原文逐行读出：{titles}", en=f"Read line by line, by program, from: {titles}")


def _id(address: str, kind: str | None = None) -> Node:
    return {"@id": address} | ({"@type": kind} if kind else {})


def _concept(address: str, label: Bilingual) -> Node:
    return _id(address, "skos:Concept") | {"skos:prefLabel": _both(label)}


def _text(text: str, language: str) -> Node:
    return {"@language": language, "@value": text}


def _both(text: Bilingual) -> list[Node]:
    return [_text(text.zh, "zh"), _text(text.en, "en")]


def _date(text: str) -> Node:
    return {"@type": DATE_TYPES[len(text)], "@value": text}
