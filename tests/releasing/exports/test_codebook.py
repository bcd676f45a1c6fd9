"""The codebook: every code of every vocabulary with its count and a real example of it."""
from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.releasing.exports.codebook import used_by
from flows.releasing.exports.markdown import cell, table
from flows.releasing.exports.usage import _occurrences, uses_of
from flows.releasing.portals.columns import used_vocabularies
from schemas.vocabulary import vocabulary
from tests.releasing.portals.mini_release import TEXT, Release


@pytest.fixture(scope="module")
def book(release: Release) -> dict[str, dict[str, Any]]:
    vocabularies = json.loads((release.folder / "codebook.json").read_text("utf-8"))["vocabularies"]
    return {entry["name"]: {code["code"]: code for code in entry["codes"]} for entry in vocabularies}


def test_it_holds_every_code_of_every_vocabulary_in_use(book: dict[str, dict[str, Any]]) -> None:
    assert {name: list(codes) for name, codes in book.items()} == {name: list(vocabulary(name)) for name in used_vocabularies()}


def test_a_code_is_counted_in_plain_list_and_compound_columns(book: dict[str, dict[str, Any]], release: Release) -> None:
    modalities = Counter(release.tables["directives"]["modality"].to_pylist() + release.tables["directives"]["inherited_modality"].to_pylist())
    assert {code: entry["count"] for code, entry in book["modalities"].items() if entry["count"]} == {code: count for code, count in modalities.items() if code}
    units = Counter(unit for units in release.tables["metrics"]["unit"].to_pylist() for unit in (units or "").split("/") if unit)
    assert {code: entry["count"] for code, entry in book["units"].items() if entry["count"]} == units
    assert book["issuers"]["MOF"]["count"] >= 1


def test_an_example_quotes_a_record_that_has_the_code(book: dict[str, dict[str, Any]], release: Release) -> None:
    example = book["modalities"]["prohibition"]["example"]
    assert "严禁" in example["quote"]
    assert example["quote"] in TEXT
    for codes in book.values():
        for entry in codes.values():
            assert bool(entry["count"]) == bool(entry["example"])
            if entry["example"]:
                assert entry["example"]["line"] in TEXT


def test_parts_of_nested_records_are_named_with_their_column() -> None:
    assert "directives.topic_evidence.topic" in used_by("topics")


def test_a_vocabulary_that_no_row_uses_has_no_uses(release: Release) -> None:
    empty = {name: found.slice(0, 0) for name, found in release.tables.items()}
    assert uses_of(empty, "modalities") == {}


@given(st.lists(st.none() | st.lists(st.sampled_from(["a", "b", "c/d"]), max_size=3), max_size=20), st.integers(0, 20))
def test_occurrences_are_counted_with_their_first_row(rows: list[list[str] | None], cut: int) -> None:
    column = pa.chunked_array([pa.array(part, pa.list_(pa.string())) for part in (rows[:cut], rows[cut:])])
    expected: dict[str, list[int]] = {}
    for place, codes in enumerate(rows):
        for code in "/".join(codes or []).split("/"):
            if code:
                expected.setdefault(code, []).append(place)
    assert {code: (count, first) for code, count, first in _occurrences(column, None)} == {code: (len(found), found[0]) for code, found in expected.items()}


@given(st.text(), st.text())
def test_no_text_breaks_a_table_of_markdown(one: str, other: str) -> None:
    text = table(["a", "b"], [[one, other]])
    row = text.split("\n", 2)[2]
    assert "\n" not in row
    assert row.replace("\\\\", "").replace("\\|", "").count("|") == 3


def test_a_long_text_is_cut_with_a_sign() -> None:
    assert cell("长" * 100, 10) == "长" * 9 + "…"
