"""The data contract in code: the records, their columns and vocabularies, and everything derived from them."""
from schemas.base import Record, Spanned, column, columns_of
from schemas.corrections import Correction
from schemas.directives import Directive, TopicEvidence
from schemas.events import Event
from schemas.findings import Finding
from schemas.formulation_occurrences import FormulationOccurrence
from schemas.formulations import Formulation
from schemas.lines import Line
from schemas.metrics import Metric
from schemas.official_documents import OfficialDocument
from schemas.sources import Source
from schemas.supported_cities import SupportedCity
from schemas.tables import Table, TableCell
from schemas.verifications import Verification
from schemas.vocabulary import Vocabulary, VocabularyError, vocabulary

RECORDS: dict[str, type[Record]] = {
    record.table: record
    for record in (
        *(Source, Event, Directive, Metric, Table, TableCell, Line, Formulation, FormulationOccurrence),
        *(Correction, Finding, OfficialDocument, Verification, SupportedCity),
    )
}
"""Every published table, parents before children, by name."""

__all__ = [
    "RECORDS",
    "Correction",
    "Directive",
    "Event",
    "Finding",
    "Formulation",
    "FormulationOccurrence",
    "Line",
    "Metric",
    "OfficialDocument",
    "Record",
    "Source",
    "Spanned",
    "SupportedCity",
    "Table",
    "TableCell",
    "TopicEvidence",
    "Verification",
    "Vocabulary",
    "VocabularyError",
    "column",
    "columns_of",
    "vocabulary",
]
