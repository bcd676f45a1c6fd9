"""The contract in code: every column says what it is, everything derived is current, and bad values are refused alike everywhere."""
from __future__ import annotations

import datetime
import json
import re
import sys
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from flows.parsing import Tables, parse_file
from schemas import RECORDS, Record, Spanned, TopicEvidence, VocabularyError
from schemas.arrow import arrow_schema, arrow_type
from schemas.base import SPAN, columns_of
from schemas.json_schema import FOLDER, json_schema, written
from schemas.validation import RecordError, validate_columns
from schemas.vocabulary import code, names, vocabulary

RAW = Path(__file__).parents[1] / "raw"
COLUMNS = [(record, name) for record in (*RECORDS.values(), TopicEvidence) for name in columns_of(record)]
ALL_RECORDS = pytest.mark.parametrize("record", RECORDS.values(), ids=list(RECORDS))
ALL_COLUMNS = pytest.mark.parametrize(("record", "name"), COLUMNS, ids=[f"{record.__name__}.{name}" for record, name in COLUMNS])
HEADER = "code,label_zh,label_en,definition_zh,definition_en\n"


@pytest.fixture(scope="module")
def real() -> Tables:
    """Every record of the real source."""
    return parse_file(RAW / "urban-renewal-timeline.txt")


# Declarations


@ALL_COLUMNS
def test_every_column_has_labels_in_both_languages_and_a_sentence(record: type[Record], name: str) -> None:
    field = record.model_fields[name]
    extra = field.json_schema_extra
    assert isinstance(extra, dict)
    assert re.search("[\u4e00-\u9fff]|SHA", str(extra["label_zh"]))
    assert re.fullmatch("[ -~]+", str(extra["label_en"]))
    assert re.fullmatch(r"(?s)[A-Z].{8,}[.)]", field.description or "")


@ALL_COLUMNS
def test_a_column_says_what_null_means_exactly_where_it_may_be_null(record: type[Record], name: str) -> None:
    optional = type(None) in get_args(get_type_hints(record)[name])
    extra = record.model_fields[name].json_schema_extra
    assert isinstance(extra, dict)
    assert ("null_meaning" in extra) == optional


@ALL_COLUMNS
def test_a_column_that_names_a_vocabulary_names_one_that_there_is(record: type[Record], name: str) -> None:
    extra = record.model_fields[name].json_schema_extra
    assert isinstance(extra, dict)
    assert extra.get("vocabulary") in {None, *names()}


@ALL_RECORDS
def test_a_record_tells_what_it_is_and_has_a_key_of_its_own_columns(record: type[Record]) -> None:
    assert (record.__doc__ or "").endswith(".")
    assert record.title_zh and record.title_en
    assert record.key and set(record.key) <= set(columns_of(record))


@ALL_RECORDS
def test_references_lead_from_own_columns_to_records_that_there_are(record: type[Record]) -> None:
    assert record.references.keys() <= set(columns_of(record))
    assert set(record.references.values()) <= RECORDS.keys()


@ALL_RECORDS
def test_every_record_but_sources_ends_in_the_span(record: type[Record]) -> None:
    assert record.table == "sources" or (issubclass(record, Spanned) and columns_of(record)[-5:] == SPAN)


# Derived schemas


@ALL_RECORDS
def test_the_committed_json_schema_is_current(record: type[Record]) -> None:
    assert (FOLDER / f"{record.table}.schema.json").read_text(encoding="utf-8") == written(record), "run: make schemas"


def test_no_json_schema_is_left_of_a_record_that_is_gone() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {f"{table}.schema.json" for table in RECORDS}


@ALL_RECORDS
def test_the_json_schema_is_valid_and_wants_every_column_in_order(record: type[Record]) -> None:
    schema = json_schema(record)
    Draft202012Validator.check_schema(schema)
    assert tuple(schema["properties"]) == tuple(schema["required"]) == columns_of(record)
    assert schema["additionalProperties"] is False


@ALL_RECORDS
def test_the_json_schema_accepts_the_rows_of_the_real_source(record: type[Record], real: Tables) -> None:
    validator = Draft202012Validator(json_schema(record))
    rows = json.loads(json.dumps(real[record.table].to_pylist()[:50], default=str))
    assert [error.message for row in rows for error in validator.iter_errors(row)] == []


@ALL_RECORDS
def test_the_arrow_schema_has_every_column_in_order_with_its_description(record: type[Record]) -> None:
    schema = arrow_schema(record)
    assert tuple(schema.names) == columns_of(record)
    assert all(field.metadata[b"description"].decode() == record.model_fields[field.name].description for field in schema)
    assert schema.metadata[b"table"].decode() == record.table


@ALL_RECORDS
def test_an_arrow_column_is_nullable_exactly_where_the_model_is(record: type[Record]) -> None:
    hints = get_type_hints(record)
    assert {field.name: field.nullable for field in arrow_schema(record)} == {name: type(None) in get_args(hints[name]) for name in columns_of(record)}


@pytest.mark.parametrize(
    ("annotation", "expected"),
    [
        (str, pa.string()),
        (int, pa.int64()),
        (float, pa.float64()),
        (bool, pa.bool_()),
        (datetime.date, pa.date32()),
        (int | None, pa.int64()),
        (code("severities"), pa.string()),
        (code("severities") | None, pa.string()),
        (tuple[str, ...], pa.list_(pa.field("element", pa.string(), nullable=False))),
        (tuple[code("topics"), ...], pa.list_(pa.field("element", pa.string(), nullable=False))),
    ],
)
def test_each_kind_of_column_has_its_arrow_type(annotation: Any, expected: pa.DataType) -> None:
    assert arrow_type(annotation) == expected


def test_a_nested_record_is_a_struct_of_its_columns() -> None:
    nested = arrow_type(tuple[TopicEvidence, ...]).value_type
    assert tuple(field.name for field in nested) == columns_of(TopicEvidence)


@pytest.mark.parametrize("annotation", [complex, dict[str, str], bytes])
def test_a_type_that_no_rule_covers_has_no_arrow_type(annotation: Any) -> None:
    with pytest.raises(TypeError, match="no Arrow type"):
        arrow_type(annotation)


# Models and column-wise validation


@ALL_RECORDS
def test_a_record_is_frozen_and_closed(record: type[Record]) -> None:
    assert record.model_config["frozen"] and record.model_config["strict"] and record.model_config["extra"] == "forbid"


VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 3001),
    st.floats(allow_nan=True),
    st.dates(),
    st.text(max_size=8),
    st.sampled_from(["", "a-b", "A", "a--b", "2020-07", "2020-13", "0" * 64, "110000", "error", "document", "\n", "a\n", "％"]),
    st.tuples(st.sampled_from(["a", "unlisted", "", "housing"])),
    st.just(()),
    st.lists(st.text(max_size=2), max_size=2),
    st.binary(max_size=3),
)


def plain(value: Any) -> Any:
    """A value as Arrow gives it, as the reading makes it: its lists as tuples, nested records as themselves."""
    return tuple(plain(item) for item in value) if isinstance(value, list) else value


def accepts(check: Any, *arguments: Any) -> bool:
    """Whether a validation passes."""
    try:
        check(*arguments)
    except (ValidationError, RecordError):
        return False
    return True


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(column=st.sampled_from(COLUMNS[: -len(columns_of(TopicEvidence))]), value=VALUES)
@example(column=(RECORDS["events"], "date"), value="2020-07\n")
@example(column=(RECORDS["events"], "n_metrics"), value=True)
def test_a_column_is_refused_exactly_where_its_model_refuses_the_row(real_rows: dict[str, dict[str, Any]], column: tuple[type[Record], str], value: Any) -> None:
    record, name = column
    row = real_rows.get(record.table)
    if row is not None:
        row = row | {name: value}
        assert accepts(validate_columns, record, {key: [cell] for key, cell in row.items()}) == accepts(record.model_validate, row)


@pytest.fixture(scope="module")
def real_rows(real: Tables) -> dict[str, dict[str, Any]]:
    """A valid row of every record that the real source has rows of."""
    rows = {table: {name: plain(value) for name, value in found.slice(0, 1).to_pylist()[0].items()} for table, found in real.items() if found.num_rows}
    for table, row in rows.items():
        for name in ("topic_evidence", "evidence"):
            if isinstance(row.get(name), tuple):
                nested = get_args(RECORDS[table].model_fields[name].annotation)[0]
                row[name] = tuple(nested.model_validate(item) for item in row[name])
    return rows


def test_a_valid_row_of_every_record_is_accepted_both_ways(real_rows: dict[str, dict[str, Any]]) -> None:
    assert real_rows.keys() == RECORDS.keys()
    for table, row in real_rows.items():
        RECORDS[table].model_validate(row)
        validate_columns(RECORDS[table], {name: [value] for name, value in row.items()})


def test_an_unknown_column_is_refused_by_the_model(real_rows: dict[str, dict[str, Any]]) -> None:
    with pytest.raises(ValidationError, match="Extra inputs"):
        RECORDS["lines"].model_validate(real_rows["lines"] | {"more": 1})


def test_a_broken_row_is_named_with_table_column_key_source_and_line(real: Tables) -> None:
    columns = real["lines"].to_pydict()
    columns["kind"][4] = "verse"
    with pytest.raises(RecordError, match=r"lines\.kind of source_id='urban-renewal-timeline' line_start=5 \(source urban-renewal-timeline, line 5\): .*not 'verse'"):
        validate_columns(RECORDS["lines"], columns)


def test_every_failing_column_is_named(real: Tables) -> None:
    columns = real["lines"].to_pydict()
    columns["kind"][0], columns["line_end"][1] = "verse", 0
    with pytest.raises(RecordError, match=r"lines\.kind .*; lines\.line_end "):
        validate_columns(RECORDS["lines"], columns)


# Vocabularies


@pytest.mark.parametrize("name", names())
def test_every_vocabulary_has_codes_with_labels_in_both_languages(name: str) -> None:
    codes = vocabulary(name)
    assert len(codes) > 0
    assert all(row["label_zh"] and row["label_en"] for row in codes.values())


def test_a_vocabulary_is_read_once() -> None:
    assert vocabulary("units") is vocabulary("units")


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder of vocabularies, and no vocabulary loaded."""
    monkeypatch.setattr(sys.modules["schemas.vocabulary"], "FOLDER", tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("code,label_zh\n", "own.csv: the header lacks definition_en, definition_zh, label_en"),
        ("", "own.csv: the header lacks"),
        (HEADER + "a,甲,A,,\na,乙,B,,\n", "own.csv:3: the code 'a' stands there twice"),
        (HEADER + "a,甲,,,\n", "own.csv:2: label_en is empty"),
        (HEADER + " ,甲,A,,\n", "own.csv:2: code is empty"),
        (HEADER + "a,甲,A\n", "own.csv:2: the row has more or fewer cells"),
        (HEADER + "a,甲,A,,,more\n", "own.csv:2: the row has more or fewer cells"),
    ],
)
def test_a_malformed_vocabulary_is_refused_with_file_and_line(own: Path, text: str, said: str) -> None:
    (own / "own.csv").write_text(text, encoding="utf-8")
    with pytest.raises(VocabularyError, match=re.escape(said)):
        vocabulary.__wrapped__("own")


@pytest.mark.parametrize("data", [HEADER.encode() + "a,甲,A,,\n".encode("gb18030"), HEADER.encode() + b'a,"x"y,A,,\n', HEADER.encode() + b'a,"x,A,,\n'])
def test_a_vocabulary_that_is_no_utf_8_or_no_csv_is_refused_with_its_name(own: Path, data: bytes) -> None:
    (own / "own.csv").write_bytes(data)
    with pytest.raises(VocabularyError, match=r"own\.csv"):
        vocabulary.__wrapped__("own")


def test_a_vocabulary_that_is_not_there_is_named(own: Path) -> None:
    with pytest.raises(VocabularyError, match=r"own\.csv: there is no such vocabulary"):
        vocabulary.__wrapped__("own")
