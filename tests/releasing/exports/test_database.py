"""The DuckDB file: all rows, keys and checks that hold, comments on everything, views that answer, and equal bytes."""
from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from flows.releasing.changelog import release_changes, write_changes
from flows.releasing.changes import Changes, Pair, RecordChanges
from flows.releasing.exports.database import FILE_NAME, VIEWS, creation_order, same_content, write_database
from flows.releasing.portals.columns import published_tables, used_vocabularies
from flows.releasing.versioning import next_version
from schemas.vocabulary import vocabulary
from tests.releasing.portals.mini_release import Release


@pytest.fixture(scope="module")
def database(release: Release) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(release.folder / FILE_NAME), read_only=True) as connection:
        yield connection


@pytest.fixture
def writable(release: Release, tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A copy that a test may change."""
    with duckdb.connect(str(shutil.copyfile(release.folder / FILE_NAME, tmp_path / FILE_NAME))) as connection:
        yield connection


@pytest.mark.parametrize("name", published_tables())
def test_a_table_holds_the_rows_of_its_record_in_order(database: duckdb.DuckDBPyConnection, release: Release, name: str) -> None:
    assert database.sql(f"select * from {name} order by rowid").to_arrow_table().to_pylist() == release.tables[name].to_pylist()


def test_keys_are_primary_keys_and_references_foreign_keys(database: duckdb.DuckDBPyConnection) -> None:
    found = database.execute("select table_name, constraint_type, constraint_column_names, referenced_table from duckdb_constraints()").fetchall()
    for name, table in published_tables().items():
        assert (name, "PRIMARY KEY", list(table.key), None) in found
        for column, other in table.references.items():
            assert (name, "FOREIGN KEY", [column], other) in found


def test_a_reference_to_no_record_is_refused(writable: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(duckdb.ConstraintException):
        writable.execute("insert into tables select * replace ('t-2' as table_id, 'nowhere' as event_id) from tables limit 1")


def test_a_code_outside_its_vocabulary_is_refused(writable: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(duckdb.ConstraintException):
        writable.execute("insert into metrics select * replace ('m-2' as metric_id, 'verbot' as role) from metrics limit 1")


def test_every_table_column_and_view_has_a_comment(database: duckdb.DuckDBPyConnection) -> None:
    assert database.execute("select table_name from duckdb_tables() where comment is null").fetchall() == []
    assert database.execute("select view_name from duckdb_views() where comment is null and not internal").fetchall() == []
    comments = dict(database.execute("select table_name || '.' || column_name, comment from duckdb_columns() where comment is not null").fetchall())
    assert comments == {f"{table.name}.{column.name}": column.sentence for table in published_tables().values() for column in table.columns}


def test_every_view_answers(database: duckdb.DuckDBPyConnection) -> None:
    names = [path.stem.partition("_")[2] for path in sorted(VIEWS.glob("*.sql"))]
    assert {name for (name,) in database.execute("select view_name from duckdb_views() where not internal").fetchall()} == set(names)
    answers = {name: database.execute(f"select * from {name}").fetchall() for name in names}
    assert [name for name, rows in answers.items() if not rows] == ["official_differences"]


def test_the_views_join_each_record_once(database: duckdb.DuckDBPyConnection, release: Release) -> None:
    for view, table in {"timeline": "events", "directives_with_event": "directives", "quantities": "metrics"}.items():
        assert database.execute(f"select count(*) from {view}").fetchall() == [(release.tables[table].num_rows,)]


def test_a_quantity_stands_beside_its_sentence_and_a_limit_among_the_limits(database: duckdb.DuckDBPyConnection) -> None:
    rows = database.execute("select raw, sentence from quantities").fetchall()
    assert all(raw in sentence for raw, sentence in rows)
    limits = database.execute("select raw from binding_limits").fetchall()
    assert limits == database.execute("select raw from metrics where role = 'limit'").fetchall()


def test_the_shares_of_a_year_add_up_to_all_of_it(database: duckdb.DuckDBPyConnection) -> None:
    shares = database.execute("select year, sum(percent_of_year) from wording_by_year group by year").fetchall()
    assert [year for year, share in shares if abs(share - 100) > 0.5] == []


def test_every_vocabulary_is_there_in_its_order(database: duckdb.DuckDBPyConnection) -> None:
    for name in used_vocabularies():
        codes = database.execute("select code from codes where vocabulary = ? order by place", [name]).fetchall()
        assert [code for (code,) in codes] == list(vocabulary(name))


def test_reworded_statements_stand_beside_what_they_were(release: Release, tmp_path: Path) -> None:
    pair = Pair(old=("mini-d1",), new=("mini-d2",), old_text="应当明码标价", new_text="必须明码标价", similarity=0.83)
    changes = Changes(old="1.1.0", new="1.2.0", records={"directives": RecordChanges(reworded=(pair,))}, structure=(), files=(), incomparable=())
    shutil.copytree(release.folder / "parquet", tmp_path / "parquet")
    write_changes(tmp_path, release_changes(release.identity, next_version("1.1.0", changes), changes))
    write_database(tmp_path, release.identity)
    with duckdb.connect(str(tmp_path / FILE_NAME), read_only=True) as connection:
        rows = connection.execute("from wording_changes").fetchall()
    assert rows == [("directives", "mini-d1", "mini-d2", "应当明码标价", "必须明码标价", 0.83)]


def test_it_says_which_release_it_is(database: duckdb.DuckDBPyConnection) -> None:
    assert database.execute("select version, date, previous from release").fetchall() == [("1.2.0", "2026-11-01", "1.1.0")]


def test_equal_tables_give_equal_bytes(release: Release, tmp_path: Path) -> None:
    shutil.copytree(release.folder / "parquet", tmp_path / "parquet")
    write_database(tmp_path, release.identity)
    assert (tmp_path / FILE_NAME).read_bytes() == (release.folder / FILE_NAME).read_bytes()


@pytest.mark.parametrize("change", ["update lines set text = 'x' where line_start = 1", "comment on table lines is 'x'", "drop view binding_limits"])
def test_other_rows_comments_or_views_are_other_content(release: Release, tmp_path: Path, change: str) -> None:
    copy = Path(shutil.copyfile(release.folder / FILE_NAME, tmp_path / FILE_NAME))
    assert same_content(copy, release.folder / FILE_NAME)
    with duckdb.connect(str(copy)) as connection:
        connection.execute(change)
    assert not same_content(copy, release.folder / FILE_NAME)


def test_tables_are_made_after_those_they_refer_to() -> None:
    order = creation_order(published_tables())
    for table in published_tables().values():
        assert all(order.index(other) < order.index(table.name) for other in table.references.values())
