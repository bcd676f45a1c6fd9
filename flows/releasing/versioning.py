"""The version of the next release, decided by rule from what changed; never by hand.

The first rule of `RULES` that holds decides. Major comes before minor before patch, as the data contract says: **major** where
a column is removed, renamed, retyped or reordered, or ids are re-keyed; **minor** where records or columns are added, or
records removed; **patch** where values or metadata changed.
"""
from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal, NamedTuple

from pydantic import Field

from flows.errors import ReleaseError
from flows.releasing.changes import Changes, RecordChanges, Report, StructureKind
from flows.releasing.identity import FIRST_VERSION, Version, version_order

Level = Literal["first", "major", "minor", "patch", "none"]
Cases = dict[str, int]


class Decision(Report):
    """The version decided on, and the rule that decided it."""

    version: Version = Field(description="Version of the release; that of the release before where nothing changed.")
    level: Level = Field(description="Which part of the version number was raised; `first` for a first release, `none` where nothing changed.")
    rule: str = Field(description="Name of the rule that decided.")
    reason_zh: str = Field(description="What the rule found, in Chinese.")
    reason_en: str = Field(description="What the rule found, in English.")


class Rule(NamedTuple):
    """A rule: its name, the level it asks for, what it says in zh and en, and what it counts (where → how many)."""

    name: str
    level: Level
    zh: str
    en: str
    cases: Callable[[Changes], Cases]


def _structure(kind: StructureKind) -> Callable[[Changes], Cases]:
    def cases(changes: Changes) -> Cases:
        return _count(f"{change.table}.{change.column}" if change.column else change.table for change in changes.structure if change.kind == kind)

    return cases


def _records(count: Callable[[RecordChanges], int]) -> Callable[[Changes], Cases]:
    def cases(changes: Changes) -> Cases:
        return {name: number for name, table in changes.records.items() if (number := count(table))}

    return cases


def _count(places: Iterable[str]) -> Cases:
    counts: Cases = {}
    for place in places:
        counts[place] = counts.get(place, 0) + 1
    return counts


RULES = (
    Rule("table-removed", "major", "删除了表", "tables removed", _structure("table_removed")),
    Rule("key-changed", "major", "主键改变", "primary keys changed", _structure("key_changed")),
    Rule("column-removed", "major", "删除了列", "columns removed", _structure("column_removed")),
    Rule("column-renamed", "major", "列改名", "columns renamed", _structure("column_renamed")),
    Rule("column-retyped", "major", "列的类型改变", "columns retyped", _structure("column_retyped")),
    Rule("columns-reordered", "major", "列的顺序改变", "columns reordered", _structure("columns_reordered")),
    Rule("ids-rekeyed", "major", "记录编号更换", "ids re-keyed", _records(lambda table: len(table.rekeyed))),
    Rule("table-added", "minor", "新增了表", "tables added", _structure("table_added")),
    Rule("column-added", "minor", "新增了列", "columns added", _structure("column_added")),
    Rule("records-added", "minor", "新增了记录", "records added", _records(lambda table: table.added_count)),
    Rule("records-removed", "minor", "删除了记录", "records removed", _records(lambda table: table.removed_count)),
    Rule("values-changed", "patch", "记录的值改变", "values changed", _records(lambda table: table.changed_count)),
    Rule("records-moved", "patch", "记录在原文中的位置改变", "records moved in their source", _records(lambda table: table.moved_count)),
    Rule("metadata-changed", "patch", "列或表的说明改变", "descriptions of columns or tables changed", _structure("described")),
    Rule("files-changed", "patch", "其他文件改变", "other files changed", lambda changes: _count(change.path for change in changes.files)),
)
"""Every rule, the strongest first."""

SHOWN = 6


def next_version(previous: str | None, changes: Changes) -> Decision:
    """The version that follows `previous` after these changes; ReleaseError where something that could matter was not compared."""
    if previous is None:
        total = sum(table.after for table in changes.records.values())
        reasons = {"reason_zh": f"首次发布,共 {total} 条记录", "reason_en": f"first release, {total} records"}
        return Decision(version=FIRST_VERSION, level="first", rule="first-release", **reasons)
    for rule in RULES:
        if found := rule.cases(changes):
            if rule.level != "major":
                _refuse_incomparable(changes)
            return _decision(raised(previous, rule.level), rule, found)
    _refuse_incomparable(changes)
    return Decision(version=previous, level="none", rule="nothing-changed", reason_zh="没有任何改变", reason_en="nothing changed")


def raised(version: str, level: Level) -> str:
    """The version with the part of a level raised by one and the lesser parts at 0."""
    major, minor, patch = version_order(version)
    return {"major": f"{major + 1}.0.0", "minor": f"{major}.{minor + 1}.0", "patch": f"{major}.{minor}.{patch + 1}"}[level]


def _decision(version: str, rule: Rule, found: Cases) -> Decision:
    shown = ", ".join(f"{place} {number}" for place, number in list(found.items())[:SHOWN])
    more = f" … ({len(found)})" if len(found) > SHOWN else ""
    reasons = {"reason_zh": f"{rule.zh}({shown}{more})", "reason_en": f"{rule.en} ({shown}{more})"}
    return Decision(version=version, level=rule.level, rule=rule.name, **reasons)


def _refuse_incomparable(changes: Changes) -> None:
    if changes.incomparable:
        first = changes.incomparable[0]
        raise ReleaseError(f"the version cannot be decided: {first.what} could not be compared with release {changes.old} ({first.why}); restore that release")
