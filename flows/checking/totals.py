"""What has been seen of one expectation so far, batch by batch, and the check that it makes in the end."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from flows.checking.expectations import Expectation
from flows.checking.report import Check, FailingRow

NAMED = 20
"""How many failing rows a check names."""

LONGEST = 120
"""How much of a failing row's value is shown, in characters."""


@dataclass
class Total:
    """One expectation of a suite over the batches of its table, whose rows are named by `key`."""

    suite: str
    expectation: Expectation
    key: Sequence[str]
    checked: int = 0
    unexpected: int = 0
    failed: bool = False
    notes: list[str] = field(default_factory=list)
    rows: list[FailingRow] = field(default_factory=list)

    def look_at(self, batch: pl.DataFrame) -> None:
        """Count the values of a batch that the expectation looks at: all but nulls, or all where it is about nulls."""
        column = self.expectation.column
        if column in batch.columns:
            self.checked += batch.height if self.expectation.about_nulls else batch.height - batch[column].null_count()

    def add(self, result: Any, batch: pl.DataFrame) -> None:
        """Add Great Expectations' result for a batch: if it fails, how many values break it, the first rows, and why where no row can be named."""
        if result.success:
            return
        self.failed = True
        found, column = result.result, self.expectation.column
        self.unexpected += found.get("unexpected_count", 0)
        if "details" in found:
            self.notes.append(_mismatch(self.expectation, found["observed_value"]))
        elif column not in batch.columns:
            self.notes.append(_missing(self.expectation, batch))
        elif result.exception_info.get("raised_exception"):
            self.notes.append(str(result.exception_info["exception_message"]))
        numbers = [place["row"] for place in found.get("partial_unexpected_index_list") or ()][: NAMED - len(self.rows)]
        self.rows += [_row(values, self.key, self.expectation) for values in batch.filter(pl.col("row").is_in(numbers)).iter_rows(named=True)]

    def check(self) -> Check:
        """The check that these batches make together."""
        asked, about_rows = self.expectation, self.expectation.column is not None
        return Check(
            suite=self.suite,
            name=f"{self.suite}.{asked.name}",
            expectation=asked.type,
            columns=asked.columns,
            sentence_zh=asked.zh,
            sentence_en=asked.en,
            severity=asked.severity,
            outcome="failed" if self.failed else "empty" if about_rows and not self.checked else "passed",
            checked=self.checked if about_rows else 1,
            unexpected=self.unexpected if about_rows else int(self.failed),
            rows=tuple(self.rows),
            note="; ".join(dict.fromkeys(self.notes)) or None,
            reason_zh=asked.reason.zh if asked.reason else None,
            reason_en=asked.reason.en if asked.reason else None,
        )


def _missing(expectation: Expectation, batch: pl.DataFrame) -> str:
    lacking = [name for name in expectation.columns if name not in batch.columns] or [expectation.arguments["column"]]
    return f"not there in its declared type: {', '.join(lacking)}"


def _mismatch(expectation: Expectation, observed: Sequence[str]) -> str:
    declared = expectation.arguments["column_list"]
    lacking = [name for name in declared if name not in observed]
    surplus = [name for name in observed if name not in declared]
    said = [f"{what}: {', '.join(names)}" for what, names in (("missing", lacking), ("not declared", surplus)) if names]
    return "; ".join(said) or f"order: {', '.join(observed)}"


def _row(values: dict[str, Any], key: Sequence[str], expectation: Expectation) -> FailingRow:
    shown = {name: None if values[name] is None else str(values[name])[:LONGEST] for name in expectation.columns if name in values}
    return FailingRow(
        key={name: values.get(name) for name in key}, source_id=values.get("source_id"), line=values.get("line_start"), values=shown
    )
