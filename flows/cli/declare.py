"""`renewal declare`: write a source's row into the manifest beside it."""
from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer


def declare(
    file: Annotated[
        Path, typer.Argument(help="The text in its folder of raw texts; or a folder, or a table of texts (.parquet, .jsonl, .jsonl.gz).", show_default=False)
    ],
    title: Annotated[str | None, typer.Option(help="Title of the text.")] = None,
    licence: Annotated[str | None, typer.Option(help="Licence or terms of the text: an SPDX identifier, or words.")] = None,
    language: Annotated[str | None, typer.Option(help="Language of the text, as a BCP 47 tag; zh-Hans otherwise.")] = None,
    source_id: Annotated[str | None, typer.Option("--id", help="Identifier of the source; made from the file's name otherwise.")] = None,
    retrieved: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day on which the text was received; today otherwise.")] = None,
    notes: Annotated[str, typer.Option(help="What else is to know about the source.")] = "",
    text_column: Annotated[str | None, typer.Option(help="Column of the texts in a table; `text` otherwise.")] = None,
    id_column: Annotated[str | None, typer.Option(help="Column of their ids in a table; `id` otherwise, or the row's number.")] = None,
    replace: Annotated[bool, typer.Option("--replace", help="Declare the present bytes of a file that is declared already.")] = False,
) -> None:
    """Declare a source: write its id, sha256, title and licence into manifest.csv beside it."""
    from flows.declaring import declare as declare_source

    day = (retrieved or datetime.now(UTC)).date()
    said = {"title": title, "licence": licence, "language": language, "source_id": source_id, "text_column": text_column, "id_column": id_column}
    row = declare_source(file, **said, retrieved=day, notes=notes, replace=replace)
    typer.echo(f"declared {row['source_id']}: {row['file_name']} {row['sha256']}")
