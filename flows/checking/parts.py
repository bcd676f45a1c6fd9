"""What makes the checks of the parts of a release those of the whole: sums, and keys that must stand once over all parts.

References need no look across parts: a part holds whole sources, and no record refers out of its source.
"""
from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl

from flows.checking.expectations import true_of
from flows.checking.report import Check
from flows.checking.runner import Runner
from flows.checking.totals import NAMED
from flows.streaming import repeated_keys
from schemas import Record


def summed(parts: Sequence[Sequence[Check]]) -> list[Check]:
    """The checks of several parts, each of which has the same ones in the same order, as one check each."""
    return [_sum(checks) for checks in zip(*parts, strict=True)]


def _sum(checks: Sequence[Check]) -> Check:
    outcomes = {check.outcome for check in checks}
    notes = dict.fromkeys(check.note for check in checks if check.note)
    return checks[0].model_copy(
        update={
            "outcome": next(outcome for outcome in ("failed", "passed", "empty") if outcome in outcomes),
            "checked": sum(check.checked for check in checks),
            "unexpected": sum(check.unexpected for check in checks),
            "rows": tuple(row for check in checks for row in check.rows)[:NAMED],
            "note": "; ".join(notes) or None,
        }
    )


def check_keys(record: type[Record], files: Sequence[Path], runner: Runner) -> list[Check]:
    """The check that a table's keys stand once over all its files."""
    count, first = repeated_keys(files, record.key, limit=1)
    key = next(("/".join(map(str, key)) for key in first), None)
    frame = pl.DataFrame({"key": [key], "repeated": [count], "holds": [not count]}, schema_overrides={"key": pl.String})
    names = ", ".join(record.key)
    said = (f"主键（{names}）在各分片间不重复", f"The key ({names}) stands once over all parts")
    expectation = true_of("holds", "key_unique_over_parts", ("repeated",), *said)
    return runner.run(record.table, [expectation], [frame], ("key",))
