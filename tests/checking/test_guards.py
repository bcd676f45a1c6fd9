"""Release against release: what vanishes or moves beyond its bounds stops the run, unless it is acknowledged by name."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from flows.checking.gate import check_release
from flows.checking.guards import bounds, check_guards, known_guards
from flows.checking.report import Check, Report
from flows.checking.runner import Runner
from flows.checking.widening import scan
from schemas import RECORDS
from tests.checking.conftest import FIRST, SECOND, Row, reshape, rewrite, write_release


@pytest.fixture
def before(release: Path, tmp_path: Path) -> Path:
    """The release before: the same as the current one until a test breaks that."""
    return Path(shutil.copytree(release, tmp_path / "before"))


@pytest.fixture
def failed(release: Path, before: Path, runner: Runner) -> Callable[..., dict[str, Check]]:
    """The guards that fail between the release before and the current one."""

    def failures(*acknowledged: str) -> dict[str, Check]:
        checks = check_guards(scan(release), scan(before), frozenset(acknowledged), runner)
        return {check.name: check for check in checks if check.outcome == "failed"}

    return failures


def many(rows: list[Row]) -> None:
    """Forty directives of one source, alike but for their ids, so that there are enough to compare shares."""
    first = rows[0]
    rows.extend({**first, "directive_id": f"{first['directive_id']}-{number}"} for number in range(40))


def test_equal_releases_pass_every_guard(failed: Callable[..., dict[str, Check]]) -> None:
    assert failed() == {}


def test_a_vanished_event_is_named_with_the_line_it_had(release: Path, failed: Callable[..., dict[str, Check]]) -> None:
    rewrite(release, "events", lambda rows: rows.pop(1))
    check = failed()["events_kept"]
    assert check.stops
    assert [(str(row.key["subject"])[:16], row.source_id, row.line) for row in check.rows] == [("first-2021-03-16", "first", 14)]


def test_a_vanished_source_is_named(release: Path, failed: Callable[..., dict[str, Check]]) -> None:
    rewrite(release, "sources", lambda rows: rows.pop(1))
    assert [row.key["subject"] for row in failed()["sources_kept"].rows] == ["second"]


def test_a_vanished_column_is_named(release: Path, failed: Callable[..., dict[str, Check]]) -> None:
    reshape(release, "directives", lambda found: found.drop_columns(["label"]))
    assert [row.key["subject"] for row in failed()["columns_kept"].rows] == ["directives.label"]


def test_a_vanished_table_is_named_column_by_column(release: Path, failed: Callable[..., dict[str, Check]]) -> None:
    (release / "parquet" / "metrics.parquet").unlink()
    assert failed()["columns_kept"].unexpected > 20


def test_a_new_column_a_new_source_and_a_new_event_pass(before: Path, failed: Callable[..., dict[str, Check]]) -> None:
    reshape(before, "directives", lambda found: found.drop_columns(["label"]))
    rewrite(before, "sources", lambda rows: rows.pop(1))
    rewrite(before, "events", lambda rows: rows.pop(1))
    assert failed() == {}


def test_rows_beyond_their_bound_are_named_with_both_counts(before: Path, failed: Callable[..., dict[str, Check]]) -> None:
    rewrite(before, "directives", many)
    (row,) = failed()["row_counts"].rows
    assert row.key == {"subject": "directives of first"}
    assert (row.values["previous"], row.values["current"]) == ("44", "4")
    assert row.values["reason"]


def test_a_column_that_empties_is_named(release: Path, before: Path, failed: Callable[..., dict[str, Check]]) -> None:
    for folder in (release, before):
        rewrite(folder, "directives", many)
    rewrite(release, "directives", lambda rows: [row.update(label=None) for row in rows])
    assert [row.key["subject"] for row in failed()["fill_rates"].rows] == ["directives.label"]


def test_a_code_whose_share_leaps_is_named(release: Path, before: Path, failed: Callable[..., dict[str, Check]]) -> None:
    for folder in (release, before):
        rewrite(folder, "directives", many)
    rewrite(release, "directives", lambda rows: [row.update(function="funding") for row in rows])
    assert "directives.function=funding" in {row.key["subject"] for row in failed()["code_shares"].rows}


def test_an_acknowledged_guard_no_longer_stops_the_release(release: Path, failed: Callable[..., dict[str, Check]]) -> None:
    rewrite(release, "events", lambda rows: rows.pop(1))
    check = failed("events_kept")["events_kept"]
    assert check.acknowledged
    assert not check.stops


def test_only_a_failed_guard_is_marked_as_acknowledged(release: Path, before: Path, runner: Runner) -> None:
    checks = check_guards(scan(release), scan(before), known_guards(), runner)
    assert not any(check.acknowledged for check in checks)


def test_an_acknowledgement_of_no_guard_is_refused(release: Path) -> None:
    with pytest.raises(ValueError, match="event_kept; there are code_shares"):
        check_release(release, None, frozenset({"event_kept"}))


def test_a_whole_good_release_passes_and_says_whether_one_came_before(release: Path, before: Path) -> None:
    report = check_release(release, before)
    assert not report.failed
    assert report.previous
    assert list(report.suites()) == [*RECORDS, "guards"]
    assert Report.model_validate_json(report.model_dump_json()) == report


def test_a_warning_does_not_fail_the_release(tmp_path: Path) -> None:
    plain = write_release(tmp_path / "plain", {"plain": "2020年7月\n某次会议\n- 甲。\n- 乙。\n", "first": FIRST})
    report = check_release(plain)
    assert {check.name: check.severity for check in report.checks if check.outcome == "failed"} == {"sources.mostly_with_topics": "warning"}
    assert not report.failed


def test_a_source_of_which_most_lines_cannot_be_read_stops_the_release(tmp_path: Path) -> None:
    strange = write_release(tmp_path / "strange", {"second": SECOND, "strange": "abc\ndef\nghi\n"})
    assert [check.name for check in check_release(strange).failures] == ["sources.mostly_parsed"]


def test_every_guard_has_its_bounds_and_each_its_reasons() -> None:
    bounded = {guard for guard, _ in bounds()}
    assert bounded <= known_guards()
    assert all(bound.reason.zh and bound.reason.en and bound.low <= 0 <= bound.high for bound in bounds().values())
    assert all((guard, "*") in bounds() for guard in bounded)
    assert {table for _, table in bounds()} <= {*RECORDS, "*"}
