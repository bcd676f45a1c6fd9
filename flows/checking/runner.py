"""Great Expectations, run over bounded batches of a table, its results summed into checks.

The library is imported (seconds) when a `Runner` is made. Its context is ephemeral: no project folder, no progress bars.
Cost: about 6 ms an expectation, and 0.4 s an expectation for a million rows. Memory: one batch.
"""
from __future__ import annotations

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


@dataclass
class _Sum:
    """What has been seen of one expectation so far."""

    checked: int = 0
    unexpected: int = 0
    failed: bool = False
    notes: list[str] = field(default_factory=list)
    rows: list[FailingRow] = field(default_factory=list)


class Runner:
    """An ephemeral Great Expectations context; `run` checks one frame after another in it."""

    def __init__(self) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import great_expectations

        self._library = great_expectations
        self._context = great_expectations.get_context(mode="ephemeral")
        self._context.variables.progress_bars = {"globally": False}
        self._source = self._context.data_sources.add_pandas("release")

    def run(self, suite: str, expectations: Sequence[Expectation], batches: Iterable[pl.DataFrame], key: Sequence[str], frame: str = "rows") -> Iterator[Check]:
        """Check the batches of one frame of a suite. `key` names its rows; a column `row` counts them, if there is one."""
        sums = {expectation.name: _Sum() for expectation in expectations}
        asset = self._source.add_dataframe_asset(f"{suite} {frame}").add_batch_definition_whole_dataframe("whole")
        asked = self._suite(f"{suite} {frame}", expectations)
        wanted = dict.fromkeys(argument for expectation in expectations if (argument := expectation.arguments.get("column")))
        by_name = {expectation.name: expectation for expectation in expectations}
        for batch in batches:
            numbered = batch if "row" in batch.columns else batch.with_row_index("row")
            columns = ["row", *(name for name in wanted if name in batch.columns)] if wanted else batch.columns
            for result in self._validate(asset, asked, numbered.select(columns)):
                expectation = by_name[result.expectation_config.meta["name"]]
                _add(sums[expectation.name], result, numbered, key, expectation)
        for expectation in expectations:
            yield _check(suite, expectation, sums[expectation.name])

    def _suite(self, name: str, expectations: Sequence[Expectation]) -> Any:
        configuration = self._library.expectations.expectation_configuration.ExpectationConfiguration
        asked = [configuration(type=each.type, kwargs=each.arguments, meta={"name": each.name}) for each in expectations]
        return self._library.ExpectationSuite(name=name, expectations=asked)

    def _validate(self, asset: Any, asked: Any, frame: pl.DataFrame) -> list[Any]:
        pandas = frame.to_pandas(use_pyarrow_extension_array=True)
        how = {"result_format": "SUMMARY", "unexpected_index_column_names": ["row"], "partial_unexpected_count": NAMED} if "row" in frame.columns else "SUMMARY"
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return list(asset.get_batch({"dataframe": pandas}).validate(asked, result_format=how).results)


def _add(total: _Sum, result: Any, batch: pl.DataFrame, key: Sequence[str], expectation: Expectation) -> None:
    """Add one batch's result of an expectation to its sum."""
    found = result.result
    total.failed |= not result.success
    total.checked += found.get("element_count", 0) - found.get("missing_count", 0) if "not_be_null" not in expectation.type else found.get("element_count", 0)
    total.unexpected += found.get("unexpected_count", 0)
    column = expectation.arguments.get("column")
    if column is not None and column not in batch.columns:
        total.notes.append(_missing(expectation, batch))
    if "details" in found and not result.success:
        total.notes.append(_mismatch(expectation, found["observed_value"]))
    numbers = [place["row"] for place in found.get("partial_unexpected_index_list") or ()][: NAMED - len(total.rows)]
    if numbers:
        total.rows += [_row(values, key, expectation) for values in batch.filter(pl.col("row").is_in(numbers)).iter_rows(named=True)]


def _missing(expectation: Expectation, batch: pl.DataFrame) -> str:
    lacking = [name for name in expectation.columns if name not in batch.columns] or [expectation.arguments["column"]]
    return f"no such column: {', '.join(lacking)}"


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


def _check(suite: str, expectation: Expectation, total: _Sum) -> Check:
    about_rows = expectation.type.startswith("expect_column_")
    outcome = "failed" if total.failed else "empty" if about_rows and not total.checked else "passed"
    reason = expectation.reason
    return Check(
        suite=suite,
        name=f"{suite}.{expectation.name}",
        expectation=expectation.type,
        columns=expectation.columns,
        sentence_zh=expectation.zh,
        sentence_en=expectation.en,
        severity=expectation.severity,
        outcome=outcome,
        checked=total.checked if about_rows else 1,
        unexpected=total.unexpected if about_rows else int(total.failed),
        rows=tuple(total.rows),
        note="; ".join(dict.fromkeys(total.notes)) or None,
        reason_zh=reason.zh if reason else None,
        reason_en=reason.en if reason else None,
    )
