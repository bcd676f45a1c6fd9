"""`renewal explorer`: the explorer page of a release, from its published files alone."""
from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def explorer(
    release: Annotated[str, typer.Argument(help="A version, latest, or the folder of a release.")] = "latest",
    to: Annotated[Path | None, typer.Option(metavar="FILE", help="Where to write the page.", show_default="explorer-VERSION.html")] = None,
    output: Annotated[str | None, typer.Option(metavar="PLACE", help="Folder of the releases.", show_default="output")] = None,
) -> None:
    """Write the explorer of a release as one page that needs no network: timeline, source, pictures, wording, quality.

    Every release holds its own, as explorer/index.html; this writes one anywhere, of any release, with the present code.
    """
    from flows.cli.places import output_folder
    from flows.releasing.catalogue import find_release
    from flows.releasing.explorer.page import write_explorer

    folder = find_release(output_folder(output, release), release)
    typer.echo(write_explorer(folder, to or Path(f"explorer-{folder.resolve().name}.html")))
