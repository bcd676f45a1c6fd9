"""Great Expectations, run over bounded batches of a table, its results summed into checks.

The library is imported (seconds) when a `Runner` is made. Its context is ephemeral: no project folder, no progress bars.
Cost: about 4 ms an expectation, more with the rows. Memory: one batch.
"""
from __future__ import annotations

import threading
import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from flows.checking.expectations import Expectation
from flows.checking.report import Check, FailingRow

NAMED = 20
"""How many failing rows a check names."""

LONGEST = 120
"""How much of a failing row's value is shown, in characters."""


ONE_AT_A_TIME = threading.RLock()
"""Great Expectations keeps its context in a global of the process; what Polars does for a batch runs beside it."""

ROWS_NAMED = {"result_format": "SUMMARY", "unexpected_index_column_names": ["row"], "partial_unexpected_count": NAMED}
"""Great Expectations' result format that names the failing rows."""


@dataclass
class _Sum:
    """What has been seen of one expectation so far."""

    expectation: Expectation
    checked: int = 0
    unexpected: int = 0
    failed: bool = False
    notes: list[str] = field(default_factory=list)
    rows: list[FailingRow] = field(default_factory=list)

    def add(self, result: Any, batch: pl.DataFrame, key: Sequence[str]) -> None:
        """Add a failing batch: how many values break the expectation, the first rows, and why where no row can be named."""
        self.failed = True
        found, column = result.result, self.expectation.arguments.get("column")
        self.unexpected += found.get("unexpected_count", 0)
        if "details" in found:
            self.notes.append(_mismatch(self.expectation, found["observed_value"]))
        elif column not in batch.columns:
            self.notes.append(_missing(self.expectation, batch))
        elif result.exception_info.get("raised_exception"):
            self.notes.append(str(result.exception_info["exception_message"]))
        numbers = [place["row"] for place in found.get("partial_unexpected_index_list") or ()][: NAMED - len(self.rows)]
        self.rows += [_row(values, key, self.expectation) for values in batch.filter(pl.col("row").is_in(numbers)).iter_rows(named=True)]

    def check(self, suite: str) -> Check:
        """The check that these batches make together."""
        asked, about_rows = self.expectation, "column" in self.expectation.arguments
        return Check(
            suite=suite,
            name=f"{suite}.{asked.name}",
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


class Runner:
    """An ephemeral Great Expectations context; `run` checks one frame after another in it.

    Every batch is first asked for yes or no alone, and only what failed is asked again for the rows: half the time.
    """

    def __init__(self) -> None:
        with ONE_AT_A_TIME, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import great_expectations
            from great_expectations.data_context.types.base import ProgressBarsConfig

            self._library: Any = great_expectations
            context = great_expectations.get_context(mode="ephemeral")
            context.variables.progress_bars = ProgressBarsConfig(globally=False)
            self._frames = context.data_sources.add_pandas("release").add_dataframe_asset("frame").add_batch_definition_whole_dataframe("whole")

    def run(self, suite: str, expectations: Sequence[Expectation], batches: Iterable[pl.DataFrame], key: Sequence[str]) -> Iterator[Check]:
        """Check the batches of one frame of a suite. `key` names its rows; a column `row` counts them, if there is one."""
        sums = {expectation.name: _Sum(expectation) for expectation in expectations}
        for batch in batches:
            numbered = batch if "row" in batch.columns else batch.with_row_index("row")
            for each in expectations:
                sums[each.name].checked += _looked_at(each, batch)
            failing = [each.expectation for each in self._failing(suite, list(sums.values()), numbered)]
            for name, result in self._validate(suite, failing, numbered, ROWS_NAMED) if failing else ():
                sums[name].add(result, numbered, key)
        for total in sums.values():
            yield total.check(suite)

    def _failing(self, suite: str, sums: Sequence[_Sum], batch: pl.DataFrame) -> list[_Sum]:
        went = dict(self._validate(suite, [total.expectation for total in sums], batch, "BOOLEAN_ONLY"))
        return [total for total in sums if not went[total.expectation.name].success]

    def _validate(self, suite: str, expectations: Sequence[Expectation], batch: pl.DataFrame, how: Any) -> list[tuple[str, Any]]:
        """Name → Great Expectations' result, for a batch in pandas with the columns that are asked about and no more."""
        asked = [self._configured(each) for each in expectations]
        wanted = dict.fromkeys(name for each in expectations if (name := each.arguments.get("column")) in batch.columns)
        frame = batch.select("row", *wanted) if wanted else batch.drop("row")
        with ONE_AT_A_TIME, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            loaded = self._frames.get_batch({"dataframe": frame.to_pandas(use_pyarrow_extension_array=True)})
            results: list[Any] = loaded.validate(self._library.ExpectationSuite(name=suite, expectations=asked), result_format=how).results
        return [(result.expectation_config.meta["name"], result) for result in results]

    def _configured(self, expectation: Expectation) -> Any:
        configuration = self._library.expectations.expectation_configuration.ExpectationConfiguration
        severity = self._library.expectations.metadata_types.FailureSeverity({"error": "critical"}.get(expectation.severity, expectation.severity))
        return configuration(type=expectation.type, kwargs=expectation.arguments, severity=severity, meta={"name": expectation.name})


def _looked_at(expectation: Expectation, batch: pl.DataFrame) -> int:
    """How many values an expectation about a column looks at: all but nulls, or all where it is about nulls."""
    column = expectation.arguments.get("column")
    if column not in batch.columns:
        return 0
    return batch.height if "not_be_null" in expectation.type else batch.height - batch[column].null_count()


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
