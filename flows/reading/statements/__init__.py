"""What one statement of a policy says: its label, strength, function, topics and the bodies it names.

`read_statement` takes a line without its list marker and gives a `Statement` whose spans count from the start of that text.
All knowledge of words lies in `lexicon/*.csv` here and in `topics.csv`, `topic_terms.csv`, `issuers.csv` of the vocabularies.
"""
from flows.reading.statements.issuers import find_issuers
from flows.reading.statements.labels import label_span
from flows.reading.statements.modality import read_modality, strongest
from flows.reading.statements.statement import Statement, read_statement
from flows.reading.statements.topics import TopicHit

__all__ = ["Statement", "TopicHit", "find_issuers", "label_span", "read_modality", "read_statement", "strongest"]
