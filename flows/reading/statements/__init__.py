"""What the statements of a policy say: their label, strength, function, topics and the bodies they name.

`read_statements` takes lines without their list markers and gives a `Statement` of each, whose spans count from the start of its text.
All knowledge of words lies in `lexicon/*.csv` here and in `topics.csv`, `topic_terms.csv`, `issuers.csv` of the vocabularies.
"""
from flows.reading.statements.draft import Draft
from flows.reading.statements.issuers import find_issuers
from flows.reading.statements.labels import label_span
from flows.reading.statements.statement import Statement, read_statement, read_statements
from flows.reading.statements.topics import TopicHit

__all__ = ["Draft", "Statement", "TopicHit", "find_issuers", "label_span", "read_statement", "read_statements"]
