"""One thing that must hold of a table: what Great Expectations is asked, and the sentence that a reader is told."""
from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from flows.checking.report import Severity


@dataclass(frozen=True)
class Reason:
    """Why a tolerance is what it is, in zh and en."""

    zh: str
    en: str


@dataclass(frozen=True)
class Expectation:
    """`type` and `arguments` are Great Expectations' own; `name` is unique in its suite.

    `columns` are those that the reader is shown, with their values in the rows that fail. A tolerance says its `reason`.
    """

    name: str
    type: str
    arguments: dict[str, Any] = field(hash=False)
    columns: tuple[str, ...]
    zh: str
    en: str
    severity: Severity = "error"
    reason: Reason | None = None

    @property
    def column(self) -> str | None:
        """The column that it is about, None where it is about the table."""
        return self.arguments.get("column")

    @property
    def about_nulls(self) -> bool:
        """Whether it looks at nulls too; any other passes over them."""
        return "not_be_null" in self.type

    def of_column(self, column: str) -> Expectation:
        """The same of another column."""
        return replace(self, arguments=self.arguments | {"column": column})


def true_of(column: str, name: str, columns: tuple[str, ...], zh: str, en: str, severity: Severity = "error", reason: Reason | None = None) -> Expectation:
    """The expectation that a computed column is true in every row."""
    return Expectation(name, "expect_column_values_to_be_in_set", {"column": column, "value_set": [True]}, columns, zh, en, severity, reason)
