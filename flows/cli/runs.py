"""`renewal runs`: the run records."""
from __future__ import annotations

from typing import Annotated

import typer


def runs(
    last: Annotated[int, typer.Option(min=1, help="How many runs to show, the newest last.")] = 20,
    as_json: Annotated[bool, typer.Option("--json", help="Print the whole records, one JSON object a line.")] = False,
    output: Annotated[str | None, typer.Option(metavar="PLACE", help="Output of the runs. [default: output]", show_default=False)] = None,
) -> None:
    """Show what the last runs read, made and ended with; a run that was killed is marked as crashed by the next one."""
    from rich.console import Console

    from flows.run_records import read_records
    from flows.settings import Settings

    settings = Settings()
    records = read_records(settings.work_folder(settings.place("output", output)), last)
    if as_json:
        for record in records:
            typer.echo(record.model_dump_json())
        return
    from flows.cli.telling import runs_table

    console = Console()
    console.print(runs_table(records))
    if records and records[-1].error:
        console.print(f"{records[-1].run_id}: {records[-1].error}", highlight=False, markup=False)
