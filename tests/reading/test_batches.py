"""Rows to Arrow: the quick way makes the tables that the models would, and takes no row that a model refuses."""
from __future__ import annotations

import enum
from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.reading import batches
from flows.reading.batches import to_arrow, to_tables
from flows.reading.reader import read_text
from schemas import RECORDS, Directive, Record, column
from schemas.arrow import arrow_field
from schemas.base import columns_of
from schemas.checked import checked_arrays
from schemas.official_documents import Recalled
from schemas.validation import RecordError, spelled_out, validate_columns

TEXT = """2024年5月
财政部《关于开展补助试点的通知》
一、资金支持
- 补助标准:原则上每个城市补助8亿元,支持老旧小区改造,2025年底前完成。
| 地区 | 标准 |
| 东部 | 8亿元 |
"""
ROWS = {name: rows for name, rows in read_text("s", TEXT).items() if rows}
COLUMNS = [(RECORDS[name], column) for name in ROWS for column in columns_of(RECORDS[name])]
EVIDENCE = ROWS["directives"][0][columns_of(Directive).index("topic_evidence")]


class Text(str):
    """A text that is none of Python's own."""


class Kind(enum.StrEnum):
    """A code that is none of Python's own texts."""

    BOTH = "both"


def nested(**changes: Any) -> tuple[tuple[Any, ...], ...]:
    """Evidence with one row changed."""
    row = dict(zip(("topic", "term", "char_start", "char_end"), EVIDENCE[0], strict=True)) | changes
    return (tuple(row.values()), *EVIDENCE[1:])


VALUES = st.one_of(
    *(st.none(), st.booleans(), st.integers(-3, 3001), st.floats(), st.dates(), st.text(max_size=8), st.binary(max_size=3), st.builds(set)),
    st.sampled_from(["", "a-b", "a--b", "2020-07", "2020-13", "error", "document", "a\n", Text("x"), Kind.BOTH, 2**40, 1.0]),
    st.recursive(st.sampled_from(["a", "housing", "unlisted", "", b"a", None, 1, True]), lambda inner: st.lists(inner, max_size=4).map(tuple), max_leaves=6),
    st.sampled_from([nested(), nested(topic="none"), nested(term=""), nested(char_start=-1), nested(char_end=True), nested(more=1), nested()[0][:3], (nested()[0][:3],)]),
    st.lists(st.text(max_size=2), max_size=2),
)


def changed(record: type[Record], name: str, *values: Any) -> list[tuple[Any, ...]]:
    """As many valid rows of a record, with these values in a column."""
    place = columns_of(record).index(name)
    row = ROWS[record.table][0]
    return [(*row[:place], value, *row[place + 1 :]) for value in values]


def by_the_models(record: type[Record], rows: list[tuple[Any, ...]]) -> str:
    """What the models say of rows."""
    try:
        validate_columns(record, spelled_out(record, dict(zip(columns_of(record), zip(*rows, strict=True), strict=True))))
    except RecordError as error:
        return str(error)
    return ""


@settings(max_examples=600, deadline=None)
@given(column=st.sampled_from(COLUMNS), value=VALUES, before=st.integers(0, 2))
def test_rows_are_refused_exactly_where_the_models_refuse_them_in_the_same_words(column: tuple[type[Record], str], value: Any, before: int) -> None:
    record, name = column
    valid = ROWS[record.table][0][columns_of(record).index(name)]
    rows = changed(record, name, *[valid] * before, value, valid)
    said = by_the_models(record, rows)
    try:
        table = to_arrow(record, rows)
    except RecordError as error:
        assert said and str(error) == said
    else:
        assert not said and table.num_rows == len(rows)


@pytest.fixture
def quick() -> Iterator[None]:
    """No rows are left to the models."""
    with patch.object(batches, "_as_told", side_effect=AssertionError("left to the models")):
        yield


@pytest.mark.usefixtures("quick")
def test_what_is_read_takes_the_quick_way() -> None:
    to_tables(read_text("s", TEXT))


@pytest.mark.parametrize("name", ROWS)
def test_the_quick_way_makes_the_table_that_the_models_would(name: str) -> None:
    record, rows = RECORDS[name], ROWS[name] * 3
    table = to_arrow(record, rows)
    with patch.object(batches, "checked_arrays", side_effect=TypeError):
        assert table.equals(to_arrow(record, rows), check_metadata=True)
    table.validate(full=True)


@pytest.mark.parametrize("name", ROWS)
def test_rows_made_a_portion_at_a_time_are_the_table_that_they_are_at_once(name: str) -> None:
    rows = ROWS[name] * 5
    table = to_arrow(RECORDS[name], rows)
    with patch.object(batches, "AT_ONCE", 3):
        portioned = to_arrow(RECORDS[name], rows)
    assert portioned.equals(table, check_metadata=True)
    assert all(column.num_chunks == 1 for column in portioned.columns)


def test_a_broken_row_of_a_later_portion_is_named() -> None:
    with patch.object(batches, "AT_ONCE", 2), pytest.raises(RecordError, match=r"seq of .*, not 0"):
        to_arrow(Directive, changed(Directive, "seq", 1, 1, 1, 0))


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("record", RECORDS.values(), ids=list(RECORDS))
def test_no_rows_are_an_empty_table(record: type[Record]) -> None:
    assert to_arrow(record, []).num_rows == 0


def test_all_broken_rows_of_a_column_are_named() -> None:
    with pytest.raises(RecordError, match=r"seq of .*, not 0; directives\.seq of .*, not True"):
        to_arrow(Directive, changed(Directive, "seq", 1, 0, 1, True))


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (nested(topic="none"), r"topic_evidence of directive_id='s-.*' \(source s, line 4\): Input should be .*, not 'none'"),
        (nested(char_start=True), r"\(source s, line 4\): Input should be a valid integer, not True"),
        ((nested()[0][:3],), r"valid dictionary or instance of TopicEvidence, not \("),
        (nested()[0], r"valid dictionary or instance of TopicEvidence, not '"),
        (None, r"Input should be a valid tuple, not None"),
    ],
)
def test_a_broken_nested_record_is_named_with_its_row_and_value(value: Any, said: str) -> None:
    with pytest.raises(RecordError, match=said):
        to_arrow(Directive, changed(Directive, "topic_evidence", EVIDENCE, value))


def test_nested_records_may_be_dicts() -> None:
    dicts = spelled_out(Directive, {"topic_evidence": [EVIDENCE]})["topic_evidence"]
    assert isinstance(dicts[0][0], dict)
    assert to_arrow(Directive, changed(Directive, "topic_evidence", *dicts)).equals(to_arrow(Directive, ROWS["directives"][:1]))


def test_dicts_whose_names_would_do_as_values_are_not_taken_for_rows() -> None:
    class Holder(Record):
        recalled: tuple[Recalled, ...] = column("值", "Values", "Values recalled.")

    fields = [arrow_field("recalled", Holder.model_fields["recalled"])]
    with pytest.raises(TypeError, match="no tuple"):
        checked_arrays(Holder, fields, [(({"field": "title", "value": "x"},),)])


@pytest.mark.parametrize(("name", "value"), [("seq", 2**70), ("text", "\ud800")])
def test_a_value_that_only_arrow_refuses_is_an_error_too(name: str, value: Any) -> None:
    with pytest.raises((OverflowError, UnicodeEncodeError)):
        to_arrow(Directive, changed(Directive, name, value))
