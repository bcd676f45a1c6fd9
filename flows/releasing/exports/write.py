"""Writes the exports of a release into its folder, the database first: the README's analyses run on it."""
from __future__ import annotations

from pathlib import Path

from flows.releasing.exports.codebook import write_codebook
from flows.releasing.exports.database import write_database
from flows.releasing.exports.dictionary import write_dictionary
from flows.releasing.exports.provenance import write_provenance
from flows.releasing.exports.usage import Tables
from flows.releasing.exports.workbook import write_workbook
from flows.releasing.identity import Identity


def write_exports(folder: Path, tables: Tables, identity: Identity) -> None:
    """Write database, workbook, dictionary, codebook and provenance of the release whose data files lie in `folder`."""
    write_database(folder, identity)
    write_workbook(folder, tables, identity)
    write_dictionary(folder, tables, identity)
    write_codebook(folder, tables, identity)
    write_provenance(folder, tables["sources"], identity)
