"""`renewal diff`: what differs between two releases."""
from __future__ import annotations

from typing import Annotated

import typer


def diff(
    old: Annotated[str, typer.Argument(help="A version, or the folder of a release.", show_default=False)],
    new: Annotated[str, typer.Argument(help="A version, or the folder of a release.", show_default=False)],
    output: Annotated[str | None, typer.Option(metavar="PLACE", help="Folder or address of the releases.", show_default="output")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the whole report as JSON, as changes.json holds it.")] = False,
) -> None:
    """Compare two releases: records added, removed, changed field by field, reworded; columns; files.

    Exit 0 the same, 1 differs, 2 could not tell.
    """
    from flows.cli.places import output_folder
    from flows.releasing.catalogue import find_release
    from flows.releasing.changelog_text import summary
    from flows.releasing.diff import diff_releases

    releases = output_folder(output, old, new)
    changes = diff_releases(find_release(releases, old), find_release(releases, new))
    typer.echo(changes.model_dump_json(indent=1) if as_json else "\n".join(summary(changes)) or "the same")
    raise typer.Exit({"same": 0, "differs": 1, "unknown": 2}[changes.outcome])
