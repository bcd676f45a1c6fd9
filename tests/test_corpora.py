"""Corpora: folders and tables of texts are read as the sources that they are, or refused with file, row and the way out."""
from __future__ import annotations

import gzip
import json
from datetime import date
from pathlib import Path
from re import fullmatch
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.corpora import digest_of, identifier
from flows.corpus_rows import rows, stretches
from flows.declaring import declare
from flows.errors import InputError
from flows.members import batches, members, texts_of_tables
from flows.parsing import concatenate, parse_declared, parse_file, parse_files
from flows.releasing.verification import verify
from flows.sources import read_manifest
from schemas.base import IDENTIFIER
from tests.command import renewal
from tests.two_sources import CARE, ROADS, publish_plainly

Rows = list[dict[str, Any]]
TEXTS: Rows = [{"id": "care", "text": CARE, "title": "养老"}, {"id": "Roads/2024", "text": ROADS}]
ALL = 1 << 62


def write_table(path: Path, content: Rows) -> Path:
    """A table of these rows, in the format that its name says."""
    if path.suffix == ".parquet":
        pq.write_table(pa.Table.from_pylist(content), path, row_group_size=3)
        return path
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in content).encode()
    path.write_bytes(gzip.compress(lines, mtime=0) if path.suffix == ".gz" else lines)
    return path


def declared(path: Path, **more: Any) -> dict[str, str]:
    """Declare a corpus with what most tests do not care about."""
    about: dict[str, Any] = {"title": "语料", "licence": "CC-BY-4.0", "language": None, "source_id": None, "notes": "", "replace": False}
    return declare(path, **about | {"retrieved": date(2026, 1, 1)} | more)


def sources(raw: Path) -> Rows:
    """The sources that a folder of raw texts declares."""
    found: Rows = parse_declared(raw, read_manifest(raw))["sources"].to_pylist()
    return found


@pytest.mark.parametrize("name", ["notices.parquet", "notices.jsonl", "notices.jsonl.gz"])
def test_every_row_of_a_table_is_a_source_of_its_own(tmp_path: Path, name: str) -> None:
    declared(write_table(tmp_path / name, TEXTS), source_id="notices")
    care, roads = sources(tmp_path)
    assert (care["source_id"], care["file_name"], care["title"]) == ("notices-care", f"{name}#care", "养老")
    assert (roads["source_id"], roads["file_name"], roads["title"]) == ("notices-roads-2024", f"{name}#Roads/2024", "语料")
    assert (care["bytes"], care["encoding"], care["line_count"]) == (len(CARE.encode()), "utf-8", 16)


def test_a_row_is_read_as_a_file_of_its_text_would_be(tmp_path: Path) -> None:
    write_table(tmp_path / "n.jsonl", [{"id": "1", "text": CARE}])
    (tmp_path / "own").mkdir()
    (tmp_path / "own/n-1.txt").write_text(CARE, newline="")
    row, file = concatenate(list(parse_files([tmp_path / "n.jsonl"]))), parse_file(tmp_path / "own/n-1.txt")
    assert all(row[name] == file[name] for name in ("events", "directives", "metrics", "lines", "table_cells", "findings"))


def test_every_file_of_a_folder_is_a_source_and_its_tables_rows_too(tmp_path: Path) -> None:
    folder = tmp_path / "notices"
    (folder / "2020").mkdir(parents=True)
    (folder / "2020/care.txt").write_text(CARE, newline="")
    (folder / "README.md").write_text("notes")
    write_table(folder / "part-1.parquet", TEXTS[1:])
    declared(folder)
    assert [(row["source_id"], row["file_name"]) for row in sources(tmp_path)] == [
        ("notices-2020-care", "notices/2020/care.txt"),
        ("notices-roads-2024", "notices/part-1.parquet#Roads/2024"),
    ]


def test_the_digest_of_a_folder_is_that_of_its_listing(tmp_path: Path) -> None:
    from hashlib import sha256

    (tmp_path / "b.txt").write_text("乙")
    (tmp_path / "a.txt").write_text("甲")
    listing = "".join(f"{sha256(text.encode()).hexdigest()}  {name}\n" for name, text in (("a.txt", "甲"), ("b.txt", "乙")))
    assert digest_of(tmp_path) == sha256(listing.encode()).hexdigest()


def test_a_corpus_that_changed_is_named_with_the_command_that_declares_it(tmp_path: Path) -> None:
    declared(write_table(tmp_path / "n.jsonl", TEXTS))
    write_table(tmp_path / "n.jsonl", TEXTS[:1])
    with pytest.raises(InputError, match=r"n\.jsonl: its sha256 is .*renewal declare .*n\.jsonl --replace"):
        sources(tmp_path)


def test_columns_of_other_names_are_declared_and_kept_when_it_is_declared_anew(tmp_path: Path) -> None:
    path = write_table(tmp_path / "n.parquet", [{"nr": 7, "正文": CARE}])
    declared(path, text_column="正文", id_column="nr")
    declared(path, replace=True)
    assert [row["source_id"] for row in sources(tmp_path)] == ["n-7"]


def test_rows_without_ids_have_their_numbers(tmp_path: Path) -> None:
    declared(write_table(tmp_path / "n.jsonl", [{"text": CARE}, {"text": ROADS}]))
    assert [row["source_id"] for row in sources(tmp_path)] == ["n-1", "n-2"]


def test_a_row_may_say_its_own_licence_and_day(tmp_path: Path) -> None:
    declared(write_table(tmp_path / "n.parquet", [{"id": "1", "text": CARE, "licence": "CC0-1.0", "retrieved": date(2025, 2, 3)}]))
    (row,) = sources(tmp_path)
    assert (row["licence"], row["retrieved"]) == ("CC0-1.0", date(2025, 2, 3))


def test_a_correction_of_a_row_stands_under_its_source_id(tmp_path: Path) -> None:
    declared(write_table(tmp_path / "n.jsonl", TEXTS))
    (tmp_path / "n-care.corrections.csv").write_text("kind\n")
    with pytest.raises(InputError, match=r"n-care\.corrections\.csv:1: the header"):
        sources(tmp_path)


MALFORMED = [
    ([b'{"id": "1", "text": "\xe7\x94\xb2"}', b'{"id": "2"}'], r"n\.jsonl:2: no text in 'text' \(the row has id\)"),
    ([b'{"id": "1", "text": " "}'], r"n\.jsonl:1: no text"),
    ([b'{"id": "1", "text": 7}'], r"n\.jsonl:1: no text"),
    ([b'{"id": "1", "text": "a"}', b"", b'{"id": "1", "text": "b"}'], r"n\.jsonl:3: its source id 'n-1' is that of .*n\.jsonl:1 too"),
    ([b'{"id": "A.1", "text": "a"}', b'{"id": "a-1", "text": "b"}'], r"n\.jsonl:2: its source id 'n-a-1'"),
    ([b'{"id": "1", "text": "a"'], r"n\.jsonl:1: no JSON: .*every line must be a JSON object"),
    ([b'{"id": "1", "text": "a"}', b"[1]"], r"n\.jsonl:2: a row must be a JSON object"),
    ([b"[" * 100_000], r"n\.jsonl:1: no JSON"),
    ([b'{"id": "1", "text": "\xff"}'], r"n\.jsonl:1: byte 21 of the line: not UTF-8"),
    ([b'{"id": "1", "text": "a\\ud800"}'], r"n\.jsonl:1: character 1 of the text is half a surrogate pair"),
    ([b'{"id": "1", "text": "a\\u0000"}'], r"n\.jsonl:1: byte 1"),
    ([b'{"id": [1], "text": "a"}'], r"n\.jsonl:1: its id in 'id' must be words or a whole number"),
    ([b'{"id": true, "text": "a"}'], r"n\.jsonl:1: its id in 'id'"),
    ([b'{"id": "1", "text": "a", "title": 7}'], r"n\.jsonl:1: title must be words"),
    ([b'{"id": "1", "text": "a", "retrieved": "yesterday"}'], r"n\.jsonl:1: retrieved must be a day"),
]


@pytest.mark.parametrize(("lines", "said"), MALFORMED, ids=[said for _, said in MALFORMED])
def test_a_malformed_row_is_refused_with_its_line_and_declares_nothing(tmp_path: Path, lines: list[bytes], said: str) -> None:
    path = tmp_path / "n.jsonl"
    path.write_bytes(b"\n".join(lines))
    with pytest.raises(InputError, match=said):
        declared(path)
    assert not (tmp_path / "manifest.csv").exists()


def test_a_table_without_the_column_is_told_those_it_has(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"n\.parquet: no column 'text', there are id, body; .*--text-column"):
        declared(write_table(tmp_path / "n.parquet", [{"id": "1", "body": "a"}]))


def test_a_text_column_of_numbers_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds int64, not text"):
        declared(write_table(tmp_path / "n.parquet", [{"text": 1}]))


@pytest.mark.parametrize(("name", "data"), [("n.parquet", b"PAR1 no"), ("n.jsonl.gz", b"\x1f\x8b no"), ("n.jsonl.gz", gzip.compress(b'{"text": "a"}', mtime=0)[:-9])])
def test_a_damaged_table_is_refused_with_its_name(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError, match=rf"{name}.*anew"):
        declared(tmp_path / name)


def test_text_of_parquet_that_is_no_utf_8_is_refused_with_its_row(tmp_path: Path) -> None:
    texts = pa.array([b"a", b"\xff"]).view(pa.string())
    pq.write_table(pa.table({"text": texts}), tmp_path / "n.parquet")
    with pytest.raises(InputError, match=r"n\.parquet: a row from 1 on: byte 0 of a text: not UTF-8"):
        declared(tmp_path / "n.parquet")


@pytest.mark.parametrize("name", ["n.jsonl", "n.jsonl.gz", "n.parquet"])
@pytest.mark.parametrize("size", [1, 40, 100, 10_000])
def test_stretches_of_any_size_give_every_row_once_with_its_number(tmp_path: Path, name: str, size: int) -> None:
    path = write_table(tmp_path / name, [{"text": f"第{number}条"} for number in range(10)])
    found = [row for stretch in stretches(path, size, "text") for row in rows(path, stretch, ("text",))]
    assert found == [(number + 1, {"text": f"第{number}条"}) for number in range(10)]


def test_batches_hold_every_source_once_in_order(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    for number in range(9):
        (tmp_path / f"a/{number}.txt").write_text(f"第{number}条")
    declared(write_table(tmp_path / "n.jsonl", TEXTS))
    declared(tmp_path / "a")
    for size in (1, 30, ALL):
        found = [member.row["source_id"] for batch in batches(tmp_path, read_manifest(tmp_path), size) for member in members(tmp_path, batch)]
        assert found == ["n-care", "n-roads-2024", *(f"a-{number}" for number in range(9))]


def test_a_change_moves_few_batches(tmp_path: Path) -> None:
    content = [{"id": str(number), "text": f"第{number}条" * 20} for number in range(400)]
    path = write_table(tmp_path / "n.jsonl", content)
    before = {_ids(path, stretch) for stretch in stretches(path, 4_000, "text")}
    write_table(path, [content[0] | {"text": "新" * 700}, *content[1:]])
    after = {_ids(path, stretch) for stretch in stretches(path, 4_000, "text")}
    assert len(after - before) <= 4 < len(after) / 2


def _ids(path: Path, stretch: Any) -> tuple[str, ...]:
    return tuple(row["id"] for _, row in rows(path, stretch, ()))


@given(st.text(min_size=1))
def test_any_id_gives_a_source_id_of_the_contract(own: str) -> None:
    assert fullmatch(IDENTIFIER, identifier("corpus", own))


def test_ids_that_only_differ_in_chinese_stay_apart() -> None:
    assert len({identifier("n", own) for own in ("北京-1", "上海-1", "1")}) == 3


def test_a_folder_that_no_one_declared_is_named(tmp_path: Path) -> None:
    declared(write_table(tmp_path / "n.jsonl", TEXTS))
    (tmp_path / "more").mkdir()
    with pytest.raises(InputError, match="more: no one declared this folder; run: renewal declare"):
        read_manifest(tmp_path)


# From the command line to a release


def test_a_corpus_is_declared_and_parsed_from_the_command_line(tmp_path: Path) -> None:
    path = write_table(tmp_path / "n.parquet", [{"nr": "1", "body": CARE}])
    ended = renewal("declare", path, "--title", "语料", "--licence", "CC0-1.0", "--text-column", "body", "--id-column", "nr")
    assert (ended.code, "declared n: n.parquet" in ended.out) == (0, True), ended.err
    ended = renewal("parse", path, "--text-column", "body", "--to", tmp_path / "made")
    assert ended.code == 0, ended.err
    assert pq.read_table(tmp_path / "made/parquet/sources.parquet")["source_id"].to_pylist() == ["n-1"]


def test_columns_of_what_is_no_table_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(CARE)
    with pytest.raises(InputError, match="only a table of texts"):
        declared(tmp_path / "a.txt", text_column="text")


def test_a_release_of_a_corpus_is_verified_against_its_rows(tmp_path: Path) -> None:
    raw, output = tmp_path / "raw", tmp_path / "output"
    raw.mkdir()
    declared(write_table(raw / "n.jsonl", TEXTS))
    publish_plainly(raw, output)
    assert verify(output / "latest", raw, texts_of_tables) == []
    declared(write_table(raw / "n.jsonl", [TEXTS[0] | {"text": CARE + "更多。"}, TEXTS[1]]), replace=True)
    assert [(problem.check, problem.place) for problem in verify(output / "latest", raw, texts_of_tables)] == [("sources", "n.jsonl#care")]
