"""`prov.jsonld`: where the release comes from, in W3C PROV-O: the sources and vocabularies with their hashes, the code, the settings.

Light: one activity (the making of the release) that used the inputs, and one entity (the release) that it generated. No clock and
no machine: `generated` is the day of the release.
"""
from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pyarrow as pa

from flows.releasing.identity import Identity
from schemas.dataset import dataset
from schemas.vocabulary import FOLDER as VOCABULARIES

FILE_NAME = "prov.jsonld"
CONTEXT = {
    "prov": "http://www.w3.org/ns/prov#",
    "dct": "http://purl.org/dc/terms/",
    "spdx": "http://spdx.org/rdf/terms#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "label": "rdfs:label",
    "sha256": "spdx:checksumValue",
    "used": {"@id": "prov:used", "@type": "@id"},
    "wasGeneratedBy": {"@id": "prov:wasGeneratedBy", "@type": "@id"},
    "wasDerivedFrom": {"@id": "prov:wasDerivedFrom", "@type": "@id"},
    "wasRevisionOf": {"@id": "prov:wasRevisionOf", "@type": "@id"},
    "wasAssociatedWith": {"@id": "prov:wasAssociatedWith", "@type": "@id"},
    "wasAttributedTo": {"@id": "prov:wasAttributedTo", "@type": "@id"},
    "generated": {"@id": "prov:generatedAtTime", "@type": "xsd:dateTime"},
    "value": "prov:value",
}
SETTINGS = {"id_scheme": "1"}
"""What, besides code and inputs, a release was made with."""


def provenance(sources: pa.Table, identity: Identity) -> dict[str, Any]:
    """The PROV document of a release."""
    here = dataset().url_of(identity.version)
    inputs = [_source(here, source) for source in sources.to_pylist()] + [_vocabulary(here, path) for path in sorted(VOCABULARIES.glob("*.csv"))]
    settings = [{"@id": f"{here}#setting-{name}", "@type": "prov:Entity", "label": name, "value": value} for name, value in SETTINGS.items()]
    code = {"@id": f"{here}#code", "@type": ["prov:Entity", "prov:Plan"], "label": "code that made the release", "sha256": identity.code}
    agent = {"@id": f"{dataset().homepage}#publisher", "@type": ["prov:Agent", "prov:Organization"], "label": dataset().publisher.name.en}
    activity = {
        "@id": f"{here}#making",
        "@type": "prov:Activity",
        "label": "reading of the sources, checks, and making of the files",
        "used": [entity["@id"] for entity in (*inputs, *settings, code)],
        "wasAssociatedWith": agent["@id"],
    }
    return {"@context": CONTEXT, "@graph": [_release(here, identity, inputs, agent["@id"]), activity, agent, code, *inputs, *settings]}


def write_provenance(folder: Path, sources: pa.Table, identity: Identity) -> None:
    """Write `prov.jsonld`."""
    text = json.dumps(provenance(sources, identity), ensure_ascii=False, indent=1) + "\n"
    (folder / FILE_NAME).write_text(text, encoding="utf-8", newline="\n")


def _release(here: str, identity: Identity, inputs: list[dict[str, Any]], agent: object) -> dict[str, Any]:
    release: dict[str, Any] = {
        "@id": here,
        "@type": "prov:Entity",
        "label": f"{dataset().title.en}, version {identity.version}",
        "generated": f"{identity.date.isoformat()}T00:00:00Z",
        "wasGeneratedBy": f"{here}#making",
        "wasDerivedFrom": [entity["@id"] for entity in inputs],
        "wasAttributedTo": agent,
    }
    return release | ({"wasRevisionOf": dataset().url_of(identity.previous)} if identity.previous else {})


def _source(here: str, source: dict[str, Any]) -> dict[str, Any]:
    about = {"label": source["title"], "dct:identifier": source["file_name"], "sha256": source["sha256"]}
    return {"@id": f"{here}#source-{source['source_id']}", "@type": "prov:Entity"} | about


def _vocabulary(here: str, path: Path) -> dict[str, Any]:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return {"@id": f"{here}#vocabulary-{path.stem}", "@type": "prov:Entity", "label": f"vocabulary {path.stem}", "sha256": digest}
