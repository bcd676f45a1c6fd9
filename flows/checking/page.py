"""The quality report in a release: `report.json` (every check), `measures.json` (figures), and `index.html` for people.

The page is one file that asks the network for nothing: own style, no script. What it shows comes from texts that no one vouches
for, so every value is escaped. Equal releases give equal bytes: nothing on it is a time or a duration.
"""
from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from pydantic import BaseModel

from flows.checking.accuracy import ALL, Accuracy
from flows.checking.columns import told
from flows.checking.measures import Measures, measure_release
from flows.checking.quoted import LISTED, findings_by_rule, verifications_by_verdict
from flows.checking.report import GUARDS, Report
from flows.checking.summary import overall, percent, sound_points, weak_points
from flows.checking.widening import scan
from flows.layout import parts_there
from schemas import RECORDS, vocabulary
from schemas.dataset import dataset

TEMPLATES = Path(__file__).with_name("templates")


def write_quality(report: Report, folder: Path, accuracy: Sequence[Accuracy] = ()) -> None:
    """Write the quality report of the release in `folder` into its folder `quality`.

    `accuracy` is how the reading did on texts read by hand. The release's tables must be there and have passed their checks.
    """
    quality = folder / "quality"
    quality.mkdir(exist_ok=True)
    measures = measure_release(folder)
    _write_json(report, quality / "report.json")
    _write_json(measures, quality / "measures.json")
    page = _environment().get_template("quality.html.jinja").render(_told(report, measures, folder, accuracy))
    (quality / "index.html").write_text(page, "utf-8", newline="\n")


def _write_json(model: BaseModel, path: Path) -> None:
    path.write_text(model.model_dump_json(indent=1) + "\n", "utf-8", newline="\n")


@cache
def _environment() -> Environment:
    environment = Environment(autoescape=True, loader=FileSystemLoader(TEMPLATES), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters |= {"percent": percent, "number": "{:,}".format}
    environment.globals["style"] = Markup((TEMPLATES / "quality.css").read_text("utf-8"))  # our own file, not data
    return environment


def _told(report: Report, measures: Measures, folder: Path, accuracy: Sequence[Accuracy]) -> dict[str, Any]:
    """All that the template shows."""
    suites, parts = report.suites(), [scan(folder, part) for part in parts_there(folder)]
    return {
        "dataset": dataset(),
        "records": RECORDS,
        "report": report,
        "measures": measures,
        "suites": {name: checks for name, checks in suites.items() if name != GUARDS},
        "guards": suites.get(GUARDS, ()),
        "sound": sound_points(report, measures, accuracy),
        "weak": weak_points(report, measures, accuracy),
        "findings": findings_by_rule(parts),
        "verdicts": verifications_by_verdict(parts),
        "overall": overall(accuracy),
        "texts": sorted({row.source_id for row in accuracy} - {ALL}),
        "texts_told": _texts_told(folder),
        "scores": {(row.source_id, row.column): row for row in accuracy},
        "vocabulary": vocabulary,
        "label_of": label_of,
        "listed": LISTED,
        "told": told,
    }


def _texts_told(folder: Path) -> list[dict[str, str]]:
    """What the texts read by hand are and where they come from, as `quality/accuracy.json` tells it where it is there."""
    path = folder / "quality" / "accuracy.json"
    return list(json.loads(path.read_bytes())["gold"]) if path.exists() else []


MEASURED = {
    "found": ("找到的", "Found"),
    "exact": ("全对的", "Wholly right"),
    "value": ("数值", "Value"),
    "cells": ("单元格", "Cells"),
    "lines": ("所在行", "Lines"),
}
"""Measures of accuracy that are no column: their words in zh and en."""


def label_of(measure: str) -> tuple[str, str]:
    """The label, zh and en, of a measure of accuracy: of a table, a column (`events.title`) or one of `MEASURED`."""
    table, _, column = measure.partition(".")
    if table not in RECORDS:
        return measure, measure
    record = RECORDS[table]
    said = told(record, column) if column in record.model_fields else {}
    zh, en = MEASURED.get(column, (said.get("label_zh", column), said.get("label_en", column)))
    return (zh, en) if column else (f"{record.title_zh}（全部）", f"{record.title_en}, all")
