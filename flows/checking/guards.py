"""Release guards: against the release before nothing vanishes silently, and nothing moves beyond the bounds of `bounds.csv`.

A guard that fails stops the release, unless the run was told to go on by its name (`--acknowledge NAME`): then the failure is
published in the quality report with the rest. Bounds are relative changes of counts, and changes of shares in points; a change
of no more than `slack` rows is no movement, and a share of fewer than `slack` rows is not compared.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

import polars as pl

from flows.checking import movements
from flows.checking.expectations import Reason, true_of
from flows.checking.report import GUARDS, Check
from flows.checking.runner import Runner
from flows.checking.widening import Scans


class Bound(NamedTuple):
    """How far a figure may move, and why."""

    low: float
    high: float
    slack: int
    reason: Reason


class Guard(NamedTuple):
    """A guard: its sentence, and the frame of subjects it makes of the current release and the one before, with `holds`."""

    zh: str
    en: str
    frame: Callable[[Scans, Scans], pl.DataFrame]
    columns: tuple[str, ...] = ()


@cache
def bounds() -> dict[tuple[str, str], Bound]:
    """(guard, table or `*`) → its bound, from `bounds.csv`."""
    with Path(__file__).with_name("bounds.csv").open(encoding="utf-8", newline="") as file:
        return {
            (row["guard"], row["table"]): Bound(float(row["low"]), float(row["high"]), int(row["slack"]), Reason(row["reason_zh"], row["reason_en"]))
            for row in csv.DictReader(file, strict=True)
        }


def _bounded(name: str, frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with the bound of each row's table beside it."""
    own = [bounds().get((name, table)) or bounds()[name, "*"] for table in frame["table"]]
    columns = {side: pl.Series([getattr(bound, side) for bound in own], dtype=pl.Float64) for side in ("low", "high", "slack")}
    columns["reason"] = pl.Series([bound.reason.en for bound in own], dtype=pl.String)
    return frame.with_columns(**columns)


def _counts(current: Scans, previous: Scans) -> pl.DataFrame:
    change = pl.col("current") - pl.col("previous")
    inside = change.is_between(pl.col("low") * pl.col("previous"), pl.col("high") * pl.col("previous"))
    return _bounded("row_counts", movements.row_counts(current, previous)).with_columns(holds=inside | (change.abs() <= pl.col("slack")))


def _shares(name: str, frame: pl.DataFrame) -> pl.DataFrame:
    inside = (pl.col("current") - pl.col("previous")).is_between("low", "high")
    return _bounded(name, frame).with_columns(holds=inside | (pl.col("rows") < pl.col("slack")))


MOVED = ("previous", "current", "low", "high", "slack", "reason")
GUARD_RULES: dict[str, Guard] = {
    "sources_kept": Guard(
        "上一版的来源都还在", "No source of the release before has vanished", lambda now, then: movements.kept(now, then, "sources"), ("title",)
    ),
    "events_kept": Guard(
        "上一版的事件都还在", "No event of the release before has vanished", lambda now, then: movements.kept(now, then, "events"), ("title",)
    ),
    "columns_kept": Guard("上一版的列都还在", "No column of the release before has vanished", movements.columns_kept),
    "row_counts": Guard("各来源的记录数变动在界限之内", "The rows of each source move within their bounds", _counts, MOVED),
    "fill_rates": Guard(
        "各列填写率的变动在界限之内", "Fill rates move within their bounds", lambda now, then: _shares("fill_rates", movements.fill_rates(now, then)), MOVED
    ),
    "code_shares": Guard(
        "各代码占比的变动在界限之内",
        "The shares of codes move within their bounds",
        lambda now, then: _shares("code_shares", movements.code_shares(now, then)),
        MOVED,
    ),
}
"""Name → guard: the names that `--acknowledge` takes."""


def known_guards() -> frozenset[str]:
    """The names of the release guards."""
    return frozenset(GUARD_RULES)


def check_guards(current: Scans, previous: Scans, acknowledged: frozenset[str], runner: Runner) -> list[Check]:
    """Every guard over the current release and the one before; those acknowledged are marked where they failed.

    A guard whose tables are missing on either side fails: the comparison could not be made.
    """
    return [_check(name, guard, current, previous, name in acknowledged, runner) for name, guard in GUARD_RULES.items()]


def _check(name: str, guard: Guard, current: Scans, previous: Scans, acknowledged: bool, runner: Runner) -> Check:
    try:
        frame = guard.frame(current, previous)
    except (KeyError, pl.exceptions.ColumnNotFoundError):
        frame = pl.DataFrame({"subject": ["a table that it compares"]})
    reason = bounds()[name, "*"].reason if (name, "*") in bounds() else None
    expectation = true_of("holds", name, guard.columns, guard.zh, guard.en, reason=reason)
    (check,) = runner.run(GUARDS, [expectation], [frame], ("subject",))
    return check.model_copy(update={"name": name, "acknowledged": acknowledged and check.outcome == "failed"})
