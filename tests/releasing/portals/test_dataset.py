"""The dataset's own description, and the columns as the portals see them."""
from __future__ import annotations

import re

import pytest
from pydantic import ValidationError

from flows.releasing.portals.columns import published_tables, used_vocabularies
from schemas import RECORDS
from schemas.dataset import FILE, Dataset, dataset


def test_the_committed_description_is_valid_and_complete() -> None:
    assert dataset().title.en
    assert dataset().url_of("1.0.0", "csv/events.csv") == "https://example.org/urban-renewal-policy/releases/1.0.0/csv/events.csv"


@pytest.mark.parametrize(("old", "new"), [('"urban-renewal-policy"', '"Urban Renewal"'), ('"spdx"', '"spx"'), ("https://example.org/", "example dot org")])
def test_a_mistake_in_it_is_refused(old: str, new: str) -> None:
    with pytest.raises(ValidationError):
        Dataset.model_validate_json(FILE.read_text("utf-8").replace(old, new))


def test_keywords_are_words_that_portals_take() -> None:
    assert all(re.fullmatch(r"[\w \-.]{2,100}", word) for word in dataset().keywords.zh + dataset().keywords.en)


def test_every_record_is_a_published_table_whose_references_exist() -> None:
    assert list(published_tables()) == list(RECORDS)
    for table in published_tables().values():
        names = [column.name for column in table.columns]
        assert set(table.key) | set(table.references) <= set(names)
        assert set(table.references.values()) <= set(published_tables())


def test_every_column_says_what_it_is_in_zh_and_en() -> None:
    for table in published_tables().values():
        for outer in table.columns:
            for column in (outer, *outer.parts):
                assert column.label_zh and column.label_en
                assert column.meaning.endswith("."), f"{table.name}.{column.name}"
                assert (column.null is not None) == column.nullable


def test_every_vocabulary_that_columns_name_is_used() -> None:
    assert {"issuers", "modalities", "units", "topics"} <= set(used_vocabularies())
