"""What a run leaves in Prefect's UI: what was read, the checks, what was published; and which failures are worth another try."""
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from prefect.artifacts import create_markdown_artifact, create_table_artifact

if TYPE_CHECKING:
    from prefect.client.schemas.objects import State

    from flows.building import Outcome
    from flows.checking.report import Report


def passing(state: State[Any]) -> bool:
    """Whether a task failed for a passing cause: a disk or network that did not answer, never bad data."""
    return isinstance(state.result(raise_on_failure=False), OSError)


def checks(report: Report) -> None:
    """A table of the checks by suite, and the failing rows where there are any."""
    rows = [
        {"suite": suite, **{outcome: sum(check.outcome == outcome for check in own) for outcome in ("passed", "failed", "empty")}}
        for suite, own in report.suites().items()
    ]
    create_table_artifact(rows, key="checks", description="Checks of the release, by record")
    failing = [
        {"check": check.sentence_en, "severity": check.severity, **row.key, "line": row.line, "values": str(row.values)}
        for check in report.checks
        if check.outcome == "failed"
        for row in check.rows
    ]
    if failing:
        create_table_artifact(failing, key="failing-rows", description="Rows that failed a check")


def outcome(outcome: Outcome) -> None:
    """What was read and published, and where it lies."""
    counts = "\n".join(f"| {name} | {count:,} |" for name, count in outcome.records.items())
    findings = ", ".join(f"{count} {severity}" for severity, count in outcome.findings.items()) or "none"
    text = f"{outcome.sentence}\n\n| records | |\n|---|---:|\n{counts}\n\nFindings: {findings}. Checks passed: {outcome.passed} of {outcome.checked}."
    create_markdown_artifact(f"{text}\n\n`{outcome.folder}`", key="release", description="What was published")
