"""The data contract in code: the records, their columns and vocabularies, and everything derived from them."""
from schemas.base import Record, Spanned, column, columns_of
from schemas.corrections import Correction
from schemas.directives import Directive, TopicEvidence
from schemas.events import Event
from schemas.findings import Finding
from schemas.lines import Line
from schemas.metrics import Metric
from schemas.sources import Source
from schemas.tables import Table, TableCell
from schemas.vocabulary import Vocabulary, VocabularyError, vocabulary

RECORDS: dict[str, type[Record]] = {record.table: record for record in (Source, Event, Directive, Metric, Table, TableCell, Line, Finding, Correction)}
"""Every published table, parents before children, by name."""

__all__ = [
    "RECORDS",
    "Correction",
    "Directive",
    "Event",
    "Finding",
    "Line",
    "Metric",
    "Record",
    "Source",
    "Spanned",
    "Table",
    "TableCell",
    "TopicEvidence",
    "Vocabulary",
    "VocabularyError",
    "column",
    "columns_of",
    "vocabulary",
]
