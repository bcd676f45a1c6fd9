"""The explorer as a file: what it carries, what its policy allows, and that it is made of the records alone."""
from __future__ import annotations

import csv
import json
import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from flows.cli.main import app
from flows.errors import ReleaseError
from flows.releasing.explorer import page as explorer
from flows.releasing.explorer.data import page_data
from flows.releasing.explorer.encoding import encode, encode_key
from flows.releasing.explorer.page import HERE, write_explorer
from tests.explorer.conftest import SOURCE, release_of, write_release

LIMIT = 4 * 2**20


@pytest.fixture(scope="module")
def html(real_page: Path) -> str:
    return real_page.read_text("utf-8")


def test_the_page_of_the_real_source_is_smaller_than_four_megabytes(real_page: Path) -> None:
    assert real_page.stat().st_size < LIMIT


def test_equal_releases_give_equal_bytes(real_release: Path, real_page: Path, tmp_path: Path) -> None:
    assert write_explorer(real_release, tmp_path / "again.html").read_bytes() == real_page.read_bytes()


def test_the_policy_allows_the_scripts_and_styles_of_the_page_and_no_others(html: str) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)
    assert policy
    inline = re.findall(r"<(script|style)>(.*?)</\1>", html, re.DOTALL)
    for _, text in inline:
        assert b64encode(sha256(text.encode()).digest()).decode() in policy[1].replace("&#43;", "+")
    assert "unsafe" not in policy[1]
    assert policy[1].startswith("default-src &#39;none&#39;")


def test_the_page_names_no_file_or_address_to_load(html: str) -> None:
    head = html[: html.index('<script type="application/json"')]
    assert not re.search(r"""\bsrc=|@import|url\(|href="(?!#|data:)""", re.sub(r"<style>.*?</style>", "", head, flags=re.DOTALL))


def test_no_record_can_end_its_block(tmp_path: Path) -> None:
    text = "2020\n2020年7月\n《</script><script>a</script>》\n- 要求<!--\u2028&amp;。\n"
    page = write_explorer(release_of(tmp_path, text)).read_text("utf-8")
    blocks = re.findall(r'<script type="application/json" id="[a-z_-]+">(.*?)</script>', page, re.DOTALL)
    assert not any(set(block) & set("<>&\u2028") for block in blocks)
    assert any("</script><script>a</script>" in json.dumps(json.loads(block), ensure_ascii=False) for block in blocks)


def test_the_text_is_in_the_page_once_and_whole(real_release: Path) -> None:
    lines = page_data(real_release)["tables"]["lines"]
    assert lines["raw_text"] == SOURCE.read_text("utf-8").splitlines()


def test_every_column_is_in_the_page_or_follows_from_the_text(real_release: Path) -> None:
    data = page_data(real_release)
    for name, record in data["records"].items():
        missing = {column for column, *_ in record["columns"]} - set(data["tables"][name])
        assert missing <= {"line_start", "line_end", "raw_text", "char_end"}, name


def test_a_page_holds_no_more_sources_than_its_budget(real_release: Path) -> None:
    data = page_data(real_release, budget=1)
    assert data["left_out"] == ["urban-renewal-timeline"]
    assert data["tables"]["lines"]["raw_text"] == []


def test_a_folder_that_is_no_release_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="no complete release"):
        write_explorer(tmp_path)


def test_the_command_writes_a_page_of_a_release(real_release: Path, tmp_path: Path) -> None:
    (real_release / "SHA256SUMS").touch()
    result = CliRunner().invoke(app, ["explorer", str(real_release), "--to", str(tmp_path / "page.html")])
    assert result.exit_code == 0, result.output
    assert (tmp_path / "page.html").read_text("utf-8").startswith("<!doctype html>")


def test_a_partitioned_release_is_read_as_a_flat_one(real_release: Path, tmp_path: Path) -> None:
    folder = write_release(tmp_path / "release", {})
    for path in (real_release / "parquet").iterdir():
        (folder / "parquet" / path.stem).mkdir()
        (folder / "parquet" / path.stem / "part-00001.parquet").write_bytes(path.read_bytes())
    assert page_data(folder) == page_data(real_release)


@pytest.mark.parametrize(
    ("values", "packed"),
    [
        (["a", "b"], ["a", "b"]),
        (["a"] * 3 + [None], {"of": ["a"], "at": [0, 0, 0, None]}),
        ([1.0, 2.5, None], [1, 2.5, None]),
        ([[{"a": 1, "b": "x"}]], [[[1, "x"]]]),
    ],
)
def test_columns_are_packed_by_what_they_hold(values: list[Any], packed: Any) -> None:
    assert encode(values) == packed


def test_keys_that_begin_alike_are_written_once() -> None:
    assert encode_key(["s-e-1", "s-e-2", "t"]) == {"shared": [0, 4, 0], "rest": ["s-e-1", "2", "t"]}


def test_every_word_of_the_interface_is_there_in_both_languages_and_used() -> None:
    with (HERE / "words.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert all(row["zh"] and row["en"] for row in rows)
    assert len({row["key"] for row in rows}) == len(rows)
    text = "".join(path.read_text("utf-8") for path in [*HERE.rglob("*.js"), *HERE.rglob("*.jinja"), *HERE.rglob("*.json")])
    families = ("not_", "view_", "chart_", "measure_", "bounds_")
    unused = [row["key"] for row in rows if not row["key"].startswith(families) and not re.search(rf"\b{row['key']}\b", text)]
    assert unused == []


def test_scripts_stay_short() -> None:
    for path in HERE.rglob("*.js"):
        assert len(path.read_text("utf-8").splitlines()) < 400, path.name
    assert explorer.charts()
