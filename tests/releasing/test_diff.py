"""The difference between two release folders: exact, field by field, and honest about what it could not compare."""
from __future__ import annotations

import random
import shutil
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from flows.errors import ReleaseError
from flows.releasing import diff_records, pairing
from flows.releasing.changelog_text import escape, replaced, summary
from flows.releasing.changes import Changes
from flows.releasing.diff import diff_releases
from flows.releasing.pairing import most_alike
from flows.releasing.versioning import next_version
from tests.releasing.mini import EVENTS, staged, table_of, tables, with_column


def edited(name: str, row: int, **values: object) -> dict[str, pa.Table]:
    """The mini tables with some values of one row changed."""
    rows = tables()[name].to_pylist()
    rows[row] |= values
    return tables() | {name: table_of(name, rows)}


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return staged(tmp_path_factory.mktemp("diff") / "old", tables())


def compare(old: Path, folder: Path, content: dict[str, pa.Table]) -> Changes:
    return diff_releases(old, staged(folder / "new", content))


def test_a_release_is_the_same_as_itself(old: Path) -> None:
    changes = diff_releases(old, old)
    assert changes.outcome == "same"
    assert changes.records["directives"].after == 5


def test_a_changed_value_is_told_with_old_and_new(old: Path, tmp_path: Path) -> None:
    changes = compare(old, tmp_path, edited("directives", 1, modality="obligation", topics=["a", "b"]))
    (changed,) = changes.records["directives"].changed
    assert [(field.column, field.old, field.new) for field in changed.fields] == [("modality", "x", "obligation"), ("topics", [], ["a", "b"])]


def test_null_and_empty_text_are_different_values(old: Path, tmp_path: Path) -> None:
    (changed,) = compare(old, tmp_path, edited("directives", 0, label="")).records["directives"].changed
    assert [(field.old, field.new) for field in changed.fields] == [(None, "")]


def test_an_offset_that_changes_within_its_record_is_a_changed_value(old: Path, tmp_path: Path) -> None:
    evidence = tables()["directives"]["topic_evidence"][0].as_py()
    shifted = [{**evidence[0], "char_end": evidence[0]["char_end"] + 1}]
    changes = compare(old, tmp_path, edited("directives", 0, topic_evidence=shifted))
    assert changes.records["directives"].columns == {"topic_evidence": 1}


def test_a_record_that_moves_with_its_evidence_has_not_changed(old: Path, tmp_path: Path) -> None:
    records = compare(old, tmp_path, tables(preface=["一", "二二"])).records
    assert records["directives"].changed_count == records["lines"].changed_count == records["metrics"].changed_count == 0
    assert records["directives"].moved_count == 5
    assert records["lines"].added_count == 2


def test_stretches_that_moved_differently_are_told_apart(old: Path, tmp_path: Path) -> None:
    first, second = EVENTS
    longer = (first[0], (*first[1], "- 新增一句。"))
    moves = compare(old, tmp_path, tables([longer, second])).records["directives"].moves
    assert [(move.lines, move.characters, move.records) for move in moves] == [(1, 8, 2)]


def test_the_report_is_enough_to_make_the_new_values_from_the_old(old: Path, tmp_path: Path) -> None:
    rng = random.Random(7)
    rows = tables()["directives"].to_pylist()
    for row in rows:
        if rng.random() < 0.7:
            row |= {"modality": rng.choice("abc"), "label": rng.choice([None, "", "x"]), "depth": rng.randrange(3)}
    changes = compare(old, tmp_path, tables() | {"directives": table_of("directives", rows)}).records["directives"]
    rebuilt = {row["directive_id"]: row for row in tables()["directives"].to_pylist()}
    for changed in changes.changed:
        rebuilt[changed.key[0]] |= {field.column: field.new for field in changed.fields}  # type: ignore[index]
    assert list(rebuilt.values()) == rows


def test_a_table_that_comes_or_goes_is_a_change_of_structure(old: Path, tmp_path: Path) -> None:
    without = {name: table for name, table in tables().items() if name != "findings"}
    less = staged(tmp_path / "less", without)
    assert [change.kind for change in diff_releases(old, less).structure] == ["table_removed"]
    assert next_version("0.1.0", diff_releases(old, less)).rule == "table-removed"
    assert next_version("0.1.0", diff_releases(less, old)).rule == "table-added"


def test_a_renamed_column_is_recognised_by_its_values(old: Path, tmp_path: Path) -> None:
    events = tables()["events"].rename_columns({"title": "name"})
    structure = compare(old, tmp_path, tables() | {"events": events}).structure
    assert [(change.old, change.new) for change in structure if change.kind == "column_renamed"] == [("title", "name")]
    assert not {"column_added", "column_removed"} & {change.kind for change in structure}


def test_a_removed_and_an_added_column_with_other_values_are_no_renaming(old: Path, tmp_path: Path) -> None:
    events = with_column(tables()["events"].drop_columns("title"), "name", ["a", "b"])
    assert [change.kind for change in compare(old, tmp_path, tables() | {"events": events}).structure] == ["column_removed", "column_added"]


def test_a_key_that_stands_twice_could_not_be_compared_and_never_counts_as_same(old: Path, tmp_path: Path) -> None:
    events = tables()["events"]
    changes = compare(old, tmp_path, tables() | {"events": pa.concat_tables([events, events])})
    assert [item.what for item in changes.incomparable] == ["events"]
    assert changes.outcome == "unknown"


def test_a_changed_key_is_major_and_its_records_are_not_compared(old: Path, tmp_path: Path) -> None:
    new = staged(tmp_path / "new", tables())
    path = new / "parquet/events.parquet"
    table = pq.read_table(path)
    pq.write_table(table.replace_schema_metadata({**table.schema.metadata, b"key": b'["title"]'}), path)
    (new / "SHA256SUMS").unlink()
    changes = diff_releases(old, new)
    assert ("events" in {item.what for item in changes.incomparable}, next_version("0.1.0", changes).rule) == (True, "key-changed")


@pytest.mark.parametrize("damage", [b"", b"PAR1", b"not a table"])
def test_a_damaged_file_could_not_be_compared_and_decides_no_version(old: Path, tmp_path: Path, damage: bytes) -> None:
    broken = Path(shutil.copytree(old, tmp_path / "broken"))
    (broken / "parquet/events.parquet").write_bytes(damage)
    changes = diff_releases(broken, staged(tmp_path / "new", tables([*EVENTS, ("新", ("一",))])))
    assert [item.what for item in changes.incomparable] == ["events"]
    with pytest.raises(ReleaseError, match="the version cannot be decided: events"):
        next_version("0.1.0", changes)


def test_a_folder_that_is_no_release_is_refused(old: Path, tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="no complete release"):
        diff_releases(old, tmp_path)


def test_a_file_that_differs_though_no_record_does_is_named(old: Path, tmp_path: Path) -> None:
    new = staged(tmp_path / "new", tables())
    (new / "README.md").write_text("dictionary")
    changes = diff_releases(old, new)
    assert [(change.path, change.kind) for change in changes.files] == [("README.md", "added")]
    assert next_version("0.1.0", changes).rule == "files-changed"


def test_two_versions_of_the_same_data_differ_in_no_data_file(old: Path, tmp_path: Path) -> None:
    assert diff_releases(old, staged(tmp_path / "new", tables(), version="0.2.0", previous="0.1.0")).outcome == "same"


def test_lists_beyond_the_limit_are_cut_and_say_so(old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(diff_records, "LISTED", 2)
    changes = compare(old, tmp_path, tables(EVENTS[1:])).records["directives"]
    assert (changes.removed_count, len(changes.removed), changes.listed) == (3, 2, False)


def test_more_statements_than_can_be_compared_are_counted_as_not_paired(old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pairing, "MOST", 0)
    event, statements = EVENTS[0]
    changes = compare(old, tmp_path, tables([(event, tuple(f"{statement}改" for statement in statements)), EVENTS[1]])).records["directives"]
    assert (changes.reworded, changes.not_paired) == ((), 3)


def test_the_most_alike_are_paired_first_and_each_once() -> None:
    assert most_alike(["鼓励社会力量参与", "完全不同"], ["鼓励社会力量积极参与", "鼓励社会力量参与。"]) == [(0, 1, pytest.approx(0.94, abs=0.01))]


def test_what_was_replaced_is_shown_with_its_surroundings() -> None:
    assert replaced("拆除比例不应大于20%", "拆除比例不得大于20%") == "拆除比例不⟦应 → 得⟧大于20%"


@pytest.mark.parametrize("text", ["# 标题", "a|b", "<script>", "**粗**", "[x](y)", "多\n行"])
def test_words_of_a_source_stay_words_in_the_changelog(text: str) -> None:
    shown = escape(text)
    assert "\n" not in shown
    assert all(shown[place - 1] == "\\" for place, character in enumerate(shown) if character in "#|<>*[]")


def test_a_difference_is_printed_for_people(old: Path, tmp_path: Path) -> None:
    text = "\n".join(summary(compare(old, tmp_path, edited("events", 0, title="新标题"))))
    assert "| 事件 Events | 2 | 2 | 0 | 0 | 1 | 0 |" in text
    assert "`title` 1" in text
