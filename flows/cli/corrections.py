"""`renewal corrections`: the corrections of the sources and their state, and a proposal for a finding."""
from __future__ import annotations

from typing import Annotated

import typer


def corrections(
    raw: Annotated[str | None, typer.Option(metavar="PLACE", help="Folder of raw texts and their manifest.", show_default="raw")] = None,
    propose: Annotated[
        str | None, typer.Option(metavar="FINDING", help="Print an entry that would settle this finding, to be reviewed.", show_default=False)
    ] = None,
) -> None:
    """List every correction with what it settles; a stale or ambiguous one ends the list with an error that names it."""
    from flows.cli.correcting import listed, proposal
    from flows.cli.places import raw_folder

    folder = raw_folder(raw)
    if propose:
        typer.echo(proposal(folder, propose), nl=False)
    else:
        for line in listed(folder):
            typer.echo(line)
