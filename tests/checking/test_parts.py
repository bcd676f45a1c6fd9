"""The checks of the parts of a release, summed: what fails in one part fails the release, and keys stand once over all."""
from __future__ import annotations

from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from flows.checking.gate import check_part, whole
from flows.checking.parts import check_keys, summed
from flows.checking.quoted import findings_by_rule
from flows.checking.report import Check, FailingRow
from flows.checking.runner import Runner
from flows.checking.totals import NAMED
from flows.checking.widening import scan
from flows.layout import data_paths, parts_there
from schemas import RECORDS
from tests.two_sources import parsed_in_parts


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data files of a release in two parts."""
    return parsed_in_parts(tmp_path_factory.mktemp("parts"))


def check(outcome: str, unexpected: int = 0) -> Check:
    rows = tuple(FailingRow(key={"event_id": f"{number}"}) for number in range(min(unexpected, NAMED)))
    said = {"expectation": "e", "columns": (), "sentence_zh": "", "sentence_en": "", "severity": "error"}
    return Check.model_validate(
        {"suite": "events", "name": "events.x", "outcome": outcome, "checked": 30, "unexpected": unexpected, "rows": rows, "note": outcome[:4] + "?", **said}
    )


@pytest.mark.parametrize(
    ("outcomes", "sum_of_them"), [(("passed", "failed"), "failed"), (("empty", "passed"), "passed"), (("empty", "empty"), "empty")]
)
def test_one_part_that_fails_fails_the_whole(outcomes: tuple[str, ...], sum_of_them: str) -> None:
    (found,) = summed([[check(outcome)] for outcome in outcomes])
    assert (found.outcome, found.checked) == (sum_of_them, 60)


def test_rows_of_all_parts_are_counted_and_the_first_named() -> None:
    (found,) = summed([[check("failed", 15)], [check("failed", 15)]])
    assert (found.unexpected, len(found.rows)) == (30, NAMED)


def test_sound_parts_are_a_sound_release_and_a_row_that_is_broken_in_one_is_named(folder: Path) -> None:
    sound = [check_part(folder, part) for part in ("part-00001", "part-00002")]
    assert not [found.name for found in whole(folder, sound) if found.stops]
    path = data_paths(folder, "parquet", "directives")[1]
    rows = pq.read_table(path)
    first = rows["directive_id"][0].as_py()
    elsewhere = pa.array(["nowhere", *rows["event_id"].to_pylist()[1:]])
    column = rows.schema.get_field_index("event_id")
    pq.write_table(rows.set_column(column, rows.schema.field(column), elsewhere), path)
    failing = {found.name: found for found in whole(folder, [sound[0], check_part(folder, "part-00002")]) if found.stops}
    assert [row.key["directive_id"] for row in failing["directives.event_id.exists"].rows] == [first]
    pq.write_table(rows, path)


def test_a_key_that_stands_in_two_parts_is_counted_and_named(folder: Path) -> None:
    files = data_paths(folder, "parquet", "events")
    (twice,) = check_keys(RECORDS["events"], [*files, files[0]], Runner())
    names = pl.read_parquet(files[0])["event_id"]
    assert (twice.stops, twice.rows[0].values["repeated"], twice.rows[0].key["key"]) == (True, str(len(names)), names.min())
    (once,) = check_keys(RECORDS["events"], files, Runner())
    assert once.outcome == "passed"


def test_findings_quoted_part_by_part_are_those_of_the_whole(folder: Path) -> None:
    by_part = findings_by_rule([scan(folder, part) for part in parts_there(folder)])
    assert by_part and by_part == findings_by_rule([scan(folder)])
