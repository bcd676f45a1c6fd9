"""Sources on disk: what is not declared, or not as declared, stops the run with the place and the way out."""
from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.declaring import declare
from flows.errors import InputError
from flows.sources import COLUMNS, read_declared, read_manifest, read_undeclared, source_id_of
from schemas import Source
from schemas.base import IDENTIFIER
from tests.two_sources import CARE, remove_source, write_raw, write_source


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """A folder with two declared sources."""
    return write_raw(tmp_path / "raw")


def rows_of(raw: Path) -> list[dict[str, str]]:
    """The manifest as it stands."""
    with (raw / "manifest.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write_rows(raw: Path, rows: list[dict[str, str]]) -> None:
    """Write a manifest of these rows, whatever they say."""
    with (raw / "manifest.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def declared(path: Path, *, title: str | None = "题名", licence: str | None = "CC-BY-4.0", source_id: str | None = None, replace: bool = False) -> dict[str, str]:
    """Declare a file with what most tests do not care about."""
    return declare(path, title=title, licence=licence, language=None, source_id=source_id, retrieved=date(2026, 1, 1), notes="", replace=replace)


# Reading the manifest


def test_declared_sources_are_read_in_the_order_of_the_manifest(raw: Path) -> None:
    write_rows(raw, rows_of(raw)[::-1])
    assert [row["source_id"] for row in read_manifest(raw)] == ["roads", "care"]


def test_a_declared_source_is_a_record_with_its_text(raw: Path) -> None:
    source, text = read_declared(raw, read_manifest(raw)[0])
    assert (source.source_id, source.line_count, source.encoding, source.bytes) == ("care", 16, "utf-8", len(CARE.encode()))
    assert (text, source.notes, source.retrieved) == (CARE, None, date(2026, 1, 1))


def test_an_undeclared_file_is_named_with_the_command_that_declares_it(raw: Path) -> None:
    (raw / "新.txt").write_text("2020年\n")
    with pytest.raises(InputError, match=r"新\.txt: no one declared this file; run: renewal declare .*新\.txt"):
        read_manifest(raw)


@pytest.mark.parametrize("name", ["README.md", ".DS_Store", "care.corrections.csv", "care.claims.jsonl"])
def test_notes_and_data_beside_a_source_need_no_declaration(raw: Path, name: str) -> None:
    (raw / name).write_text("x")
    assert len(read_manifest(raw)) == 2


def test_changed_bytes_are_named_with_both_digests_and_the_command_that_declares_them(raw: Path) -> None:
    (raw / "care.txt").write_text(CARE + "\n")
    with pytest.raises(InputError, match=r"care\.txt: its sha256 is [0-9a-f]{64}, the manifest says [0-9a-f]{64}; .*renewal declare .*care\.txt --replace"):
        read_declared(raw, read_manifest(raw)[0])


def test_a_declared_file_that_is_missing_is_named_with_the_way_out(raw: Path) -> None:
    (raw / "care.txt").unlink()
    with pytest.raises(InputError, match=r"care\.txt: declared in manifest\.csv, but not there; restore"):
        read_manifest(raw)


@pytest.mark.parametrize("column", ["source_id", "file_name"])
def test_what_is_declared_twice_is_named_with_its_line(raw: Path, column: str) -> None:
    first, second = rows_of(raw)
    write_rows(raw, [first, second | {column: first[column]}])
    with pytest.raises(InputError, match=rf"manifest\.csv:3: {column} '{first[column]}' is declared twice"):
        read_manifest(raw)


@pytest.mark.parametrize("header", ["", "source_id,file_name", "file_name,source_id,sha256,language,title,licence,retrieved,notes", ",".join((*COLUMNS, "more"))])
def test_a_manifest_of_other_columns_is_refused_with_those_it_must_have(raw: Path, header: str) -> None:
    (raw / "manifest.csv").write_text(f"{header}\n")
    with pytest.raises(InputError, match=r"manifest\.csv:1: the header must be source_id,file_name,"):
        read_manifest(raw)


@pytest.mark.parametrize("row", ["care", "care,care.txt", "a,b,c,d,e,f,2026-01-01,,more"])
def test_a_row_of_more_or_fewer_cells_than_the_header_is_named_with_its_line(raw: Path, row: str) -> None:
    (raw / "manifest.csv").write_text(f"{','.join(COLUMNS)}\n{row}\n")
    with pytest.raises(InputError, match=r"manifest\.csv:2: the row must have 8 cells"):
        read_manifest(raw)


@pytest.mark.parametrize("day", ["", "2025", "2025-13-01", "2025-02-30", "last week", "2025年1月"])
def test_a_day_that_is_none_is_named_with_its_line(raw: Path, day: str) -> None:
    first, second = rows_of(raw)
    write_rows(raw, [first, second | {"retrieved": day}])
    with pytest.raises(InputError, match=r"manifest\.csv:3: retrieved must be a day such as"):
        read_manifest(raw)


@pytest.mark.parametrize("name", ["../care.txt", "/etc/passwd", "sub/care.txt", "./care.txt", "care.txt/", ""])
def test_a_file_name_that_leads_out_of_the_folder_is_refused(raw: Path, name: str) -> None:
    first, second = rows_of(raw)
    (raw.parent / "care.txt").write_text(CARE)
    write_rows(raw, [second, first | {"file_name": name}])
    with pytest.raises(InputError, match=r"manifest"):
        read_manifest(raw)


@pytest.mark.parametrize("name", [".", ".."])
def test_a_folder_is_no_source(raw: Path, name: str) -> None:
    first, second = rows_of(raw)
    write_rows(raw, [second, first | {"file_name": name}])
    with pytest.raises(InputError):
        read_manifest(raw)


@pytest.mark.parametrize(
    ("column", "value"), [("source_id", "Care Homes"), ("source_id", "养老"), ("source_id", ""), ("language", "Chinese"), ("title", ""), ("licence", "")]
)
def test_a_cell_that_breaks_the_contract_is_named_with_its_source_and_column(raw: Path, column: str, value: str) -> None:
    first, second = rows_of(raw)
    write_rows(raw, [first | {column: value}, second])
    with pytest.raises(InputError, match=rf"manifest\.csv: .*{column}: "):
        [read_declared(raw, row) for row in read_manifest(raw)]


def test_a_manifest_that_is_no_utf_8_is_refused_with_its_name(raw: Path) -> None:
    (raw / "manifest.csv").write_bytes((",".join(COLUMNS) + "\n养老,").encode("gb18030"))
    with pytest.raises(InputError, match=r"manifest\.csv"):
        read_manifest(raw)


def test_a_manifest_with_a_byte_order_mark_as_excel_writes_it_is_read(raw: Path) -> None:
    path = raw / "manifest.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert [row["source_id"] for row in read_manifest(raw)] == ["care", "roads"]


def test_a_folder_of_no_sources_is_refused_with_the_command_that_declares_one(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no source is declared; .*renewal declare"):
        read_manifest(tmp_path)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nowhere: there is no such folder"):
        read_manifest(tmp_path / "nowhere")


def test_bytes_that_are_no_text_are_refused_with_file_and_offset(raw: Path) -> None:
    (raw / "care.txt").write_bytes("2020年\n".encode() + b"\xff\xff\x00\x01")
    rows = rows_of(raw)
    with pytest.raises(InputError, match=r"care\.txt: byte 8: .*convert the file to UTF-8"):
        declared(raw / "care.txt", replace=True)
    assert rows_of(raw) == rows


@pytest.mark.parametrize("data", [b"", b"\n\n", "\u3000 \r\n".encode(), b"\xef\xbb\xbf"])
def test_a_file_without_a_word_is_refused_with_its_name(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "empty.txt"
    path.write_bytes(data)
    with pytest.raises(InputError, match=r"empty\.txt: the file holds no text"):
        read_undeclared(path)


# Declaring


def test_declaring_writes_a_row_that_reads_back(tmp_path: Path) -> None:
    path = tmp_path / "Care-2023.txt"
    path.write_text(CARE, newline="")
    row = declared(path, title='“养老”, a "title"')
    assert read_manifest(tmp_path) == [row]
    assert read_declared(tmp_path, row)[0].title == '“养老”, a "title"'


def test_declaring_anew_needs_to_be_meant(raw: Path) -> None:
    with pytest.raises(InputError, match="declared already; to declare its present bytes, add --replace"):
        declared(raw / "care.txt")


def test_replacing_changes_one_row_in_its_place_and_keeps_what_is_not_given(raw: Path) -> None:
    first, second = rows_of(raw)
    write_rows(raw, [first | {"language": "zh-Hant", "notes": "copied by hand"}, second])
    (raw / "care.txt").write_text(CARE * 2)
    before = rows_of(raw)
    declared(raw / "care.txt", title=None, licence=None, replace=True)
    after = rows_of(raw)
    assert after[1] == before[1]
    assert {name for name in COLUMNS if before[0][name] != after[0][name]} == {"sha256"}


def test_declaring_without_title_or_licence_says_what_is_missing(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(CARE)
    with pytest.raises(InputError, match="say --title and --licence of the source"):
        declared(path, title=None, licence=None)


def test_declaring_what_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nowhere\.txt: there is no such file"):
        declared(tmp_path / "nowhere.txt")


def test_declaring_under_an_id_that_another_source_has_is_refused_and_writes_nothing(raw: Path) -> None:
    (raw / "new.txt").write_text(CARE)
    before = (raw / "manifest.csv").read_bytes()
    with pytest.raises(InputError, match="care"):
        declared(raw / "new.txt", source_id="care")
    assert (raw / "manifest.csv").read_bytes() == before


def test_declaring_into_a_manifest_of_other_columns_is_refused_and_writes_nothing(raw: Path) -> None:
    (raw / "manifest.csv").write_text("name,hash\na,b\n")
    (raw / "new.txt").write_text(CARE)
    with pytest.raises(InputError, match=r"manifest\.csv:1: the header must be"):
        declared(raw / "new.txt")
    assert (raw / "manifest.csv").read_text() == "name,hash\na,b\n"


def test_a_removed_source_with_its_row_is_simply_gone(raw: Path) -> None:
    remove_source(raw, "care")
    assert [row["source_id"] for row in read_manifest(raw)] == ["roads"]


@pytest.mark.parametrize("name", ["国务院 文件.txt", "a,b.txt", 'a"b.txt', "-rf.txt", "=cmd.txt", "a\nb.txt", "%s{0}.txt", "x" * 200 + ".txt"])
def test_a_file_of_any_name_can_be_declared_and_read_back(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(CARE, newline="")
    declared(path)
    (row,) = read_manifest(tmp_path)
    assert read_declared(tmp_path, row)[0].file_name == name


# Ids and undeclared files


@given(st.text(st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1, max_size=30))
def test_every_file_name_gives_an_id_of_the_contract(name: str) -> None:
    from re import fullmatch

    assert fullmatch(IDENTIFIER, source_id_of(Path(name)))


def test_names_without_ascii_letters_give_ids_that_differ() -> None:
    assert source_id_of(Path("养老.txt")) != source_id_of(Path("公路.txt"))


def test_any_text_file_is_a_source_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "My Notes (2).txt"
    path.write_text(CARE, newline="")
    source, text = read_undeclared(path)
    assert isinstance(source, Source)
    assert (source.source_id, source.licence, text) == ("my-notes-2", "unknown", CARE)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nowhere\.txt: No such file"):
        read_undeclared(tmp_path / "nowhere.txt")


def test_a_source_may_be_written_twice_over(tmp_path: Path) -> None:
    write_source(tmp_path, "care", CARE)
    write_source(tmp_path, "care", CARE + "更多。\n", replace=True)
    assert len(read_manifest(tmp_path)) == 1
