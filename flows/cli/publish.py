"""`renewal publish`: the flow."""
from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def publish(
    raw: Annotated[Path | None, typer.Option(metavar="DIR", help="Folder of raw texts and their manifest. [default: raw]", show_default=False)] = None,
    output: Annotated[Path | None, typer.Option(metavar="DIR", help="Folder that releases are published into. [default: output]", show_default=False)] = None,
    acknowledge: Annotated[
        list[str] | None, typer.Option(metavar="GUARD", help="A release guard that may fail this once; may be repeated.", show_default=False)
    ] = None,
) -> None:
    """Read the declared sources, check them, and publish what changed: whole, or not at all."""
    from flows.settings import Settings, prefer_prefect_defaults

    prefer_prefect_defaults()
    settings = Settings()
    from flows.cli.running import run_publish, summary

    outcome = run_publish(raw or settings.raw, output or settings.output, acknowledge or [], settings)
    summary(outcome)
