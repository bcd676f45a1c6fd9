"""`renewal runs`: the run records."""
from __future__ import annotations

from typing import Annotated

import typer


def runs(
    last: Annotated[int, typer.Option(min=1, help="How many runs to show, the newest last.")] = 20,
    as_json: Annotated[bool, typer.Option("--json", help="Print the whole records, one JSON object a line.")] = False,
    output: Annotated[
        str | None, typer.Option(metavar="PLACE", help="Only runs into this output; otherwise all that were made beside `output`.", show_default=False)
    ] = None,
) -> None:
    """Show what the last runs read, made and ended with, and why they failed.

    `read/sources`: how many were read anew, of how many; the others were taken from the cache. A run that was killed is marked as
    crashed by the next one.
    """
    from rich.console import Console

    from flows.run_records import read_records
    from flows.settings import Settings

    settings = Settings()
    records = read_records(settings.work_folder(settings.place("output", output)), last, output)
    if as_json:
        for record in records:
            typer.echo(record.model_dump_json())
        return
    from flows.cli.telling import runs_table

    console = Console()
    console.print(runs_table(records))
    for record in records:
        if record.error:
            console.print(f"{record.run_id}: {record.error}", highlight=False, markup=False, soft_wrap=True)
