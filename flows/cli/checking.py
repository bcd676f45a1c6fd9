"""The table that `renewal check` prints."""
from __future__ import annotations

from rich.table import Table

from flows.checking.report import Report


def checks_by_suite(report: Report) -> Table:
    """How the checks of every record went."""
    table = Table(title="Checks", title_justify="left")
    for column in ("record", "passed", "failed", "nothing to check"):
        table.add_column(column, justify="left" if column == "record" else "right")
    for suite, checks in report.suites().items():
        counts = [sum(check.outcome == outcome for check in checks) for outcome in ("passed", "failed", "empty")]
        table.add_row(suite, *(str(count) for count in counts))
    return table
