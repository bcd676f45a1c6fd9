"""What the statements of a policy say: their label, strength, function, topics and the bodies they name.

`read_statements` takes lines without their list markers, as columns, and gives columns; spans count from the start of each text.
All knowledge of words lies in `lexicon/*.csv` here and in `topics.csv`, `topic_terms.csv`, `issuers.csv` of the vocabularies.
"""
from flows.reading.statements.issuers import find_issuers
from flows.reading.statements.labels import label_span
from flows.reading.statements.layout import Drafts
from flows.reading.statements.read import Statements, read_statements
from flows.reading.statements.topics import Evidence

__all__ = ["Drafts", "Evidence", "Statements", "find_issuers", "label_span", "read_statements"]
