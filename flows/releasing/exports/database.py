"""`dataset.duckdb`: the release as one DuckDB file, built from its Parquet, with keys, checks, comments and views.

Besides the published tables: `codes` (every vocabulary, in zh and en), `wording_changes` (statements that the release reworded,
from its `changes.json`), `release` (version, date, licence, citation) and the views of the folder `views`, whose files hold a
comment line and a query each, in the order of their names.

The tables of a partitioned release are views of its Parquet parts: no row is stored twice, and the file is small. Their paths are
relative to the release, so it answers in that folder, or after `set file_search_path = '<the release's folder>'`.

Bytes: as DuckDB writes by default, no two files are equal: an identifier in the header is random (storage versions from 1.4),
and bytes of uninitialised memory stand behind compressed strings (duckdb/duckdb#23382), remains of other data perhaps. Storage
version 1.2 (read by DuckDB 1.2 and later) with blocks of 16 KiB, without compression, written by one thread, has neither: equal
tables gave equal bytes up to 30 MB, whatever stood in the memory before. DuckDB promises no such thing, so the contract asks for
equal content only (`CONTENT_EQUAL`, `same_content`).
"""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from graphlib import TopologicalSorter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pyarrow as pa

from flows.layout import data_path, data_paths
from flows.releasing.changelog import FILE_NAME as CHANGES
from flows.releasing.changelog import read_changes
from flows.releasing.identity import Identity
from flows.releasing.portals.columns import Column, Table, published_tables, referenced_key, used_vocabularies
from flows.releasing.portals.description import citation
from flows.streaming import connected, identifier, literal, parquet
from schemas.dataset import dataset
from schemas.vocabulary import vocabulary

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

FILE_NAME = "dataset.duckdb"
CONTENT_EQUAL = (FILE_NAME,)
"""The files of a release that equal inputs need not give equal bytes of, only equal content: a rebuild compares their content."""

VIEWS = Path(__file__).with_name("views")
STORAGE = "storage_version 'v1.2.0', block_size 16384"
SQL_TYPES = {"string": "varchar", "int64": "bigint", "double": "double", "bool": "boolean", "date32[day]": "date"}
CODES = ("code", "label_zh", "label_en", "definition_zh", "definition_en")


def write_database(folder: Path, identity: Identity) -> None:
    """Write the database of a release from the Parquet files in its folder, in bounded memory. One of a partitioned release only views them."""
    path = folder / FILE_NAME
    path.unlink(missing_ok=True)
    with connected(threads=1) as connection, _looking_in(connection, folder):
        connection.execute("set force_compression = 'uncompressed'")
        connection.execute(f"attach {literal(str(path))} as dataset ({STORAGE})")
        connection.execute("use dataset")
        for name in creation_order(published_tables()):
            if identity.partition_bytes is None:
                _fill(connection, published_tables()[name], data_paths(folder, "parquet", name))
            else:
                _show(connection, published_tables()[name])
        _fill_codes(connection)
        _fill_wording_changes(connection, folder)
        _fill_release(connection, identity)
        _create_views(connection)
        connection.execute("use memory")
        connection.execute("detach dataset")


def same_content(one: Path, other: Path) -> bool:
    """Whether two databases hold the same tables, rows in order, keys, checks, comments and views."""
    return content(one) == content(other)


def content(path: Path) -> dict[str, object]:
    """What a database holds: its catalogue, and for each table the number and a hash of its rows in their order."""
    with connected(path) as connection:
        found: dict[str, object] = {
            kind: connection.execute(f"select {columns} from duckdb_{kind}() where not internal order by all").fetchall()
            for kind, columns in {
                "tables": "table_name, comment, sql",
                "views": "view_name, comment, sql",
                "columns": "table_name, column_index, column_name, data_type, is_nullable, comment",
            }.items()
        }
        for (name,) in connection.execute("select table_name from duckdb_tables() order by all").fetchall():
            found[f"rows of {name}"] = connection.execute(f"select count(*), bit_xor(hash(rowid, t)) from {identifier(name)} t").fetchone()
        return found


def creation_order(tables: Mapping[str, Table]) -> list[str]:
    """Table names, each after those it refers to; graphlib.CycleError where tables refer to each other in a circle."""
    graph = {name: sorted(set(table.references.values()) - {name}) for name, table in tables.items()}
    return list(TopologicalSorter(graph).static_order())


def sql_type(of: pa.DataType) -> str:
    """The SQL type of an Arrow type."""
    if pa.types.is_list(of):
        return f"{sql_type(of.value_type)}[]"
    if pa.types.is_struct(of):
        return f"struct({', '.join(f'{identifier(field.name)} {sql_type(field.type)}' for field in of)})"
    return SQL_TYPES[str(of)]


def _fill(connection: DuckDBPyConnection, table: Table, files: Sequence[Path]) -> None:
    parts = [*map(_column, table.columns), *_keys(table)]
    connection.execute(f"create table {identifier(table.name)} ({', '.join(parts)})")
    connection.execute(f"insert into {identifier(table.name)} by name from {parquet(files)}")
    _explain(connection, "table", table)


def _show(connection: DuckDBPyConnection, table: Table) -> None:
    """A view of the parts of a table by their path in the release."""
    connection.execute(f"create view {identifier(table.name)} as from {parquet([Path(data_path('parquet', table.name, '*'))])}")
    _explain(connection, "view", table)


@contextmanager
def _looking_in(connection: DuckDBPyConnection, folder: Path) -> Iterator[None]:
    """Have relative paths looked for in a folder: under another name, since its own may hold the comma that parts search paths."""
    with TemporaryDirectory() as place:
        link = Path(place) / "release"
        link.symlink_to(folder.absolute())
        connection.execute(f"set file_search_path = {literal(str(link))}")
        yield


def _explain(connection: DuckDBPyConnection, kind: str, table: Table) -> None:
    _comment(connection, kind, table.name, f"{table.title_zh} {table.title_en}: {table.meaning}")
    for column in table.columns:
        connection.execute(f"comment on column {identifier(table.name)}.{identifier(column.name)} is {literal(column.sentence)}")


def _keys(table: Table) -> Iterator[str]:
    """The key of a table and its references. Their indexes are held in memory."""
    yield f"primary key ({', '.join(map(identifier, table.key))})"
    for name, other in table.references.items():
        yield f"foreign key ({identifier(name)}) references {identifier(other)} ({identifier(referenced_key(other))})"


def _column(column: Column) -> str:
    null = "" if column.nullable else " not null"
    codes = column.constraints.get("enum")
    check = f" check ({identifier(column.name)} in ({', '.join(map(literal, _texts(codes)))}))" if codes else ""
    return f"{identifier(column.name)} {sql_type(column.type)}{null}{check}"


def _texts(codes: object) -> Iterable[str]:
    return [str(code) for code in codes] if isinstance(codes, list) else []


def _fill_codes(connection: DuckDBPyConnection) -> None:
    columns = ", ".join(f"{name} varchar not null" for name in ("vocabulary", *CODES))
    connection.execute(f"create table codes ({columns}, place bigint not null, primary key (vocabulary, code))")
    rows = [
        (name, *(row[part] for part in CODES), place)
        for name in used_vocabularies()
        for place, row in enumerate(vocabulary(name).values(), start=1)
    ]
    connection.executemany(f"insert into codes values ({', '.join('?' * len(rows[0]))})", rows)
    _comment(connection, "table", "codes", "编码 Codes: every vocabulary with its labels and definitions, in its order (place).")


def _fill_wording_changes(connection: DuckDBPyConnection, folder: Path) -> None:
    """The reworded pairs of the release's changes; none where the folder holds no changes."""
    connection.execute(
        "create table wording_changes (record varchar not null, old_key varchar not null, new_key varchar not null, "
        "old_text varchar, new_text varchar, similarity double not null)"
    )
    changed = read_changes(folder).changes.records if (folder / CHANGES).exists() else {}
    for name, table in changed.items():
        for pair in table.reworded:
            row = (name, _key(pair.old), _key(pair.new), pair.old_text, pair.new_text, pair.similarity)
            connection.execute("insert into wording_changes values (?, ?, ?, ?, ?, ?)", row)
    _comment(connection, "table", "wording_changes", "改写 Wording changes: statements reworded since the release before, with their likeness (1: equal).")


def _key(parts: tuple[object, ...]) -> str:
    return "/".join(map(str, parts))


def _fill_release(connection: DuckDBPyConnection, identity: Identity) -> None:
    of = dataset()
    facts = {
        "name": of.name,
        "title_zh": of.title.zh,
        "title_en": of.title.en,
        "version": identity.version,
        "date": identity.date.isoformat(),
        "previous": identity.previous,
        "licence": of.licence.spdx,
        "citation": citation(of, identity),
        "code": identity.code,
    }
    connection.execute(f"create table release ({', '.join(f'{name} varchar' for name in facts)})")
    connection.execute(f"insert into release values ({', '.join('?' * len(facts))})", list(facts.values()))
    _comment(connection, "table", "release", "版本 Release: which release this is, its licence and how to cite it.")


def _create_views(connection: DuckDBPyConnection) -> None:
    for path in sorted(VIEWS.glob("*.sql")):
        comment, query = path.read_text(encoding="utf-8").removeprefix("-- ").split("\n", 1)
        name = path.stem.partition("_")[2]
        connection.execute(f"create view {identifier(name)} as {query}")
        _comment(connection, "view", name, comment)


def _comment(connection: DuckDBPyConnection, kind: str, name: str, text: str) -> None:
    connection.execute(f"comment on {kind} {identifier(name)} is {literal(text)}")
