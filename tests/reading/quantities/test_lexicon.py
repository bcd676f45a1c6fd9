"""The lexicon: its codes are those of the contract, its words stand once, and each file can carry notes."""
from collections import Counter
from pathlib import Path

import pytest

from flows.reading.quantities import lexicon
from flows.reading.quantities.lexicon import rows
from schemas.vocabulary import vocabulary

FILES = sorted(path.stem for path in Path(lexicon.__file__).parent.glob("*.csv"))
CODED = [
    ("units", "unit", "units"),
    ("units", "kind", "quantity_kinds"),
    ("classifiers", "unit", "units"),
    ("classifiers", "kind", "quantity_kinds"),
    ("nouns", "unit", "units"),
    ("per_words", "unit", "units"),
    ("index_nouns", "kind", "quantity_kinds"),
    ("bare_cues", "unit", "units"),
    ("head_nouns", "unit", "units"),
    ("comparators", "comparator", "comparators"),
]


@pytest.mark.parametrize(("file", "column", "name"), CODED)
def test_codes_of_the_lexicon_are_of_the_vocabulary(file: str, column: str, name: str) -> None:
    known = vocabulary(name)
    codes = {part for row in rows(file) for part in row[column].split("/") if part}
    assert codes <= set(known)


@pytest.mark.parametrize("file", FILES)
def test_every_file_of_the_lexicon_carries_notes(file: str) -> None:
    assert all("note" in row and None not in row and None not in row.values() for row in rows(file))


@pytest.mark.parametrize("file", FILES)
def test_no_row_of_the_lexicon_stands_twice(file: str) -> None:
    counts = Counter(tuple(value for name, value in row.items() if name != "note") for row in rows(file))
    assert [row for row, count in counts.items() if count > 1] == []


def test_every_unit_word_that_needs_no_other_has_one_meaning() -> None:
    words = Counter(row["word"] for file in ("units", "classifiers") for row in rows(file) if not row.get("needs"))
    assert [word for word, count in words.items() if count > 1] == []
