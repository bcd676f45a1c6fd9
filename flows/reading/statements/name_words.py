"""The words that name topics and bodies: the vocabularies' own terms, names and abbreviations."""
from __future__ import annotations

from collections import defaultdict
from functools import cache

from flows.reading.statements.tables import LexiconError, rows, words
from schemas.vocabulary import FOLDER, vocabulary


@cache
def topic_words() -> dict[str, tuple[str, ...]]:
    """Term → the topics it is evidence for."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows(FOLDER / "topic_terms.csv"):
        if row["topic"] not in vocabulary("topics"):
            raise LexiconError(f"topic_terms.csv: no such topic: {row['topic']!r}")
        found[row["term"]].append(row["topic"])
    return {term: tuple(topics) for term, topics in found.items()}


@cache
def issuer_words() -> dict[str, str]:
    """Name or abbreviation → code of the body."""
    return {name: code for code, row in vocabulary("issuers").items() for name in (row["label_zh"], *words(row["abbreviations_zh"])) if code != "unlisted"}
