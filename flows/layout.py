"""Where the data files of a release lie, in either of its two forms.

```
flat           parquet/<table>.parquet             csv/<table>.csv             json/<table>.json
partitioned    parquet/<table>/part-00001.parquet  csv/<table>/part-00001.csv.gz  json/<table>/part-00001.json.gz
```
A part holds whole sources, the same ones in every table and format, so it is a small release of its own: references between
records of a source never leave it. A flat release is one part without a name.
"""
from __future__ import annotations

from pathlib import Path

FORMATS = ("parquet", "csv", "json")
ENDINGS = {"parquet": "parquet", "csv": "csv.gz", "json": "json.gz"}
"""Format → how the name of a part ends."""
PART = "part-{:05}"
PARTS = f"part-{'[0-9]' * 5}*"

Part = str | None
"""Name of a part (`part-00001`); None for all there is of a flat release."""


def data_path(form: str, table: str, part: Part) -> str:
    """The path of a data file, relative to its release."""
    return f"{form}/{table}.{form}" if part is None else f"{form}/{table}/{part}.{ENDINGS[form]}"


def data_paths(folder: Path, form: str, table: str) -> list[Path]:
    """The files of a table in a release that are there, in the order of its parts."""
    flat = folder / data_path(form, table, None)
    return [flat] if flat.is_file() else sorted((folder / form / table).glob(f"{PARTS}.{ENDINGS[form]}"))


def tables_there(folder: Path) -> list[str]:
    """The tables of which a release has Parquet files, in the order of their names."""
    found = (folder / "parquet").glob("*")
    return sorted({path.name if path.is_dir() else path.stem for path in found if path.is_dir() or path.suffix == ".parquet"})


def parts_there(folder: Path) -> list[Part]:
    """The parts of a release: one without a name where it is flat."""
    named = {path.stem for path in (folder / "parquet").glob(f"*/{PARTS}.parquet")}
    return [*sorted(named)] or [None]


def is_data(path: str) -> bool:
    """Whether a path (relative to its release) is that of a data file: a table, or in `csv/tables` a table of the text."""
    return path.partition("/")[0] in FORMATS


def table_of(path: str) -> str | None:
    """The table of which a path (relative to its release) is a data file; None for any other file."""
    form, _, rest = path.partition("/")
    name, _, part = rest.partition("/")
    if form not in FORMATS or not (Path(part).match(f"{PARTS}.{ENDINGS[form]}") if part else name.endswith(f".{form}")):
        return None
    return name if part else name.removesuffix(f".{form}")
