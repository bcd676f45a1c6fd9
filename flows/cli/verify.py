"""`renewal verify`: a release, checked from its published files alone."""
from __future__ import annotations

from typing import Annotated

import typer


def verify(
    release: Annotated[str, typer.Argument(help="A version, or the folder of a release.")] = "latest",
    raw: Annotated[str | None, typer.Option(metavar="PLACE", help="Folder of raw texts, to check spans against.", show_default="raw")] = None,
    output: Annotated[str | None, typer.Option(metavar="PLACE", help="Folder or address of the releases.", show_default="output")] = None,
    rebuild: Annotated[bool, typer.Option(help="Also build it again from the raw texts and compare every file.")] = True,
) -> None:
    """Check a release: checksums, spans against the raw text, keys, references, that all formats agree, that it rebuilds.

    In object storage every object is compared with SHA256SUMS first, by size and checksum, or by fetching it where they do not tell.
    Exit 0 where every promise is kept, 1 where one is broken, 2 where it cannot be told.
    """
    from flows.cli.places import damaged_objects

    place, problems = damaged_objects(output, release)
    if not problems:
        place, problems = _broken(release, raw, output, rebuild)
    for problem in problems:
        typer.echo(problem)
    typer.echo(f"{place}: {len(problems)} problems" if problems else f"{place}: every promise is kept")
    raise typer.Exit(bool(problems))


def _broken(release: str, raw: str | None, output: str | None, rebuild: bool) -> tuple[str, list[str]]:
    """Where a release lies, and which promises its files break; one in object storage is whole, since its objects were compared."""
    from flows.building import EQUAL, rebuilt
    from flows.cli.places import address_of, output_folder, raw_folder
    from flows.members import texts_of_tables
    from flows.releasing.catalogue import find_release
    from flows.releasing.verification import verify as problems_of

    sources, releases = raw_folder(raw), output_folder(output, release, before=rebuild)
    folder = find_release(releases, release)
    problems = [str(problem) for problem in problems_of(folder, sources, texts_of_tables)]
    if rebuild and not problems:
        states = rebuilt(release, sources, releases)
        problems = [f"{name}: built again, it is not equal ({state})" for name, state in states.items() if state != EQUAL]
    return address_of(output, releases, folder), problems
