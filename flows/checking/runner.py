"""Great Expectations, run over bounded batches of tables, its results summed into checks.

The library is imported (seconds) when a `Runner` is made. Its context is ephemeral: no project folder, no progress bars.
Cost: about 4 ms an expectation and 8 a validation, more with the rows. So questions are kept for a while (`ask`) and then put
together (`settle`): what is expected of each value of several columns is asked once, of all their values one after another. Only
where that fails is each column asked by itself, for its rows.
"""
from __future__ import annotations

import threading
import warnings
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import polars as pl

from flows.checking.expectations import Expectation
from flows.checking.report import Check
from flows.checking.totals import NAMED, Total

HELD_BYTES = 64_000_000
"""Bytes of batches that are held before they are asked about: as much again in pandas, at most, for all columns of one type together."""

ONE_AT_A_TIME = threading.RLock()
"""Great Expectations keeps its context in a global of the process; what Polars does for a batch runs beside it."""

ROWS_NAMED = {"result_format": "SUMMARY", "unexpected_index_column_names": ["row"], "partial_unexpected_count": NAMED}
"""Great Expectations' result format that names the failing rows."""


class Question(NamedTuple):
    """An expectation, and a batch of which it is asked; a column `row` counts the rows of the batch's table."""

    total: Total
    batch: pl.DataFrame

    @property
    def column(self) -> pl.Series | None:
        """The values that are asked about, if the expectation is one about a column that is there."""
        name = self.total.expectation.column
        return self.batch[name] if name in self.batch.columns else None


class Runner:
    """An ephemeral Great Expectations context: `ask` about one frame after another, then `settle`; or both at once, by `run`."""

    def __init__(self) -> None:
        with ONE_AT_A_TIME, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import great_expectations
            from great_expectations.data_context.types.base import ProgressBarsConfig

            self._library: Any = great_expectations
            context = great_expectations.get_context(mode="ephemeral")
            context.variables.progress_bars = ProgressBarsConfig(globally=False)
            self._frames = context.data_sources.add_pandas("release").add_dataframe_asset("frame").add_batch_definition_whole_dataframe("whole")
        self._open: list[Question] = []
        self._held = 0.0

    def run(self, suite: str, expectations: Sequence[Expectation], batches: Iterable[pl.DataFrame], key: Sequence[str]) -> list[Check]:
        """Check the batches of one frame of a suite. `key` names its rows; a column `row` counts them, if there is one."""
        totals = self.ask(suite, expectations, batches, key)
        self.settle()
        return [total.check() for total in totals]

    def ask(self, suite: str, expectations: Sequence[Expectation], batches: Iterable[pl.DataFrame], key: Sequence[str]) -> list[Total]:
        """Ask as `run` does; the totals hold the answers once all is settled."""
        totals = [Total(suite, expectation, key) for expectation in expectations]
        for batch in batches:
            numbered = batch if "row" in batch.columns else batch.with_row_index("row")
            for total in totals:
                total.look_at(numbered)
                self._open.append(Question(total, numbered))
            self._held += numbered.estimated_size()
            if self._held > HELD_BYTES:
                self.settle()
        return totals

    def settle(self) -> None:
        """Have all that was asked answered."""
        doubtful: dict[tuple[str, int], list[Question]] = {}
        for questions in _alike(self._open):
            if not self._holds(questions):
                for question in questions:
                    doubtful.setdefault((question.total.suite, id(question.batch)), []).append(question)
        for questions in doubtful.values():
            self._look_closer(questions)
        self._open, self._held = [], 0.0

    def _holds(self, questions: Sequence[Question]) -> bool:
        """Whether what is asked of several columns holds of all their values; of a table, or of a column that is missing, it is not known yet."""
        columns = [column for question in questions if (column := question.column) is not None]
        if not columns:
            return False
        asked = questions[0].total.expectation.of_column("value")
        values = pl.concat([column.alias("value") for column in columns])
        (result,) = self._validate("together", [asked], values.to_frame(), "BOOLEAN_ONLY").values()
        return bool(result.success)

    def _look_closer(self, questions: Sequence[Question]) -> None:
        """Ask of one batch, with its columns that are asked about and no more, for the rows that fail."""
        batch = questions[0].batch
        wanted = dict.fromkeys(name for question in questions if (name := question.total.expectation.column) in batch.columns)
        frame = batch.select("row", *wanted) if wanted else batch.drop("row")
        results = self._validate(questions[0].total.suite, [question.total.expectation for question in questions], frame, ROWS_NAMED)
        for question in questions:
            question.total.add(results[question.total.expectation.name], batch)

    def _validate(self, suite: str, expectations: Sequence[Expectation], frame: pl.DataFrame, how: Any) -> dict[str, Any]:
        """Name → Great Expectations' result, for a frame in pandas."""
        asked = [self._configured(each) for each in expectations]
        with ONE_AT_A_TIME, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            loaded = self._frames.get_batch({"dataframe": frame.to_pandas(use_pyarrow_extension_array=True)})
            results: list[Any] = loaded.validate(self._library.ExpectationSuite(name=suite, expectations=asked), result_format=how).results
        return {result.expectation_config.meta["name"]: result for result in results}

    def _configured(self, expectation: Expectation) -> Any:
        configuration = self._library.expectations.expectation_configuration.ExpectationConfiguration
        severity = self._library.expectations.metadata_types.FailureSeverity({"error": "critical"}.get(expectation.severity, expectation.severity))
        return configuration(type=expectation.type, kwargs=expectation.arguments, severity=severity, meta={"name": expectation.name})


def _alike(questions: Iterable[Question]) -> Iterable[Sequence[Question]]:
    """Questions together that ask the same of values of one type; each that is about a table, or a column that is missing, by itself."""
    alike: dict[object, list[Question]] = {}
    for question in questions:
        column, asked = question.column, question.total.expectation.of_column("value")
        same = id(question) if column is None else (asked.type, repr(asked.arguments), column.dtype)
        alike.setdefault(same, []).append(question)
    return alike.values()
