"""What checking found, as data: frozen models that are published as `quality/report.json`."""
from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

Severity = Literal["error", "warning", "info"]
GUARDS = "guards"
"""The suite of the release guards; every other suite is named after its table."""


class Frozen(BaseModel):
    """A model that no one changes."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class FailingRow(Frozen):
    """A row that breaks an expectation: its key, the line it stands on, and the values that the expectation reads."""

    key: dict[str, str | int | None]
    source_id: str | None = None
    line: int | None = None
    values: dict[str, str | None] = {}


class Check(Frozen):
    """One expectation and how it went.

    `checked` counts the values looked at and `unexpected` those that break it. A check that had nothing to look at is
    `empty`: it neither passed nor failed. `note` says why a check failed that names no row; `reason_zh` and
    `reason_en` stand beside a tolerance. `acknowledged`: a release guard that failed, and the run was told to go on.
    """

    suite: str
    name: str
    expectation: str
    columns: tuple[str, ...]
    sentence_zh: str
    sentence_en: str
    severity: Severity
    outcome: Literal["passed", "failed", "empty"]
    checked: int
    unexpected: int
    rows: tuple[FailingRow, ...] = ()
    note: str | None = None
    reason_zh: str | None = None
    reason_en: str | None = None
    acknowledged: bool = False

    @property
    def stops(self) -> bool:
        """Whether it forbids the release."""
        return self.outcome == "failed" and self.severity == "error" and not self.acknowledged


class Report(Frozen):
    """Every check of a release, suite by suite; the release guards last. `previous` says whether there was a release before."""

    checks: tuple[Check, ...]
    previous: bool = False

    @property
    def failed(self) -> bool:
        """Whether any check forbids the release."""
        return any(check.stops for check in self.checks)

    @property
    def failures(self) -> tuple[Check, ...]:
        """The checks that forbid the release."""
        return tuple(check for check in self.checks if check.stops)

    def count(self, outcome: str, severity: str | None = None) -> int:
        """How many checks went that way, of one severity or of all."""
        return sum(check.outcome == outcome and severity in (None, check.severity) for check in self.checks)

    def suites(self) -> dict[str, tuple[Check, ...]]:
        """Suite name → its checks, in the order they were made."""
        names = dict.fromkeys(check.suite for check in self.checks)
        return {name: tuple(check for check in self.checks if check.suite == name) for name in names}
