"""`renewal publish`: the flow."""
from __future__ import annotations

from typing import Annotated

import typer


def publish(
    raw: Annotated[
        str | None, typer.Option(metavar="PLACE", help="Folder or address (s3://…) of raw texts and their manifest.", show_default="raw")
    ] = None,
    output: Annotated[
        str | None, typer.Option(metavar="PLACE", help="Folder or address that releases are published into.", show_default="output")
    ] = None,
    acknowledge: Annotated[
        list[str] | None, typer.Option(metavar="GUARD", help="A release guard that may fail this once; may be repeated.", show_default=False)
    ] = None,
    full: Annotated[bool, typer.Option("--full", help="Read every source again, also those that have not changed.")] = False,
) -> None:
    """Read the declared sources, check them, and publish what changed: whole, or not at all."""
    from flows import ahead, embedded
    from flows.checking import apart
    from flows.settings import Settings, prefer_prefect_defaults

    settings = Settings()
    settings.place("raw", raw)  # before anything is begun, so that no password in it is kept
    place = settings.place("output", output)
    prefer_prefect_defaults()
    api = embedded.start() if settings.runner == "threads" else None  # before Prefect is imported: each of the three takes
    apart.warm(ahead.load_apart)  # seconds, and there is more than one core
    with ahead.uncollected():
        from flows.cli.running import run_publish, summary
        from flows.run import place_of
    ahead.load()
    outcome = run_publish(raw, output, acknowledge or [], full, api)
    summary(outcome, place_of(place, outcome))
