"""The accuracy that a release ships: that it is measured right, and the floors under it."""
import json
from pathlib import Path

import pytest

from flows.checking.accuracy import ALL, measure, measure_texts, write_accuracy
from flows.checking.accuracy_gold import read_gold
from flows.checking.accuracy_tally import Tally, compare, plain
from flows.errors import InputError

HERE = Path(__file__).parents[2]
GOLD, RAW = HERE / "tests/gold", HERE / "raw"
FIRST = "urban-renewal-timeline"
FLOORS = {  # those of ALL fall where texts come in that had not been read before; each older text keeps its own
    ALL: {
        "lines.kind": 1.0, "events": 1.0, "events.issuers": 0.99, "events.instrument": 1.0, "directives": 0.99,
        "directives.label": 0.99, "directives.function": 0.96, "directives.modality": 0.99, "directives.modality_cue": 0.99,
        "metrics.found": 0.98, "metrics.exact": 0.97, "metrics.value": 0.99, "metrics.unit": 0.99, "metrics.quantity_kind": 0.99,
        "metrics.comparator": 0.99, "metrics.role": 0.93, "metrics.subject": 0.61, "tables.cells": 1.0,
    },
    "building-standards": {"directives.function": 0.9, "metrics.exact": 0.99, "metrics.role": 0.78},
    "carbon-timeline": {"directives.function": 0.97, "metrics.exact": 0.98, "metrics.role": 0.97},
    "care-education-timeline": {"directives.function": 0.95, "metrics.exact": 1.0, "metrics.role": 1.0},
    "care-energy-tax-documents": {"directives.function": 0.98, "metrics.exact": 0.98, "metrics.role": 1.0},
    "city-regulations": {"directives.function": 0.98, "metrics.exact": 0.99, "metrics.role": 0.96},
    "city-upkeep-timeline": {"directives.function": 0.98, "metrics.exact": 0.97, "metrics.role": 0.93},
    "culture-sport-timeline": {"directives.function": 0.93, "metrics.exact": 1.0, "metrics.role": 0.97},
    "digital-timeline": {"directives.function": 0.97, "metrics.exact": 1.0, "metrics.role": 1.0},
    "energy-timeline": {"directives.function": 0.96, "metrics.exact": 1.0, "metrics.role": 0.8},
    "fair-market-timeline": {"directives.function": 0.95, "metrics.exact": 0.94, "metrics.role": 1.0},
    "food-farmland-timeline": {"directives.function": 0.96, "metrics.exact": 0.98, "metrics.role": 0.92},
    "government-work-reports": {"directives.function": 1.0, "metrics.exact": 0.98, "metrics.role": 0.98},
    "housing-land-timeline": {"directives.function": 0.95, "metrics.role": 0.94},
    "land-use-plans": {"directives.function": 1.0, "metrics.exact": 0.99, "metrics.role": 0.83},
    "low-altitude-ai-timeline": {"directives.function": 0.98, "metrics.exact": 0.88, "metrics.role": 1.0},
    "medical-insurance-timeline": {"directives.function": 0.91, "metrics.exact": 0.97, "metrics.role": 0.97},
    "meetings-and-city-notices": {"directives.function": 0.98, "metrics.exact": 0.97, "metrics.role": 1.0},
    "municipal-subsidy-notices": {"directives.function": 1.0, "metrics.exact": 1.0, "metrics.role": 1.0},
    "odd-formats": {"directives.function": 1.0, "metrics.exact": 1.0, "metrics.role": 0.86},
    "pension-timeline": {"directives.function": 0.96, "metrics.exact": 0.98, "metrics.role": 0.8},
    "population-schools-timeline": {"directives.function": 1.0, "metrics.exact": 0.98, "metrics.role": 0.95},
    "real-estate-timeline": {"directives.function": 1.0, "metrics.exact": 1.0, "metrics.role": 1.0},
    "regions-timeline": {"directives.function": 0.96, "metrics.exact": 0.92, "metrics.role": 0.97},
    "safety-timeline": {"directives.function": 0.98, "metrics.exact": 0.97, "metrics.role": 0.91},
    "science-culture-timeline": {"directives.function": 1.0, "metrics.exact": 0.98, "metrics.role": 0.96},
    "small-firms-and-jobs": {"directives.function": 1.0, "metrics.exact": 0.96, "metrics.role": 0.95},
    "state-firms-finance-timeline": {"directives.function": 0.86, "metrics.exact": 1.0, "metrics.role": 0.84},
    "tax-debt-timeline": {"directives.function": 0.89, "metrics.exact": 0.96, "metrics.role": 0.9},
    "trade-finance-timeline": {"directives.function": 0.95, "metrics.exact": 0.94, "metrics.role": 0.96},
    "water-transport-timeline": {"directives.function": 0.98, "metrics.exact": 1.0, "metrics.role": 0.95},
    "affordable-housing-timeline": {"directives.function": 0.92, "metrics.exact": 0.98, "metrics.role": 0.93},
    "education-capital-timeline": {"directives.function": 0.92, "metrics.exact": 1.0, "metrics.role": 1.0},
    "food-drug-timeline": {"directives.function": 0.9, "metrics.exact": 0.98, "metrics.role": 1.0},
    "labour-timeline": {"directives.function": 0.92, "metrics.exact": 0.98, "metrics.role": 0.9},
    "nature-timeline": {"directives.function": 0.93, "metrics.exact": 0.99, "metrics.role": 0.88},
    "vehicles-timeline": {"directives.function": 0.95, "metrics.exact": 0.96, "metrics.role": 0.96},
    FIRST: {
        "lines.kind": 1.0, "events": 1.0, "events.title": 1.0, "events.issuers": 1.0, "directives": 1.0, "tables": 1.0, "tables.cells": 1.0,
        "directives.label": 0.99, "directives.function": 0.96, "directives.modality": 1.0, "directives.modality_cue": 1.0,
        "metrics.found": 1.0, "metrics.exact": 1.0, "metrics.unit": 1.0, "metrics.comparator": 1.0, "metrics.role": 0.98,
        "formulations": 1.0, "formulations.lines": 0.96,
    },
}  # fmt: skip
TEXT = "2020年7月\n国务院《关于改造的意见》\n改造2个小区,不低于20%。\n"
METRIC = {"line": 3, "raw": "20%", "occurrence": 1, "quantity_kind": "percentage", "value_min": 20, "value_max": None, "unit": "%",
          "comparator": "ge", "role": "limit", "date_value": None, "subject": None, "qualifier": None, "hedge": None, "deadline": None}  # fmt: skip


@pytest.fixture(scope="module")
def accuracy():
    return {(row.source_id, row.column): row for row in measure(GOLD, RAW)}


@pytest.mark.parametrize(("source_id", "column", "floor"), [(text, *pair) for text, floors in FLOORS.items() for pair in floors.items()])
def test_no_column_falls_below_its_floor(accuracy, source_id, column, floor):
    assert accuracy[source_id, column].score >= floor


def test_the_whole_is_the_sum_of_its_texts(accuracy):
    for (source_id, column), row in accuracy.items():
        if source_id == ALL:
            parts = [part for (text, name), part in accuracy.items() if text != ALL and name == column]
            assert (row.hits, row.total) == (sum(part.hits for part in parts), sum(part.total for part in parts))


def gold_folder(gold, name="a-text", text=TEXT, **parts):
    folder = gold / name
    folder.mkdir(parents=True)
    (folder / "source.txt").write_text(text, "utf-8")
    (folder / "README.md").write_text("## a text\nWhat: two lines.\nRead: once.\n", "utf-8")
    for part, rows in parts.items():
        (folder / f"{part}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return folder


def measured(gold):
    return {row.column: row for row in measure(gold, gold) if row.source_id == ALL}


def test_a_metric_too_many_costs_precision_and_no_recall(tmp_path):
    gold_folder(tmp_path, metrics=[METRIC])
    assert measured(tmp_path)["metrics.found"][2:] == (0.5, 1.0, 0.6667, 1, 1)


def test_a_metric_that_is_optional_counts_neither_way(tmp_path):
    gold_folder(tmp_path, metrics=[METRIC], optional=[{"line": 3, "raw": "2个", "occurrence": 1}])
    assert measured(tmp_path)["metrics.found"].precision == 1.0


def test_a_metric_not_found_costs_recall(tmp_path):
    gold_folder(tmp_path, metrics=[METRIC, METRIC | {"raw": "改造"}], optional=[{"line": 3, "raw": "2个", "occurrence": 1}])
    assert measured(tmp_path)["metrics.found"][2:4] == (1.0, 0.5)


def test_a_wrong_value_is_found_but_not_exact(tmp_path):
    gold_folder(tmp_path, metrics=[METRIC | {"value_min": 21}])
    found = measured(tmp_path)
    assert (found["metrics.found"].hits, found["metrics.exact"].hits, found["metrics.value"].score) == (1, 0, 0.0)


def test_a_record_that_the_gold_lacks_costs_precision(tmp_path):
    gold_folder(tmp_path, text=TEXT + "加强统筹。\n", directives=[{"line": 3, "label": None}])
    assert measured(tmp_path)["directives"].precision == 0.5


def test_a_column_that_the_reader_left_out_is_not_compared(tmp_path):
    gold_folder(tmp_path, events=[{"line_start": 1, "date": "2020-07"}])
    assert {"events", "events.date"} <= measured(tmp_path).keys()
    assert "events.title" not in measured(tmp_path)


def test_any_accepted_function_agrees(tmp_path):
    gold_folder(tmp_path, directives=[{"line": 3, "function": "scope", "function_accepted": ["scope", "task", "goal", "restriction"]}])
    assert measured(tmp_path)["directives.function"].score == 1.0


def test_any_accepted_value_of_a_quantity_agrees(tmp_path):
    gold_folder(tmp_path, metrics=[METRIC | {"value_min": 21, "value_min_accepted": [21, 20], "role": "target", "role_accepted": ["target", "limit"]}])
    found = measured(tmp_path)
    assert (found["metrics.value"].score, found["metrics.role"].score) == (1.0, 1.0)


def test_texts_are_compared_without_width_blanks_quotes_and_marks():
    assert plain("**《关于 “Ａ” 的意见》**") == plain("关于A的意见")


def test_counts_add_up_and_a_count_that_cannot_be_too_many_stays_so():
    assert Tally(1, 2, 3).add(Tally(1, 1, 1)) == Tally(2, 3, 4)
    assert Tally(1, 2).add(Tally(1, 1)) == Tally(2, 3)


def test_a_quote_that_does_not_stand_in_its_line_is_told(tmp_path):
    gold_folder(tmp_path, metrics=[METRIC | {"occurrence": 2}])
    with pytest.raises(InputError, match=r"metrics\.jsonl: '20%' does not stand 2 times in line 3"):
        measure(tmp_path, tmp_path)


def test_a_folder_without_a_text_is_told(tmp_path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match=r"neither source\.txt nor source\.json"):
        measure(tmp_path, tmp_path)


def test_a_declared_text_is_read_with_its_corrections():
    (text,) = [text for text in read_gold(GOLD, RAW) if text.source_id == FIRST]
    assert text.corrections


def test_a_reading_of_a_text_that_is_no_longer_declared_is_left_out(tmp_path):
    folder = gold_folder(tmp_path / "gold")
    (folder / "source.txt").rename(tmp_path / "text.txt")
    (folder / "source.json").write_text('{"sha256": "0"}', "utf-8")
    raw = tmp_path / "raw"
    raw.mkdir()
    for file in (RAW / "manifest.csv", RAW / f"{FIRST}.txt"):
        (raw / file.name).write_bytes(file.read_bytes())
    assert measure(tmp_path / "gold", raw) == ()


def test_the_file_says_how_each_text_was_read_and_is_the_same_each_time(tmp_path):
    texts = read_gold(GOLD, RAW)
    write_accuracy(texts, tmp_path / "one.json")
    write_accuracy(texts, tmp_path / "two.json")
    says = json.loads((tmp_path / "one.json").read_text("utf-8"))
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()
    assert all({"what", "origin", "read"} <= gold.keys() for gold in says["gold"])
    assert [(row["source_id"], row["column"]) for row in says["accuracy"]] == sorted((row["source_id"], row["column"]) for row in says["accuracy"])


def test_nothing_is_said_of_what_no_gold_holds(tmp_path):
    gold_folder(tmp_path)
    (text,) = read_gold(tmp_path, tmp_path)
    nothing = {name: [] for name in ("lines", "events", "directives", "metrics", "tables", "table_cells")}
    assert compare(text, nothing) == {}
    assert measure_texts([]) == ()
