"""`dataset.jsonld`: the release as a schema.org Dataset, for search engines (Google Dataset Search's recommendations)."""
from __future__ import annotations

from typing import Any

from flows.releasing.portals.columns import Column, Table
from flows.releasing.portals.description import Description
from flows.releasing.portals.files import File

Node = dict[str, Any]


def schema_org(release: Description) -> Node:
    """The JSON-LD document of a release."""
    of, day = release.dataset, release.identity.date.isoformat()
    document: Node = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": release.url,
        "name": of.title.en,
        "alternateName": of.title.zh,
        "description": f"{of.description.en}\n\n{of.description.zh}",
        "url": of.homepage,
        "identifier": f"{of.name}-{release.identity.version}",
        "version": release.identity.version,
        "datePublished": day,
        "dateModified": day,
        "license": of.licence.url,
        "isAccessibleForFree": True,
        "inLanguage": ["zh", "en"],
        "keywords": [*of.keywords.en, *of.keywords.zh],
        "creator": _organisation(release),
        "publisher": _organisation(release),
        "citation": release.citation,
        "includedInDataCatalog": {"@type": "DataCatalog", "name": of.catalogue.title.en, "url": of.homepage},
        "spatialCoverage": _place(release),
        "isBasedOn": [{"@type": "CreativeWork", "name": source["title"]} for source in release.sources],
        "variableMeasured": [_variable(table, column) for table in release.tables.values() for column in table.columns],
        "distribution": [_download(release, file) for file in release.files],
    }
    if release.period:
        document["temporalCoverage"] = "/".join(release.period)
    return document


def _organisation(release: Description) -> Node:
    publisher = release.dataset.publisher
    return {"@type": "Organization", "name": publisher.name.en, "alternateName": publisher.name.zh, "url": publisher.url, "email": publisher.email}


def _place(release: Description) -> Node:
    place = release.dataset.spatial
    west, south, east, north = place.bbox
    box = {"@type": "GeoShape", "box": f"{south} {west} {north} {east}"}
    return {"@type": "Place", "name": place.name.en, "alternateName": place.name.zh, "geo": box}


def _variable(table: Table, column: Column) -> Node:
    variable = {"@type": "PropertyValue", "name": f"{table.name}.{column.name}", "alternateName": column.label_zh, "description": column.sentence}
    return variable | ({"unitText": column.unit} if column.unit else {})


def _download(release: Description, file: File) -> Node:
    return {
        "@type": "DataDownload",
        "name": file.path,
        "description": f"{file.title_en} {file.title_zh}",
        "contentUrl": release.url_of(file),
        "encodingFormat": file.packed_type,
        "contentSize": f"{file.bytes} B",
        "sha256": file.sha256,
    }
