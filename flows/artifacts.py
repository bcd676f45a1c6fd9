"""What a run leaves in Prefect's UI: sources, checks, findings, changes, what was published or why not; which failures are worth another try."""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from prefect.artifacts import create_link_artifact, create_markdown_artifact, create_table_artifact

from flows.layout import data_paths
from flows.releasing.changelog_text import escape
from flows.run import reason

if TYPE_CHECKING:
    from prefect.client.schemas.objects import State

    from flows.building import Outcome
    from flows.checking.report import Report
    from flows.settings import Settings

LASTING = (FileNotFoundError, PermissionError, NotADirectoryError, IsADirectoryError, FileExistsError)
SHOWN = 200
"""Rows of a table in the UI: it shows all of them on one page."""


def passing(state: State[Any]) -> bool:
    """Whether a task failed for a passing cause: a disk or network that did not answer, never bad data or a missing file."""
    error = state.result(raise_on_failure=False)
    return bool(getattr(error, "passing", isinstance(error, OSError) and not isinstance(error, LASTING)))


def checks(report: Report) -> None:
    """A table of the checks by record, and the failing rows where there are any."""
    rows = [
        {"record": suite, **{outcome: sum(check.outcome == outcome for check in own) for outcome in ("passed", "failed", "empty")}}
        for suite, own in report.suites().items()
    ]
    create_table_artifact(rows, key="checks", description="**Checks** of the release by record; `empty`: the check had nothing to look at.")
    failing = [
        {"check": check.sentence_en, "severity": check.severity, "row": _pairs(row.key), "line": row.line, "values": _pairs(row.values)}
        for check in report.checks
        if check.outcome == "failed"
        for row in check.rows
    ]
    if failing:
        create_table_artifact(failing[:SHOWN], key="failing-rows", description=f"**Rows that failed a check** ({len(failing):,}).")


def _pairs(values: Mapping[str, object]) -> str:
    """Names and values in one cell, since every record has its own."""
    return ", ".join(f"{name} {value}" for name, value in values.items() if value is not None)


def outcome(outcome: Outcome, changes: str | None, link: str) -> None:
    """What was read, found, changed (the changelog's entry, None where nothing was published) and published, and where it lies."""
    counts = [{"record": name, "rows": count} for name, count in outcome.records.items()]
    create_table_artifact(counts, key="records", description="**What was read**, by record.")
    findings(outcome)
    if changes:
        create_markdown_artifact(changes, key="changes", description=f"**What changed** in version {outcome.version}.")
    told = ", ".join(f"{count:,} {severity}" for severity, count in outcome.findings.items()) or "none"
    text = f"## {outcome.sentence}\n\nChecks passed: {outcome.passed:,} of {outcome.checked:,}. Findings: {told}.\n\n{_linked(link)}"
    create_markdown_artifact(text, key="release", description="**How it ended.**")
    if link.startswith(("http://", "https://")):
        create_link_artifact(link, link_text=f"Version {outcome.version}", key="release-link", description="**The release.**")


def _linked(link: str) -> str:
    """A link in Markdown, to an address or a folder; browsers follow one to a folder only from a page that lies on a disk, so its text is the path."""
    return f"<{link}>" if "://" in link else f"[`{link}`](<{Path(link).as_uri()}>)"


def findings(outcome: Outcome) -> None:
    """A table of the findings of the release by rule."""
    import polars as pl

    found = pl.scan_parquet(data_paths(outcome.folder, "parquet", "findings")).group_by("rule", "severity", "status", maintain_order=True)
    counted = found.len("findings").collect(engine="streaming").to_dicts()
    gravest = list(outcome.findings)
    rows = sorted(counted, key=lambda row: (gravest.index(row["severity"]), -row["findings"]))
    create_table_artifact(rows, key="findings", description="**Findings** in the sources, by rule, the gravest first.")


@contextmanager
def telling_failure(settings: Settings) -> Iterator[None]:
    """Leave the reason of a failure as an artifact; the error passes on."""
    try:
        yield
    except Exception as error:
        head, *rows = escape(settings.redacted(reason(error))).split("\n")
        create_markdown_artifact("\n".join([head, "", *(f"- {row.strip()}" for row in rows)]), key="failure", description="**Why nothing was published.**")
        raise
