"""Writes the portal files of a release: the last files before SHA256SUMS, since they list all the others with their hashes."""
from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flows.releasing.checksums import NONE
from flows.releasing.identity import Identity
from flows.releasing.portals.croissant import croissant
from flows.releasing.portals.datapackage import data_package
from flows.releasing.portals.dcat import catalogue, turtle
from flows.releasing.portals.description import describe
from flows.releasing.portals.schema_org import schema_org


def write_metadata(folder: Path, identity: Identity, known: Mapping[str, str] = NONE) -> None:
    """Describe the release in `folder`, some digests of which may be known, in every portal format; ReleaseError for a file that nothing is known of."""
    release = describe(folder, identity, known)
    catalog = catalogue(release)
    documents = {
        "datapackage.json": data_package(release),
        "catalog.jsonld": catalog,
        "croissant.json": croissant(release),
        "dataset.jsonld": schema_org(release),
    }
    texts = {name: _json(document) for name, document in documents.items()} | {"catalog.ttl": turtle(catalog)}
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def _json(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"
