"""`datapackage.json`: the release as a Data Package v2 (datapackage.org), with a Table Schema for every CSV table.

CSV cells: an empty cell is null, save in text columns that cannot be null, where it is the empty text; lists and nested records
are JSON (type array). Parquet is a plain file here, format in upper case: Table Schema has no lists of text, and frictionless
5.21 fails on them. `categories` carry the labels of codes; the same codes stand in `constraints.enum`, which validators enforce.
Foreign keys hold between the CSV resources; those of a partitioned release hold within each part, which Table Schema cannot say.
"""
from __future__ import annotations

from typing import Any

import pyarrow as pa

from flows.releasing.portals.columns import Column, Table, referenced_key
from flows.releasing.portals.description import Description
from flows.releasing.portals.files import File
from schemas.vocabulary import vocabulary

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
SCHEMA_PROFILE = "https://datapackage.org/profiles/2.0/tableschema.json"
DIALECT = {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True}


def data_package(release: Description) -> dict[str, Any]:
    """The descriptor of a release."""
    of = release.dataset
    licence = {"name": of.licence.spdx, "path": of.licence.url, "title": of.licence.title.en}
    return {
        "$schema": PROFILE,
        "name": of.name,
        "id": release.url,
        "title": f"{of.title.en} {of.title.zh}",
        "description": f"{of.description.en}\n\n{of.description.zh}",
        "version": release.identity.version,
        "created": f"{release.identity.date.isoformat()}T00:00:00Z",
        "homepage": of.homepage,
        "licenses": [licence],
        "keywords": [*of.keywords.en, *of.keywords.zh],
        "contributors": [
            {"title": f"{person.name.en} {person.name.zh}", "roles": list(person.roles), "email": of.publisher.email, "path": of.publisher.url}
            for person in of.contributors
        ],
        "sources": [{"title": source["title"], "version": source["retrieved"].isoformat()} for source in release.sources],
        "resources": [_resource(release, file, licence) for file in release.files],
    }


def _resource(release: Description, file: File, licence: dict[str, str]) -> dict[str, Any]:
    resource: dict[str, Any] = {
        "name": resource_name(file),
        "path": file.path,
        "title": f"{file.title_en} {file.title_zh}",
        "description": release.tables[file.table].meaning if file.table else file.title_en,
        "mediatype": file.media_type,
        "format": file.format.upper(),
        "bytes": file.bytes,
        "hash": f"sha256:{file.sha256}",
        "licenses": [licence],
    }
    if file.packed:
        resource["compression"] = "gz"
    if file.media_type == "text/csv" and file.role != "document":
        resource |= {"type": "table", "format": "csv", "encoding": "utf-8", "dialect": DIALECT, "schema": _schema_of(release, file)}
    return resource


def resource_name(file: File) -> str:
    """The name of a file's resource; of a record's CSV, the name of the table, which foreign keys use."""
    return file.table if file.table and file.format == "CSV" and not file.in_parts else file.name


def _schema_of(release: Description, file: File) -> dict[str, Any]:
    if file.table:
        schema = table_schema(release.tables[file.table])
        return {name: said for name, said in schema.items() if name != "foreignKeys"} if file.in_parts else schema
    return {
        "$schema": SCHEMA_PROFILE,
        "fields": [
            {"name": head, "type": "string", "description": f"第 {place} 列 (column {place} of the table): {head}"}
            for place, head in enumerate(release.heads[file.path], start=1)
        ],
    }


def table_schema(table: Table) -> dict[str, Any]:
    """The Table Schema of a published table."""
    keys = [
        {"fields": [column], "reference": {"resource": other, "fields": [referenced_key(other)]}}
        for column, other in table.references.items()
    ]
    schema = {
        "$schema": SCHEMA_PROFILE,
        "title": f"{table.title_en} {table.title_zh}",
        "description": table.meaning,
        "fields": [_field(column) for column in table.columns],
        "primaryKey": list(table.key),
        "missingValues": [""],
    }
    return schema | ({"foreignKeys": keys} if keys else {})


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "type": _type(column.type),
        "title": f"{column.label_zh} {column.label_en}",
        "description": column.sentence,
    }
    if column.vocabulary and "enum" in column.constraints:
        labels = vocabulary(column.vocabulary)
        field["categories"] = [{"value": code, "label": f"{labels[code]['label_zh']} {labels[code]['label_en']}"} for code in labels]
    if not column.nullable and field["type"] == "string" and "minLength" not in column.constraints:
        field["missingValues"] = []
    return field | {"constraints": _constraints(column)}


def _constraints(column: Column) -> dict[str, Any]:
    """The constraints of a field; a Table Schema pattern is matched as a whole, without anchors."""
    constraints: dict[str, Any] = {"required": not column.nullable}
    for name, value in column.constraints.items():
        constraints[name] = str(value).removeprefix("^").removesuffix("$") if name == "pattern" else value
    return constraints


def _type(of: pa.DataType) -> str:
    """The Table Schema type of an Arrow type."""
    if pa.types.is_list(of):
        return "array"
    names = {"int64": "integer", "double": "number", "bool": "boolean", "date32[day]": "date", "string": "string"}
    return "object" if pa.types.is_struct(of) else names[str(of)]
