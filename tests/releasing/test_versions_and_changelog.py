"""Rounds of publishing: what changed decides version and changelog, by rule."""
from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from flows.releasing.changelog import read_changes
from flows.releasing.versioning import RULES, raised
from tests.releasing.mini import EVENTS, publish, table_of, tables, with_column

NEW_EVENT = ("中央经济工作会议", ("- 实施城市更新行动。",))


def reworded(old: str, new: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((title.replace(old, new), tuple(statement.replace(old, new) for statement in statements)) for title, statements in EVENTS)


def test_the_first_release_is_0_1_0_and_lists_no_record(tmp_path: Path) -> None:
    decision = publish(tmp_path, tables())
    changes = read_changes(tmp_path / "latest").changes
    assert (decision.version, decision.level, decision.rule) == ("0.1.0", "first", "first-release")
    assert changes.records["events"].added_count == 2
    assert not changes.records["events"].listed


def test_nothing_changed_publishes_nothing(tmp_path: Path) -> None:
    publish(tmp_path, tables())
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.name != ".lock"}
    decision = publish(tmp_path, tables())
    assert (decision.version, decision.level) == ("0.1.0", "none")
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.name != ".lock"} | {tmp_path: 0} == before | {tmp_path: 0}


def test_added_then_removed_then_changed_records_raise_minor_minor_patch(tmp_path: Path) -> None:
    publish(tmp_path, tables())
    added = publish(tmp_path, tables([*EVENTS, NEW_EVENT]))
    removed = publish(tmp_path, tables())
    rows = tables()["events"].to_pylist()
    rows[0]["title"] = "更正后的标题"
    changed = publish(tmp_path, tables() | {"events": table_of("events", rows)})
    assert [(d.version, d.rule) for d in (added, removed, changed)] == [("0.2.0", "records-added"), ("0.3.0", "records-removed"), ("0.3.1", "values-changed")]
    field = read_changes(tmp_path / "latest").changes.records["events"].changed[0].fields
    assert [(change.column, change.new) for change in field] == [("title", "更正后的标题")]


def test_a_reworded_statement_is_told_with_its_similarity_and_its_metric_is_carried(tmp_path: Path) -> None:
    publish(tmp_path, tables())
    decision = publish(tmp_path, tables(reworded("不应大于现状", "不得大于现状")))
    changes = read_changes(tmp_path / "latest").changes
    (pair,) = changes.records["directives"].reworded
    assert decision.rule == "records-added"
    assert ("不应" in (pair.old_text or ""), "不得" in (pair.new_text or ""), pair.similarity > 0.9) == (True, True, True)
    assert len(changes.records["metrics"].carried) == 1
    assert "不⟦应 → 得⟧大于现状" in (tmp_path / "CHANGELOG.md").read_text()


def test_children_of_a_reworded_event_are_carried_and_no_id_counts_as_re_keyed(tmp_path: Path) -> None:
    publish(tmp_path, tables())
    decision = publish(tmp_path, tables(reworded("指导意见》", "意见》")))
    records = read_changes(tmp_path / "latest").changes.records
    assert decision.level == "minor"
    assert (len(records["events"].reworded), len(records["directives"].carried), len(records["metrics"].carried)) == (1, 3, 1)
    assert not any(table.rekeyed for table in records.values())


def test_ids_made_another_way_are_a_major_release_with_an_id_map(tmp_path: Path) -> None:
    publish(tmp_path, tables())
    decision = publish(tmp_path, tables(scheme="2"))
    release = tmp_path / "latest"
    records = read_changes(release).changes.records
    assert (decision.version, decision.rule) == ("1.0.0", "ids-rekeyed")
    assert {name: len(table.rekeyed) for name, table in records.items() if table.rekeyed} == {"events": 2, "directives": 5, "metrics": 2, "tables": 1}
    assert len((release / "id_map.csv").read_text().splitlines()) == 1 + 2 + 5 + 2 + 1


def test_ids_made_another_way_are_seen_even_where_records_changed_too(tmp_path: Path) -> None:
    publish(tmp_path, tables())
    assert publish(tmp_path, tables([*EVENTS, NEW_EVENT], scheme="2", preface=["前言"])).rule == "ids-rekeyed"


def test_ids_made_another_way_for_directives_alone_are_seen_though_no_line_changed(tmp_path: Path) -> None:
    publish(tmp_path, tables())
    decision = publish(tmp_path, tables(scheme="2:d"))
    records = read_changes(tmp_path / "latest").changes.records
    assert decision.rule == "ids-rekeyed"
    assert {name: len(table.rekeyed) for name, table in records.items() if table.rekeyed} == {"directives": 5, "metrics": 2}


def test_a_line_inserted_before_everything_moves_records_and_changes_none(tmp_path: Path) -> None:
    publish(tmp_path, tables())
    publish(tmp_path, tables(preface=["前言"]))
    records = read_changes(tmp_path / "latest").changes.records
    assert {name: table.changed_count for name, table in records.items() if table.changed_count} == {"sources": 1}
    (move,) = records["directives"].moves
    assert (move.lines, move.characters, move.records) == (1, 3, 5)


def test_a_column_added_is_minor_and_taken_away_again_is_major(tmp_path: Path) -> None:
    base = tables()
    publish(tmp_path, base)
    wider = base | {"events": with_column(base["events"], "note", ["a", None])}
    assert publish(tmp_path, wider).rule == "column-added"
    assert (decision := publish(tmp_path, base)).rule == "column-removed"
    assert decision.version == "1.0.0"


@pytest.mark.parametrize(
    ("rule", "edit"),
    [
        ("column-renamed", lambda table: table.rename_columns({"title": "name"})),
        ("column-retyped", lambda table: table.set_column(table.schema.get_field_index("year"), "year", table["year"].cast("int32"))),
        ("columns-reordered", lambda table: table.select([*reversed(table.column_names[:2]), *table.column_names[2:]])),
    ],
)
def test_a_change_of_a_column_is_major(tmp_path: Path, rule: str, edit: object) -> None:
    base = tables()
    publish(tmp_path, base)
    decision = publish(tmp_path, base | {"events": edit(base["events"])})  # type: ignore[operator]
    assert (decision.version, decision.rule) == ("1.0.0", rule)


def test_a_new_description_of_a_column_is_a_patch(tmp_path: Path) -> None:
    base = tables()
    publish(tmp_path, base)
    events = base["events"]
    field = events.schema.field("title").with_metadata({"description": "other words"})
    described = base | {"events": events.cast(events.schema.set(events.schema.get_field_index("title"), field))}
    assert publish(tmp_path, described).rule == "metadata-changed"


def test_rows_in_another_order_are_a_patch_that_names_the_files(tmp_path: Path) -> None:
    base = tables()
    publish(tmp_path, base)
    decision = publish(tmp_path, base | {"events": base["events"].take([1, 0])})
    changes = read_changes(tmp_path / "latest").changes
    assert decision.rule == "files-changed"
    assert {change.path for change in changes.files} == {"csv/events.csv", "json/events.json", "parquet/events.parquet"}


def test_changes_json_matches_its_published_schema(tmp_path: Path) -> None:
    publish(tmp_path, tables())
    publish(tmp_path, tables([*EVENTS[1:], NEW_EVENT]))
    release = tmp_path / "latest"
    schema = json.loads((release / "changes.schema.json").read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads((release / "changes.json").read_text()), schema)


def test_the_changelog_has_every_release_newest_first_with_magnitudes(tmp_path: Path) -> None:
    publish(tmp_path, tables())
    publish(tmp_path, tables([*EVENTS, NEW_EVENT]))
    publish(tmp_path, tables())
    text = (tmp_path / "CHANGELOG.md").read_text()
    assert [line[3:8] for line in text.splitlines() if line.startswith("## ")] == ["0.3.0", "0.2.0", "0.1.0"]
    assert "| 事件 Events | 2 | 3 | 1 | 0 | 0 | 0 |" in text
    assert "  - 中央经济工作会议" in text


def test_added_and_removed_are_deltas_that_can_be_applied(tmp_path: Path) -> None:
    publish(tmp_path, tables())
    publish(tmp_path, tables([NEW_EVENT, *reworded("防止大拆大建", "杜绝大拆大建")]))
    old, new = (set(tables(events)["directives"]["directive_id"].to_pylist()) for events in (EVENTS, [NEW_EVENT, *reworded("防止大拆大建", "杜绝大拆大建")]))
    changes = read_changes(tmp_path / "latest").changes.records["directives"]
    assert old - {entry.key[0] for entry in changes.removed} | {entry.key[0] for entry in changes.added} == new


def test_the_rules_come_strongest_first_and_each_has_its_own_name() -> None:
    order = ["major", "minor", "patch"]
    levels = [order.index(rule.level) for rule in RULES]
    assert levels == sorted(levels)
    assert len({rule.name for rule in RULES}) == len(RULES)


def test_a_raised_part_sets_the_lesser_parts_to_zero() -> None:
    assert [raised("1.9.4", level) for level in ("major", "minor", "patch")] == ["2.0.0", "1.10.0", "1.9.5"]  # type: ignore[arg-type]
