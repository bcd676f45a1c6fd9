"""`renewal describe`: the contract, from the models."""
from __future__ import annotations

from typing import Annotated

import typer


def describe(
    record: Annotated[str | None, typer.Argument(help="A record such as metrics, or a vocabulary such as units.", show_default=False)] = None,
) -> None:
    """Describe the records of the dataset, or the columns of one, or the codes of a vocabulary."""
    from rich.console import Console

    from flows.cli.describing import contract, record_columns, vocabulary_codes
    from flows.errors import InputError
    from schemas import RECORDS
    from schemas.vocabulary import names

    console = Console()
    if record is None:
        console.print(contract())
    elif record in RECORDS:
        console.print(record_columns(RECORDS[record]))
    elif record in names():
        console.print(vocabulary_codes(record))
    else:
        raise InputError(f"{record!r} is neither a record ({', '.join(RECORDS)}) nor a vocabulary ({', '.join(names())})")
