"""`renewal parse`: the reading alone, of any text file, with neither Prefect nor Great Expectations loaded."""
from __future__ import annotations

import gc
import os
import sys
import warnings
from pathlib import Path
from types import ModuleType
from typing import Annotated

import typer


def parse(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="Text files, folders, or tables of texts (.parquet, .jsonl), declared or not.", show_default=False)
    ],
    to: Annotated[Path, typer.Option(metavar="DIR", help="Folder to write DIR/parquet/<record>.parquet and DIR/json/<record>.json into.")] = Path("parsed"),
    text_column: Annotated[str, typer.Option(help="Column of the texts in a table.")] = "text",
    id_column: Annotated[str, typer.Option(help="Column of their ids; otherwise `id`, or the row's number.", show_default=False)] = "",
) -> None:
    """Read texts into records, without checking or publishing them.

    The columns are those of a release; source_id comes from each file's name. Files of the same name in DIR are replaced.
    """
    gc.disable()  # imports and records make few cycles; looking for them takes a tenth of this process's time
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy would start a thread a core for linear algebra, and they wait busily: another tenth
    _spare_pandas()
    from flows.parsing import parse_files, write_parsed

    for name, count in write_parsed(parse_files(files, text_column, id_column), to).items():
        typer.echo(f"{count:8,d} {name}")
    typer.echo(f"written to {to}")


def _spare_pandas() -> None:
    """Let PyArrow find no pandas: at its first array it would import it (0.3 s of CPU) only to ask whether a list is a Series."""
    import pyarrow as pa

    if "pandas" not in sys.modules:
        sys.modules["pandas"] = stand_in = ModuleType("pandas")
        stand_in.__version__ = "0"  # type: ignore[attr-defined]
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            pa.array([])
        del sys.modules["pandas"]
