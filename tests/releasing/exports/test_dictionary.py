"""The dictionary, for programs and for people: every column explained with a real example; what the README shows runs."""
from __future__ import annotations

import csv
import json
import re
from typing import Any

import duckdb
import pytest

from flows.releasing.exports.analyses import QUERIES
from flows.releasing.portals.columns import published_tables
from tests.releasing.portals.mini_release import TEXT, Release


@pytest.fixture(scope="module")
def about(release: Release) -> dict[str, Any]:
    return json.loads((release.folder / "dictionary.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def readme(release: Release) -> str:
    return (release.folder / "README.md").read_text("utf-8")


def columns(about: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return [(table["name"], column) for table in about["tables"] for column in table["columns"]]


def test_every_column_is_explained_in_the_published_order(about: dict[str, Any]) -> None:
    assert [(table, column["name"]) for table, column in columns(about)] == [
        (table.name, column.name) for table in published_tables().values() for column in table.columns
    ]
    assert all(column["label_zh"] and column["label_en"] and column["meaning"] and column["type"] for _, column in columns(about))


def test_an_example_is_a_value_of_the_release_at_its_span(about: dict[str, Any], release: Release) -> None:
    for table, column in columns(about):
        values = [value for value in release.tables[table][column["name"]].to_pylist() if value not in (None, "", [])]
        assert bool(values) == bool(column["example"]), f"{table}.{column['name']}"
        if values and not hasattr(values[0], "isoformat"):
            assert column["example"]["value"] == values[0]
    raw = next(column for table, column in columns(about) if (table, column["name"]) == ("metrics", "raw"))["example"]
    assert TEXT[raw["char_start"] : raw["char_end"]] == raw["value"]


def test_nulls_and_rows_are_counted(about: dict[str, Any], release: Release) -> None:
    assert {table["name"]: table["rows"] for table in about["tables"]} == {name: table.num_rows for name, table in release.tables.items()}
    assert all(column["nulls"] == release.tables[table][column["name"]].null_count for table, column in columns(about))


def test_the_readme_names_every_column_and_links_every_vocabulary(readme: str, about: dict[str, Any], release: Release) -> None:
    codebook = (release.folder / "codebook.md").read_text("utf-8")
    for _, column in columns(about):
        assert f"| `{column['name']}` |" in readme
        if column["vocabulary"]:
            assert f"(codebook.md#{column['vocabulary']})" in readme
            assert f"## {column['vocabulary']}\n" in codebook


def test_the_readme_names_only_files_that_are_there(readme: str, release: Release) -> None:
    made_later = {"changes.json", "quality/"}
    section = readme.split("## 文件 Files")[1].split("\n## ")[0]
    for name in re.findall(r"`([^`]+)`", section):
        pattern = re.sub("<[a-z_]+>", "*", name)
        assert name in made_later or list(release.folder.glob(pattern)), name


def test_every_row_of_a_table_has_as_many_cells_as_its_head(release: Release) -> None:
    for name in ("README.md", "codebook.md"):
        text = re.sub(r"```.*?```", "", (release.folder / name).read_text("utf-8"), flags=re.S)
        for table in re.findall(r"(?:^\|.*\|\n)+", text, flags=re.M):
            assert len({len(re.findall(r"(?<!\\)\|", row)) for row in table.splitlines()}) == 1, table[:80]


def test_no_markup_of_a_source_is_live(release: Release) -> None:
    for name in ("README.md", "codebook.md"):
        assert not re.search(r"(?<!\\)<script", (release.folder / name).read_text("utf-8"))


def test_the_ways_to_load_run_in_the_release_folder(readme: str, release: Release, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(release.folder)
    blocks = re.findall(r"```python\n(.*?)```", readme, flags=re.S)
    assert len(blocks) == 3
    for block in blocks:
        exec(compile(block, "README.md", "exec"), {})
    assert "obligation" in capsys.readouterr().out


def test_the_worked_analyses_run_and_show_their_answers(readme: str, release: Release) -> None:
    queries = re.findall(r"```sql\n(.*?)```", readme, flags=re.S)
    assert len(queries) == len(list(QUERIES.glob("*.sql"))) == 3
    with duckdb.connect(str(release.folder / "dataset.duckdb"), read_only=True) as connection:
        answers = [connection.execute(query).fetchall() for query in queries]
    assert all(answers)
    bodies, strength, limits = answers
    assert {body for body, *_ in bodies} == {"民政部", "财政部", "国务院办公厅"}
    assert [year for year, *_ in strength] == [2023, 2024]
    assert all(str(cell) in readme for row in bodies for cell in row)
    assert any("不得超过20%" in str(row) for row in limits)


def test_the_formula_guard_that_it_states_gives_the_texts_back(about: dict[str, Any], release: Release) -> None:
    with (release.folder / "csv/lines.csv").open(encoding="utf-8", newline="") as file:
        guarded = [row["raw_text"] for row in csv.DictReader(file)]
    pattern = re.compile(about["csv"]["formula_guard_pattern"])
    texts = release.tables["lines"]["raw_text"].to_pylist()
    assert guarded != texts
    assert [text[1:] if pattern.match(text) else text for text in guarded] == texts


def test_the_licence_page_names_the_licence_of_data_and_sources(release: Release) -> None:
    text = (release.folder / "LICENSE.md").read_text("utf-8")
    assert "CC-BY-4.0" in text
    assert "CC0-1.0" in text
