"""DuckDB as the engine for what has to be looked at over all parts of a release: bounded memory, the rest on disk."""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MEMORY = "700MB"
"""What DuckDB may hold in memory, of the 2 GiB that a process of the pipeline is to stay under."""


@contextmanager
def connected(database: Path | None = None, threads: int = 2) -> Iterator[DuckDBPyConnection]:
    """A connection to a database file, to read it, or to one in memory; it spills into a temporary folder that is removed at the end."""
    import duckdb

    with TemporaryDirectory() as spilled, duckdb.connect(str(database or ":memory:"), read_only=database is not None) as connection:
        connection.execute(f"set memory_limit = '{MEMORY}'; set temp_directory = {literal(spilled)}; set threads = {threads}")
        yield connection


def repeated_keys(files: Sequence[Path], key: Sequence[str], limit: int) -> tuple[int, list[tuple[object, ...]]]:
    """How many keys stand more than once in some Parquet files of one table, and the first of them in their order."""
    columns = ", ".join(map(identifier, key))
    with connected() as connection:
        connection.execute(f"create table twice as select {columns} from {parquet(files)} group by all having count(*) > 1")
        (count,) = connection.execute("select count(*) from twice").fetchall()[0]
        return count, connection.execute(f"from twice order by all limit {limit}").fetchall()


def parquet(files: Sequence[Path]) -> str:
    """Some Parquet files of one table as a table of SQL."""
    return f"read_parquet([{', '.join(literal(str(path)) for path in files)}])"


def literal(text: str) -> str:
    """A text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def identifier(name: str) -> str:
    """A name as a quoted SQL identifier."""
    return '"' + name.replace('"', '""') + '"'
