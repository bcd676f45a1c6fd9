"""`renewal parse`: the reading alone, of any text file, with neither Prefect nor Great Expectations loaded."""
from __future__ import annotations

import gc
import sys
import warnings
from pathlib import Path
from types import ModuleType
from typing import Annotated

import typer


def parse(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Text files to read, declared in a manifest or not.", show_default=False)],
    to: Annotated[Path, typer.Option(metavar="DIR", help="Folder to write DIR/parquet/<record>.parquet and DIR/json/<record>.json into.")] = Path("parsed"),
) -> None:
    """Read text files into records, without checking or publishing them.

    The columns are those of a release; source_id comes from each file's name. Files of the same name in DIR are replaced.
    """
    gc.disable()  # imports and records make few cycles; looking for them takes a tenth of this process's time
    _spare_pandas()
    from flows.parsing import parse_files, write_parsed

    tables = parse_files(files)
    write_parsed(tables, to)
    for name, table in tables.items():
        typer.echo(f"{table.num_rows:8,d} {name}")
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
