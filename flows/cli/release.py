"""`renewal release`: the releases there are."""
from __future__ import annotations

from typing import Annotated

import typer

app = typer.Typer(no_args_is_help=True, help="List and show the releases.")
Output = Annotated[str | None, typer.Option(metavar="PLACE", help="Folder or address of the releases.", show_default="output")]


@app.command("list")
def list_(output: Output = None) -> None:
    """List every release, newest first: version, date, what raised the version, hash of its checksums."""
    from flows.cli.places import output_folder
    from flows.releasing.catalogue import read_index

    for release in read_index(output_folder(output)).releases:
        typer.echo(f"{release.version}  {release.date}  {release.level:6}  {release.sha256sums[:16]}")


@app.command()
def show(version: Annotated[str, typer.Argument(help="A version, or latest.")] = "latest", output: Output = None) -> None:
    """Show where a release lies and what changed in it."""
    from flows.cli.places import address_of, output_folder
    from flows.releasing.catalogue import find_release
    from flows.releasing.changelog import read_changes
    from flows.releasing.changelog_text import section

    releases = output_folder(output, version)
    folder = find_release(releases, version)
    typer.echo(f"{address_of(output, releases, folder)}\n\n{section(read_changes(folder))}")


@app.command()
def latest(output: Output = None) -> None:
    """Print the latest version and the folder or address it lies in."""
    from flows.cli.places import address_of, output_folder
    from flows.releasing.catalogue import find_release
    from flows.releasing.identity import read_identity

    releases = output_folder(output)
    folder = find_release(releases, "latest")
    typer.echo(f"{read_identity(folder).version} {address_of(output, releases, folder)}")
