"""`renewal serve`: the flow on a schedule, or whenever the raw texts change, in one command."""
from __future__ import annotations

from typing import Annotated

import typer


def serve(
    cron: Annotated[str | None, typer.Option(help="When to run, as five fields of cron, such as '0 6 * * *'.", show_default=False)] = None,
    timezone: Annotated[str, typer.Option(help="The time zone of --cron.")] = "Asia/Shanghai",
    watch: Annotated[
        float | None, typer.Option(min=1, metavar="SECONDS", help="Run at the start, and when raw texts changed; look this often.", show_default=False)
    ] = None,
    raw: Annotated[str | None, typer.Option(metavar="PLACE", help="Folder or address (s3://…) of raw texts.", show_default="raw")] = None,
    output: Annotated[
        str | None, typer.Option(metavar="PLACE", help="Folder or address that releases are published into.", show_default="output")
    ] = None,
) -> None:
    """Publish on a schedule (--cron), when raw texts change (--watch), or both, until ended with Ctrl-C.

    Runs appear in the UI of the Prefect server that is configured or runs on this machine; where there is none, one is started
    (http://127.0.0.1:4200). A run that would overlap another gives way.
    """
    from flows.errors import InputError
    from flows.settings import prefer_prefect_defaults

    if cron is None and watch is None:
        raise InputError("say when to run: --cron '0 6 * * *', --watch 60, or both")
    prefer_prefect_defaults()
    from flows.serving import serve as serve_flow

    serve_flow(raw, output, cron, timezone, watch)
