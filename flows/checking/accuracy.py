"""The accuracy of the reading on texts that were read by hand, measured anew for each release: `quality/accuracy.json`.

A row a column and text, and the same over all texts together (`source_id` is `all`, every case counting alike):

- of tables, `metrics.found` and `metrics.exact` (value, unit and comparator right too): precision, recall, and as score
  their harmonic mean (F1); a claim too many costs precision, a case not found recall;
- of any other column: as score the share of cases that agree; for a metric's column, of the metrics that were found.
"""
from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from flows.checking.accuracy_formulations import compare_formulations
from flows.checking.accuracy_gold import GoldText, read_gold
from flows.checking.accuracy_tally import Found, Tally, compare
from flows.errors import InputError
from flows.reading.corrections import StaleCorrectionError, locate
from flows.reading.formulations import read_formulations
from flows.reading.reader import read_text
from schemas import RECORDS
from schemas.base import columns_of

ALL = "all"


class Accuracy(NamedTuple):
    """How well one column agrees with the reading by hand of one text: `hits` of `total` cases; `score`, as all rates, from 0 to 1."""

    source_id: str
    column: str
    precision: float | None
    recall: float | None
    score: float
    hits: int
    total: int


def measure(gold: Path, raw: Path) -> tuple[Accuracy, ...]:
    """The accuracy on every text of the folder `gold` that has its text there or declared in `raw`; those over all texts last.

    InputError where a gold folder is malformed or a correction is stale.
    """
    return measure_texts(read_gold(gold, raw))


def measure_texts(texts: Iterable[GoldText]) -> tuple[Accuracy, ...]:
    """The accuracy on texts read by hand, text by text and column by column; those over all texts last."""
    together: dict[str, Tally] = {}
    rows = []
    for text in texts:
        found = read_as_corrected(text)
        for column, tally in (compare(text, found) | compare_formulations(text.parts["formulations"], found)).items():
            rows.append(_accuracy(text.source_id, column, tally))
            together[column] = together[column].add(tally) if column in together else tally
    return (*rows, *(_accuracy(ALL, column, tally) for column, tally in together.items()))


def read_as_corrected(text: GoldText) -> Found:
    """The records of a text as its corrections mend it, by table; InputError where one is stale."""
    try:
        rows = read_text(text.source_id, text.text, locate(text.source_id, text.text, text.corrections))
    except StaleCorrectionError as error:
        raise InputError(str(error)) from None
    rows |= read_formulations(text.source_id, text.text, rows)
    return {name: [dict(zip(columns_of(RECORDS[name]), row, strict=True)) for row in found] for name, found in rows.items()}


def _accuracy(source_id: str, column: str, tally: Tally) -> Accuracy:
    hits, wanted, found = tally
    recall = _rate(hits, wanted)
    if found is None:
        return Accuracy(source_id, column, None, None, recall, hits, wanted)
    precision = _rate(hits, found)
    return Accuracy(source_id, column, precision, recall, _rate(2 * hits, found + wanted), hits, wanted)


def _rate(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0


def write_accuracy(texts: Iterable[GoldText], path: Path) -> tuple[Accuracy, ...]:
    """Write the accuracy, and how each text was made and read, as JSON: equal input, equal bytes. The rows written."""
    texts = list(texts)
    accuracy = measure_texts(texts)
    made: list[dict[str, Any]] = [{"source_id": text.source_id, **text.told} for text in texts]
    rows = [row._asdict() for row in sorted(accuracy)]
    parts = {"gold": made, "accuracy": rows}
    body = ",\n".join(f'"{name}": [\n{_lines(values)}\n]' for name, values in parts.items())
    path.write_text(f"{{\n{body}\n}}\n", "utf-8")
    return accuracy


def _lines(values: list[dict[str, Any]]) -> str:
    return ",\n".join(json.dumps(value, ensure_ascii=False) for value in values)
