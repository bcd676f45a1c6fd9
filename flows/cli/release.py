"""`renewal release`: the releases there are."""
from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(no_args_is_help=True, help="List and show the releases.")
Output = Annotated[Path | None, typer.Option(metavar="DIR", help="Folder of the releases. [default: output]", show_default=False)]


@app.command("list")
def list_(output: Output = None) -> None:
    """List every release, newest first: version, date, what raised the version, hash of its checksums."""
    from flows.releasing.catalogue import read_index

    for release in read_index(_folder(output)).releases:
        typer.echo(f"{release.version}  {release.date}  {release.level:6}  {release.sha256sums[:16]}")


@app.command()
def show(version: Annotated[str, typer.Argument(help="A version, or latest.")] = "latest", output: Output = None) -> None:
    """Show where a release lies and what changed in it."""
    from flows.releasing.catalogue import find_release
    from flows.releasing.changelog import read_changes
    from flows.releasing.changelog_text import section

    folder = find_release(_folder(output), version)
    typer.echo(f"{folder}\n\n{section(read_changes(folder))}")


@app.command()
def latest(output: Output = None) -> None:
    """Print the latest version and the folder it lies in."""
    from flows.releasing.catalogue import find_release
    from flows.releasing.identity import read_identity

    folder = find_release(_folder(output), "latest")
    typer.echo(f"{read_identity(folder).version} {folder}")


def _folder(output: Path | None) -> Path:
    from flows.settings import Settings

    return output or Settings().output
