"""`croissant.json`: the release in Croissant 1.1 (mlcommons.org/croissant), record sets that load from the Parquet files.

Every file is a FileObject at its path relative to this one, so that the record sets load from a copy of the folder without a
network. Vocabularies are record sets with their rows inline. Parquet is named x-parquet besides its registered media type,
because mlcroissant loads it under that name alone; schema.org is https here for the same reason.
"""
from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow as pa

from flows.releasing.portals.columns import Column, Table, referenced_key, used_vocabularies
from flows.releasing.portals.description import Description
from flows.releasing.portals.files import File
from schemas.dataset import Bilingual
from schemas.vocabulary import vocabulary

Node = dict[str, Any]

CONFORMS_TO = "http://mlcommons.org/croissant/1.1"
CONTEXT: Node = json.loads(Path(__file__).with_name("croissant_context.json").read_text(encoding="utf-8"))
"""The context of Croissant 1.1: the terms of its specification's appendix, spelt as mlcroissant 1.1 wants them."""

PARQUET = ["application/vnd.apache.parquet", "application/x-parquet"]
DATA_TYPES = {"string": "sc:Text", "int64": "sc:Integer", "double": "sc:Float", "bool": "sc:Boolean", "date32[day]": "sc:Date"}

REFERENCED = ("events", "sources")
"""The tables that references are written for, best first. mlcroissant 1.1 joins what a record set refers to, and fails or repeats
rows where there are two references or where the other record set has one too; all other keys stand in the descriptions."""


def croissant(release: Description) -> Node:
    """The JSON-LD document of a release."""
    of, day = release.dataset, release.identity.date.isoformat()
    return {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": CONFORMS_TO,
        "name": _both(of.title),
        "description": _both(of.description),
        "url": of.homepage,
        "version": release.identity.version,
        "datePublished": day,
        "dateModified": day,
        "license": of.licence.url,
        "sdLicense": of.licence.url,
        "citeAs": release.citation,
        "keywords": [*of.keywords.en, *of.keywords.zh],
        "inLanguage": ["zh", "en"],
        "isLiveDataset": False,
        "creator": _organisation(release),
        "publisher": _organisation(release),
        "distribution": [*map(_file, release.files), *_file_sets(release)],
        "recordSet": [_record_set(release, table) for table in release.tables.values()] + [_codes(name) for name in used_vocabularies()],
    }


def _organisation(release: Description) -> Node:
    publisher = release.dataset.publisher
    return {"@type": "sc:Organization", "name": publisher.name.en, "url": publisher.url, "email": publisher.email}


def _file(file: File) -> Node:
    return {
        "@type": "cr:FileObject",
        "@id": file.path,
        "name": file.name,
        "description": f"{file.title_en} {file.title_zh}",
        "contentUrl": file.path,
        "contentSize": f"{file.bytes} B",
        "encodingFormat": PARQUET if file.format == "Parquet" else file.packed_type,
        "sha256": file.sha256,
    }


def _record_set(release: Description, table: Table) -> Node:
    source = _parquet_of(release, table)
    return {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": {"en": f"{table.title_en}. {table.meaning}", "zh": table.title_zh},
        "key": [{"@id": f"{table.name}/{name}"} for name in table.key],
        "field": [_field(table, column, source) for column in table.columns],
    }


def _parquet_of(release: Description, table: Table) -> Node:
    """Where a table's rows are read from: its Parquet file, or the set of those that hold its parts."""
    file = next(file for file in release.files if file.table == table.name and file.format == "Parquet")
    return {"fileSet": {"@id": f"parquet/{table.name}"}} if file.in_parts else {"fileObject": {"@id": file.path}}


def _file_sets(release: Description) -> list[Node]:
    """The Parquet files of each table that lies in parts, as one thing to read from."""
    tables = dict.fromkeys(file.table for file in release.files if file.in_parts)
    return [
        {
            "@type": "cr:FileSet",
            "@id": f"parquet/{name}",
            "name": f"parquet-{name}",
            "description": f"The parts of {name}.",
            "encodingFormat": PARQUET,
            "includes": f"parquet/{name}/part-*.parquet",
        }
        for name in tables
    ]


def _field(table: Table, column: Column, parquet: Node) -> Node:
    field = _described(f"{table.name}/{column.name}", column)
    source = parquet | {"extract": {"column": column.name}}
    if column.is_list:
        field |= {"isArray": True, "arrayShape": "-1"}
    if column.parts:
        return field | {"subField": [_part(field["@id"], part, source) for part in column.parts]}
    field |= {"dataType": _data_type(column.type), "source": source}
    if other := table.references.get(column.name):
        field["description"] += f" Key of {other}."
        if other == _reference(table):
            field["references"] = {"field": {"@id": f"{other}/{referenced_key(other)}"}}
    return field


def _part(parent: str, part: Column, source: Node) -> Node:
    """A part of a nested record: the path of its name in each element of the list."""
    return _described(f"{parent}/{part.name}", part) | {"dataType": _data_type(part.type), "source": source | {"transform": {"jsonPath": part.name}}}


def _described(here: str, column: Column) -> Node:
    return {"@type": "cr:Field", "@id": here, "name": column.name, "description": column.sentence}


def _reference(table: Table) -> str | None:
    """The table that a record set's reference points to, if it has one (see `REFERENCED`)."""
    return next((other for other in REFERENCED if other in table.references.values() and table.name not in REFERENCED), None)


def _data_type(of: pa.DataType) -> str:
    """The data type of a value, or of an element of a list."""
    return DATA_TYPES[str(of.value_type if pa.types.is_list(of) else of)]


def _codes(name: str) -> Node:
    """A vocabulary as a record set with its rows inline."""
    here = f"vocabulary-{name}"
    parts = ("code", "label_zh", "label_en", "definition_zh", "definition_en")
    return {
        "@type": "cr:RecordSet",
        "@id": here,
        "name": here,
        "dataType": "sc:Enumeration",
        "description": f"The codes of the vocabulary {name}.",
        "key": [{"@id": f"{here}/code"}],
        "field": [
            {"@type": "cr:Field", "@id": f"{here}/{part}", "name": part, "description": f"{part} of the {name}", "dataType": "sc:Text"}
            for part in parts
        ],
        "data": [{f"{here}/{part}": row[part] for part in parts} for row in vocabulary(name).values()],
    }


def _both(text: Bilingual) -> Node:
    return {"en": text.en, "zh": text.zh}
