"""`renewal rebuild`: a release, built again from the sources and compared file by file."""
from __future__ import annotations

from typing import Annotated

import typer


def rebuild(
    version: Annotated[str, typer.Argument(help="The version to build again, or latest.")] = "latest",
    raw: Annotated[str | None, typer.Option(metavar="PLACE", help="Folder of raw texts and their manifest.", show_default="raw")] = None,
    output: Annotated[str | None, typer.Option(metavar="PLACE", help="Folder or address of the releases.", show_default="output")] = None,
) -> None:
    """Build a release again from raw/ with this code, in a temporary folder, and say of every file whether it is equal.

    For an older release check out the tag it names first. Exit 0 where every file is equal, 1 where one differs.
    """
    from flows.building import rebuilt
    from flows.cli.places import output_folder, raw_folder

    files = rebuilt(version, raw_folder(raw), output_folder(output, version, before=True))
    for name, state in files.items():
        typer.echo(f"{state:9} {name}")
    differing = sum(state != "equal" for state in files.values())
    typer.echo(f"{len(files)} files, {differing} not equal" if differing else f"{len(files)} files, all equal")
    raise typer.Exit(differing > 0)
