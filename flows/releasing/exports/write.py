"""Writes the exports of a release into its folder, the database first: the README's analyses run on it, and the file LAST last.

A partitioned release has neither workbook nor explorer: spreadsheets and pages end where it begins.
"""
from __future__ import annotations

from pathlib import Path

from flows.releasing.exports.codebook import write_codebook
from flows.releasing.exports.database import write_database
from flows.releasing.exports.dictionary import write_dictionary
from flows.releasing.exports.parts import part_tables, whole_table
from flows.releasing.exports.provenance import FILE_NAME as LAST
from flows.releasing.exports.provenance import write_provenance
from flows.releasing.exports.tally import Tally, summed, tally
from flows.releasing.exports.workbook import write_workbook
from flows.releasing.identity import Identity

__all__ = ["LAST", "write_exports"]


def write_exports(folder: Path, identity: Identity, counted: Tally | None = None) -> None:
    """Write database, workbook, dictionary, codebook, and provenance of the release whose data files lie in `folder`.

    `counted` is what there is in all its parts, where that is known.
    """
    counted = counted or summed(map(tally, part_tables(folder)))
    write_database(folder, identity)
    if identity.partition_bytes is None:
        for tables in part_tables(folder):
            write_workbook(folder, tables, identity)
    write_dictionary(folder, counted, identity)
    write_codebook(folder, counted, identity)
    write_provenance(folder, whole_table(folder, "sources"), identity)
