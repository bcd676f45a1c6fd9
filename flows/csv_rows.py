"""CSV files that people keep beside the sources: read whole, or refused with file and line."""
from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

from flows.errors import InputError


def csv_rows(path: Path, columns: Sequence[str], more: Sequence[str] = ()) -> Iterator[tuple[dict[str, str], str]]:
    """Every row of a file of exactly these columns, with its place (`file:line`).

    The columns of `more` may follow, all or none; they are empty where there are none.

    UTF-8, with or without the byte order mark that Excel writes. InputError where the file is in another encoding or is no
    CSV, its header differs, or a row has more or fewer cells than the header.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            header = tuple(reader.fieldnames or ())
            if header not in (tuple(columns), (*columns, *more)):
                raise InputError(f"{path}:1: the header must be {','.join(columns)}")
            for row in reader:
                if None in row or None in row.values():
                    raise InputError(f"{path}:{reader.line_num}: the row must have {len(header)} cells")
                yield dict.fromkeys(more, "") | row, f"{path}:{reader.line_num}"
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: byte {error.start}: not UTF-8; save the file as UTF-8") from None
    except csv.Error as error:
        raise InputError(f"{path}:{reader.line_num}: no CSV: {error}") from None
