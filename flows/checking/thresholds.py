"""Tolerances of the written expectations, each with its reason, from `thresholds.csv`."""
from __future__ import annotations

import csv
from pathlib import Path
from typing import NamedTuple

from flows.checking.expectations import Reason


class Threshold(NamedTuple):
    """A bound and why it is where it is."""

    value: float
    reason: Reason


def _read() -> dict[str, Threshold]:
    with Path(__file__).with_name("thresholds.csv").open(encoding="utf-8", newline="") as file:
        return {row["name"]: Threshold(float(row["value"]), Reason(row["reason_zh"], row["reason_en"])) for row in csv.DictReader(file, strict=True)}


THRESHOLDS = _read()
"""Name of a tolerance → its bound and reason."""
