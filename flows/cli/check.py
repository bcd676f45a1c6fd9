"""`renewal check`: read and check the sources as a publish would, and publish nothing."""
from __future__ import annotations

from typing import Annotated

import typer


def check(
    raw: Annotated[str | None, typer.Option(metavar="PLACE", help="Folder of raw texts and their manifest.", show_default="raw")] = None,
    output: Annotated[str | None, typer.Option(metavar="PLACE", help="Folder of the releases to compare with.", show_default="output")] = None,
) -> None:
    """Read and check the sources without publishing: the checks by record, and every row that fails one.

    Exit 0 where a publish would go through, 1 where the data fails its checks, 2 for bad input.
    """
    from rich.console import Console

    from flows.building import check_sources, require_passed
    from flows.cli.checking import checks_by_suite
    from flows.cli.places import output_folder, raw_folder

    report = check_sources(raw_folder(raw), output_folder(output))
    Console().print(checks_by_suite(report))
    require_passed(report)
