"""Tables of the command line about runs and settings."""
from __future__ import annotations

from collections.abc import Sequence

from rich import box
from rich.markup import escape
from rich.table import Table

from flows.addresses import MASK, without_userinfo
from flows.run_records import RunRecord
from flows.settings import PREFIX, SECRET, Settings, origin


def runs_table(records: Sequence[RunRecord]) -> Table:
    """One row a run, oldest first; how many of its sources were read anew, where it came so far: the others were taken from the cache."""
    columns = ("begun (UTC)", "outcome", "version", "read/sources", "findings", "checks", "secs")
    table = Table(title="Runs", title_justify="left", box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0))
    for name in columns:
        table.add_column(name, no_wrap=True, justify="left" if name in columns[:3] else "right")
    for record in records:
        seconds = f"{(record.ended - record.started).total_seconds():.1f}" if record.ended else ""
        checks = "" if record.passed is None else f"{record.passed:,}/{record.checked:,}"
        read = "" if record.cache_misses is None else f"{record.cache_misses:,}/"
        counts = [f"{read}{record.n_sources:,}", f"{sum(record.findings.values()):,}"]
        table.add_row(f"{record.started:%Y-%m-%d %H:%M}", record.outcome, record.version or "", *counts, checks, seconds)
    return table


def settings_table(settings: Settings) -> Table:
    """One row a setting; of secrets, also of those in addresses, only whether they are set."""
    table = Table("setting", "value", "from", "what it is", title="Settings", title_justify="left")
    for name, field in Settings.model_fields.items():
        value = getattr(settings, name)
        shown = MASK if name in SECRET and value else "" if value in (None, []) else without_userinfo(str(value))
        table.add_row(PREFIX + name.upper(), shown, origin(name), escape(field.description or ""))
    return table
