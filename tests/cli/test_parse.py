"""`renewal parse` and the verbs that read the contract or the sources alone."""
from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from schemas import RECORDS, columns_of
from schemas.vocabulary import names, vocabulary
from tests.command import Ended, installed, renewal
from tests.two_sources import CARE, ROADS, write_raw

RAW = Path(__file__).parents[2] / "raw"
HEAVY = ("prefect", "great_expectations", "pandas", "duckdb")
LOADED = f"""
import sys
from flows.cli.main import main
try:
    main()
except SystemExit as ended:
    assert not ended.code, ended.code
print("loaded:", *(name for name in {HEAVY!r} if name in sys.modules))
"""


@pytest.fixture(scope="module")
def parsed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ended]:
    """What the installed command makes of two undeclared files."""
    folder = tmp_path_factory.mktemp("parse")
    (folder / "Care Homes.txt").write_text(CARE)
    (folder / "公路.txt").write_bytes(ROADS.encode("gb18030"))
    return folder, installed("parse", "Care Homes.txt", "公路.txt", "--to", "made", folder=folder)


def test_parse_reads_any_file_and_counts_its_records(parsed: tuple[Path, Ended]) -> None:
    ended = parsed[1]
    assert (ended.code, ended.err) == (0, "")
    assert "       3 events\n" in ended.out and ended.out.endswith("written to made\n")


@pytest.mark.parametrize("name", RECORDS)
def test_parsed_files_have_the_columns_of_a_release_in_both_formats(parsed: tuple[Path, Ended], name: str) -> None:
    made = parsed[0] / "made"
    table = pq.read_table(made / "parquet" / f"{name}.parquet")
    rows = json.loads((made / "json" / f"{name}.json").read_text(encoding="utf-8"))
    assert tuple(table.column_names) == columns_of(RECORDS[name])
    assert len(rows) == table.num_rows
    assert all(tuple(row) == columns_of(RECORDS[name]) for row in rows)


def test_the_source_id_comes_from_the_name_of_the_file(parsed: tuple[Path, Ended]) -> None:
    ids = pq.read_table(parsed[0] / "made/parquet/sources.parquet")["source_id"].to_pylist()
    assert ids[0] == "care-homes" and ids[1].startswith("source-")


def test_parse_loads_neither_prefect_nor_great_expectations(tmp_path: Path) -> None:
    (tmp_path / "care.txt").write_text(CARE)
    command = [sys.executable, "-c", LOADED, "parse", "care.txt"]
    done = subprocess.run(command, cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(RAW.parent)}, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout.splitlines()[-1].strip()) == (0, "loaded:"), done.stderr


def test_two_files_of_one_source_id_are_refused(tmp_path: Path) -> None:
    for name in ("care.txt", "care.md"):
        (tmp_path / name).write_text(CARE)
    ended = renewal("parse", tmp_path / "care.txt", tmp_path / "care.md", "--to", tmp_path / "made")
    assert (ended.code, "care.md" in ended.err) == (2, True)
    assert not (tmp_path / "made").exists()


@pytest.mark.parametrize(("data", "said"), [(b"", "holds no text"), (b"\xff\xff\x00\x01", "byte "), (b"%PDF-1.7\x00\x01\x02", "byte ")])
def test_a_file_that_is_no_text_ends_with_2_and_is_named(tmp_path: Path, data: bytes, said: str) -> None:
    (tmp_path / "odd.txt").write_bytes(data)
    ended = renewal("parse", tmp_path / "odd.txt", "--to", tmp_path / "made")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith(f"renewal: {tmp_path}/odd.txt: ") and said in ended.err
    assert not (tmp_path / "made").exists()


def test_a_folder_without_texts_is_named(tmp_path: Path) -> None:
    ended = renewal("parse", tmp_path, "--to", tmp_path / "made")
    assert (ended.code, ended.err) == (2, f"renewal: {tmp_path}: the folder holds no text\n")


def test_a_place_that_cannot_be_written_ends_with_2_and_is_named(tmp_path: Path) -> None:
    (tmp_path / "care.txt").write_text(CARE)
    (tmp_path / "made").write_text("a file")
    ended = renewal("parse", tmp_path / "care.txt", "--to", tmp_path / "made")
    assert (ended.code, f"{tmp_path}/made" in ended.err, "Traceback" in ended.err) == (2, True, False)


# Vocabularies that someone edited


def parse_with(vocabulary: str, edit: Callable[[str], str], folder: Path) -> Ended:
    """`renewal parse` by a copy of the code whose vocabulary of that name was edited."""
    for part in ("flows", "schemas"):
        shutil.copytree(RAW.parent / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    path = folder / "schemas/vocabularies" / f"{vocabulary}.csv"
    path.write_text(edit(path.read_text(encoding="utf-8")), encoding="utf-8")
    (folder / "care.txt").write_text(CARE)
    command = [sys.executable, "-c", "from flows.cli.main import main; main()", "parse", "care.txt", "--to", "made"]
    done = subprocess.run(command, cwd=folder, env=os.environ | {"PYTHONPATH": str(folder)}, capture_output=True, text=True, timeout=60, check=False)
    assert not (folder / "made").exists()
    return Ended(done.returncode, done.stdout, done.stderr)


def test_a_malformed_vocabulary_ends_with_2_and_its_line(tmp_path: Path) -> None:
    ended = parse_with("event_kinds", lambda text: text + "more\n", tmp_path)
    assert (ended.code, ended.err.startswith("renewal: event_kinds.csv:"), ended.err.count("\n")) == (2, True, 1), ended.err


def test_a_code_that_its_vocabulary_lost_ends_with_1_and_the_row_that_needs_it(tmp_path: Path) -> None:
    ended = parse_with("event_kinds", lambda text: text.replace("\nmeeting,", "\nrumour,"), tmp_path)
    assert ended.code == 1, ended.err
    assert ended.err.startswith("renewal: care.txt: what was read breaks the contract: events.kind of ") and "not 'meeting'" in ended.err


# Describing


def test_describe_lists_every_record_with_its_key() -> None:
    ended = renewal("describe")
    assert ended.code == 0
    assert all(name in ended.out and record.title_zh in ended.out for name, record in RECORDS.items())


@pytest.mark.parametrize("name", RECORDS)
def test_describe_tells_every_column_of_a_record(name: str) -> None:
    ended = renewal("describe", name)
    shown = {line.split("│")[1].strip() for line in ended.out.splitlines() if line.startswith("│")}
    assert (ended.code, set(columns_of(RECORDS[name])) - shown) == (0, set())


@pytest.mark.parametrize("name", names())
def test_describe_tells_every_code_of_a_vocabulary(name: str) -> None:
    ended = renewal("describe", name)
    assert ended.code == 0
    assert all(code in ended.out for code in vocabulary(name))


def test_describe_of_what_there_is_not_says_what_there_is() -> None:
    ended = renewal("describe", "nonsense")
    assert (ended.code, "'nonsense' is neither a record (sources, " in ended.err) == (2, True)


# Corrections


def test_corrections_are_listed_with_what_they_settle() -> None:
    with (RAW / "urban-renewal-timeline.corrections.csv").open(encoding="utf-8", newline="") as file:
        reviewers = [row["reviewed_by"] for row in csv.DictReader(file)]
    ended = renewal("corrections", "--raw", RAW)
    assert ended.code == 0
    assert sum(ended.out.count(name) for name in set(reviewers)) >= len(reviewers)


def test_a_stale_correction_ends_with_2_and_is_named(tmp_path: Path) -> None:
    raw = write_raw(tmp_path)
    (raw / "care.corrections.csv").write_bytes((RAW / "urban-renewal-timeline.corrections.csv").read_bytes())
    ended = renewal("corrections", "--raw", raw)
    assert (ended.code, "care.corrections.csv:" in ended.err) == (2, True)


def test_a_proposed_correction_quotes_the_source_and_names_the_rule(tmp_path: Path) -> None:
    raw = write_raw(tmp_path / "raw")
    renewal("parse", raw / "care.txt", raw / "roads.txt", "--to", tmp_path / "made")
    finding = json.loads((tmp_path / "made/json/findings.json").read_text(encoding="utf-8"))[0]
    ended = renewal("corrections", "--raw", raw, "--propose", finding["finding_id"])
    assert ended.code == 0, ended.err
    comment, _, entry = ended.out.partition("\n")
    (row,) = csv.DictReader(io.StringIO(entry))
    assert comment.startswith("# for ") and row["settles"] == finding["rule"]
    assert row["excerpt"] in CARE + ROADS and row["reviewed_by"] == row["citation"] == ""


def test_a_proposal_for_no_finding_says_where_findings_are(tmp_path: Path) -> None:
    ended = renewal("corrections", "--raw", write_raw(tmp_path), "--propose", "nonsense")
    assert (ended.code, "nonsense: there is no such finding" in ended.err) == (2, True)
