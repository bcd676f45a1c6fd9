"""Plant one broken record into a good release: exactly that expectation fails, and names the row."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from flows.checking.report import Check
from tests.checking.conftest import Row, reshape, rewrite

Failures = Callable[[str], dict[str, Check]]
Change = Callable[[list[Row]], object]


def put(place: int, **values: Any) -> Change:
    """Overwrite some values of one row."""
    return lambda rows: rows[place].update(values)


def shift(place: int, **by: int) -> Change:
    """Add to some values of one row."""
    return lambda rows: rows[place].update({name: rows[place][name] + add for name, add in by.items()})


BROKEN: list[tuple[str, str, Change, set[str]]] = [
    ("sources", "a line count that the lines do not have", shift(0, line_count=3), {"line_count"}),
    ("sources", "a file larger than its lines", shift(0, bytes=9), {"bytes_accounted"}),
    ("sources", "a sha256 that is none", put(0, sha256="abc"), {"sha256.pattern"}),
    ("lines", "a kind outside the vocabulary", put(3, kind="refrain"), {"kind.known"}),
    ("lines", "an unparsed line without finding", put(0, kind="unparsed"), {"unparsed_is_a_finding"}),
    ("lines", "a statement line that became no directive", put(0, kind="directive"), {"statement_is_a_directive"}),
    ("lines", "a raw text shorter than its span", put(3, raw_text="总"), {"text_fills_span"}),
    ("lines", "an event that does not exist", put(0, event_id="first-2020-07-e-0000000000"), {"event_id.exists"}),
    ("lines", "a missing line", lambda rows: rows.pop(3), {"contiguous", "no_character_lost"}),
    ("events", "a date against its year", put(0, year=2019), {"date_agrees"}),
    ("events", "a date that no calendar has", put(1, date="2021-02-30", month=2, day=30), {"date_exists"}),
    ("events", "a date that is none", put(2, date="mid-2022"), {"date.pattern", "date_agrees"}),
    ("events", "a count that its directives do not make", shift(0, n_directives=1), {"n_directives"}),
    ("events", "a code outside the vocabulary in a list", put(0, issuers=["ministry-of-magic"]), {"issuers.known"}),
    ("events", "a body unlisted that no finding tells of", put(0, issuers=["unlisted"]), {"unlisted_is_a_finding"}),
    ("events", "a code without its name", put(0, issuer_names=[]), {"issuers_paired"}),
    ("events", "an event that begins in the one before", shift(1, char_start=-8, line_start=-3), {"apart"}),
    ("directives", "a directive outside its event", put(0, event_id="second"), {"event_id.exists", "seq_contiguous"}),
    ("directives", "a gap in the sequence", shift(1, seq=1), {"seq_contiguous"}),
    ("directives", "a raw text that the source does not say", put(0, raw_text="- 目标任务"), {"raw_text_quoted"}),
    ("directives", "a strength without its cue", put(0, modality="permission", modality_cue=None), {"modality_has_its_cue"}),
    ("directives", "a topic without evidence", put(0, topics=[]), {"topics_have_evidence"}),
    ("directives", "an empty source id", put(0, source_id=None), {"source_id.present"}),
    ("metrics", "a minimum above its maximum", put(2, value_min=9e9), {"values_ordered", "equal_is_one_value"}),
    ("metrics", "a unit that is none", put(2, unit="furlong"), {"unit.pattern"}),
    ("metrics", "a raw text that the span does not quote", put(0, raw="2026年"), {"raw_quoted"}),
    ("metrics", "a directive that does not exist", put(0, directive_id="first-d-1"), {"directive_id.exists"}),
    ("metrics", "a cell that does not exist", lambda rows: cell_metric(rows).update(row_index=7), {"cell_exists"}),
    (
        "metrics",
        "both a directive and a table",
        lambda rows: cell_metric(rows).update(directive_id=rows[0]["directive_id"]),
        {"one_parent", "within_directive"},
    ),
    ("metrics", "a span that runs backwards", lambda rows: rows[0].update(char_end=rows[0]["char_start"] - 1, raw="x"), {"span_ordered", "raw_quoted"}),
    ("tables", "more rows than its cells make", shift(0, n_rows=1), {"n_rows"}),
    ("tables", "a caption without its line", put(0, caption_line=None), {"caption_has_its_line"}),
    ("table_cells", "a head that is another column's", put(0, column="补助比例"), {"column_named"}),
    ("table_cells", "a cell that stands twice", lambda rows: rows.insert(0, dict(rows[0])), {"key_unique"}),
    ("formulations", "a count that its occurrences do not make", shift(0, n_occurrences=1), {"n_occurrences"}),
    ("formulations", "an event too many", shift(0, n_events=1), {"n_events"}),
    ("formulations", "variants that no occurrence has", put(0, variants=["甲", "乙", "丙", "丁", "戊"]), {"n_variants"}),
    ("formulations", "a first date that its event has not", put(0, first_date="2019-01"), {"first_date_of_its_event"}),
    ("formulations", "a last date before the first", put(0, last_date="2019-01"), {"dates_in_order"}),
    ("formulations", "a place where it does not occur first", shift(0, char_start=1), {"first_occurrence"}),
    ("formulations", "an origin outside the vocabulary", put(0, origin="rumoured"), {"origin.known", "curated_is_labelled"}),
    ("formulation_occurrences", "words that the source does not say", put(0, raw="旧小区"), {"raw_quoted"}),
    ("formulation_occurrences", "a wording that its formulation has not", put(0, variant="旧小区"), {"variant_listed"}),
    ("formulation_occurrences", "a date that its event has not", put(0, date="2019-01"), {"date_of_its_event"}),
    ("formulation_occurrences", "an intensity outside the vocabulary", put(0, intensity="furious"), {"intensity.known"}),
]


def cell_metric(rows: list[Row]) -> Row:
    """The first metric that stands in a table cell."""
    return next(row for row in rows if row["row_index"] is not None)


@pytest.mark.parametrize(("table", "what", "change", "expected"), BROKEN, ids=[f"{table}: {what}" for table, what, *_ in BROKEN])
def test_a_broken_record_fails_its_expectation_and_no_other(
    release: Path, failures: Failures, table: str, what: str, change: Change, expected: set[str]
) -> None:
    rewrite(release, table, change)
    failed = failures(table)
    assert set(failed) == expected
    assert all(check.rows for check in failed.values())


def test_a_failing_row_is_named_by_key_source_line_and_values(release: Path, failures: Failures) -> None:
    rewrite(release, "events", put(1, year=1999))
    (row,) = failures("events")["date_agrees"].rows
    assert row.key["event_id"].startswith("first-2021-03-16-e-")  # type: ignore[union-attr]
    assert (row.source_id, row.line) == ("first", 14)
    assert row.values == {"date": "2021-03-16", "year": "1999", "month": "3", "day": "16"}


def test_a_key_that_stands_twice_is_named_twice(release: Path, failures: Failures) -> None:
    rewrite(release, "events", lambda rows: rows.append(dict(rows[-1])))
    check = failures("events")["key_unique"]
    assert check.unexpected == 2
    assert {row.key["event_id"] for row in check.rows} == {check.rows[0].key["event_id"]}


def test_a_span_beyond_the_source_is_named(release: Path, failures: Failures) -> None:
    rewrite(release, "findings", lambda rows: rows.append(_finding(line_start=90, line_end=90, char_start=9000, char_end=9001)))
    assert "span_within_source" in failures("findings")


def test_a_finding_about_no_record_is_named(release: Path, failures: Failures) -> None:
    rewrite(release, "findings", lambda rows: rows.append(_finding(record_id="second-e-none")))
    assert {row.key["finding_id"] for row in failures("findings")["record_exists"].rows} == {"planted"}


def test_twenty_failing_rows_are_named_and_all_are_counted(release: Path, failures: Failures) -> None:
    rewrite(release, "findings", lambda rows: rows.extend(_finding(finding_id=f"planted-{number}", record_id="none") for number in range(30)))
    check = failures("findings")["record_exists"]
    assert (check.unexpected, len(check.rows)) == (30, 20)


@pytest.mark.parametrize("table", ["sources", "events", "directives", "lines"])
def test_an_empty_table_without_which_there_is_no_dataset_fails(release: Path, failures: Failures, table: str) -> None:
    reshape(release, table, lambda found: found.slice(0, 0))
    assert "row_count" in failures(table)


def test_an_empty_table_that_others_promise_rows_of_fails_where_they_are_promised(release: Path, failures: Failures) -> None:
    reshape(release, "metrics", lambda found: found.slice(0, 0))
    assert {row.key["event_id"][:12] for row in failures("events")["n_metrics"].rows} == {"first-2020-0", "first-2021-0"}  # type: ignore[index]


def test_a_missing_column_fails_the_table_and_every_rule_that_reads_it(release: Path, failures: Failures) -> None:
    reshape(release, "events", lambda found: found.drop_columns(["n_metrics"]))
    failed = failures("events")
    assert set(failed) == {"columns_in_order", "n_metrics", "n_metrics.present", "n_metrics.range"}
    assert failed["columns_in_order"].note == "missing: n_metrics"
    assert failed["n_metrics"].note == "not there in its declared type: n_metrics"


def test_a_column_missing_elsewhere_fails_the_rules_that_read_it_there(release: Path, failures: Failures) -> None:
    reshape(release, "lines", lambda found: found.drop_columns(["char_start"]))
    assert {"raw_text_quoted", "span_on_its_lines"} <= set(failures("directives"))


def test_columns_out_of_order_fail(release: Path, failures: Failures) -> None:
    reshape(release, "tables", lambda found: found.select(found.column_names[::-1]))
    assert set(failures("tables")) == {"columns_in_order"}


def test_a_column_of_another_type_fails_and_does_not_break_the_run(release: Path, failures: Failures) -> None:
    def as_text(found: pa.Table) -> pa.Table:
        return found.set_column(found.column_names.index("year"), "year", found["year"].cast(pa.string()))

    reshape(release, "events", as_text)
    failed = failures("events")
    assert failed["column_types"].rows[0].key == {"column": "year"}
    assert "date_agrees" in failed


def test_a_missing_file_fails_all_that_is_asked_of_it(release: Path, failures: Failures) -> None:
    (release / "parquet" / "tables.parquet").unlink()
    failed = failures("tables")
    assert {"columns_in_order", "key_unique", "n_rows.present", "n_rows"} <= set(failed)


def _finding(**values: Any) -> Row:
    told = {"finding_id": "planted", "rule": "unparsed_line", "severity": "error", "record_type": "sources", "record_id": "second"}
    said = {"message_zh": "无", "message_en": "none", "evidence": "", "status": "open", "correction_id": None}
    return {**told, **said, "source_id": "second", "line_start": 3, "line_end": 3, "char_start": 17, "char_end": 20, **values}
