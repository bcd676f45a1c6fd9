"""A release's changes as people read them, in Chinese and English: the section of CHANGELOG.md, and what `renewal diff` prints.

Magnitudes first (how many records of each type), then what they are: structure, the first added and removed statements, the
first reworded ones with what was replaced, and the columns whose values changed. The words of the sources are escaped.
"""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import takewhile

from flows.releasing.changelog import ReleaseChanges
from flows.releasing.changes import Changes, Pair, RecordChanges, StructureChange
from schemas import RECORDS

LEVELS = {"first": "首次发布 first release", "major": "主版本 major", "minor": "次版本 minor", "patch": "修订 patch", "none": "无变化 none"}
QUIET = frozenset({"lines", "metrics", "table_cells"})
"""Tables that are counted but not quoted: their words stand in the events, directives and tables that they belong to."""
SHOWN = 8
LONGEST = 120
CONTEXT = 16
SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")
STRUCTURE = {
    "table_added": "新增表 table added",
    "table_removed": "删除表 table removed",
    "key_changed": "主键改变 key changed",
    "column_added": "新增列 column added",
    "column_removed": "删除列 column removed",
    "column_renamed": "列改名 column renamed",
    "column_retyped": "列类型改变 column retyped",
    "columns_reordered": "列顺序改变 columns reordered",
    "described": "说明改变 description changed",
}


def section(release: ReleaseChanges) -> str:
    """The release's section of CHANGELOG.md; its first line is `heading` of its version."""
    decision = release.decision
    since = f"上一版本 since {release.previous}" if release.previous else "此前没有版本 no release before"
    head = [
        f"{heading(release.version)} · {release.date.isoformat()}",
        "",
        f"**{LEVELS[decision.level]}** · 规则 rule `{decision.rule}` · {since}",
        "",
        f"- {escape(decision.reason_zh)}",
        f"- {escape(decision.reason_en)}",
        "",
    ]
    return "\n".join([*head, *summary(release.changes)]) + "\n"


def heading(version: str) -> str:
    """How the section of a version begins."""
    return f"## {version}"


def summary(changes: Changes) -> list[str]:
    """The changes as lines of Markdown."""
    lines = [*_magnitudes(changes), ""]
    lines += [_structure(change) for change in changes.structure]
    lines += [f"- 无法比较 could not be compared: {escape(item.what)} ({escape(item.why)})" for item in changes.incomparable]
    told: set[str] = set()
    for name, table in _in_order(changes):
        lines += _table(name, table, told)
    if changes.files:
        shown = ", ".join(f"`{file.path}` ({file.kind})" for file in changes.files[:SHOWN])
        lines.append(f"- 其他文件 other files: {len(changes.files)}: {shown}{_more(len(changes.files))}")
    return lines if lines[-1] else lines[:-1]


def _in_order(changes: Changes) -> list[tuple[str, RecordChanges]]:
    """The tables in the order of the contract, those that it does not know (any more) last."""
    return sorted(changes.records.items(), key=lambda item: list(RECORDS).index(item[0]) if item[0] in RECORDS else len(RECORDS))


def title(name: str) -> str:
    """A table's title in zh and en."""
    return f"{RECORDS[name].title_zh} {RECORDS[name].title_en}" if name in RECORDS else name


def escape(text: str) -> str:
    """Words as Markdown shows them, on one line."""
    return SPECIAL.sub(r"\\\1", " ".join(text.split()))


def replaced(old: str, new: str) -> str:
    """What was replaced in a sentence, as …before⟦old → new⟧after…"""
    start = _in_common(old, new)
    end = _in_common(old[start:][::-1], new[start:][::-1])
    before, after = old[:start], old[len(old) - end :] if end else ""
    ends = ("…" if len(before) > CONTEXT else "", "…" if len(after) > CONTEXT else "")
    middle = f"{shorten(old[start : len(old) - end])} → {shorten(new[start : len(new) - end])}"
    return f"{ends[0]}{escape(before[-CONTEXT:])}⟦{middle}⟧{escape(after[:CONTEXT])}{ends[1]}"


def _in_common(one: str, other: str) -> int:
    """How many characters both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def shorten(text: str) -> str:
    """Words escaped, cut at `LONGEST` characters."""
    return escape(text if len(text) <= LONGEST else text[:LONGEST] + "…")


def _magnitudes(changes: Changes) -> Iterator[str]:
    yield "| 记录 records | 之前 before | 之后 after | 新增 added | 删除 removed | 修改 changed | 移位 moved |"
    yield "|---|--:|--:|--:|--:|--:|--:|"
    for name, table in _in_order(changes):
        counts = (table.before, table.after, table.added_count, table.removed_count, table.changed_count, table.moved_count)
        yield f"| {title(name)} | " + " | ".join(str(count) for count in counts) + " |"


def _structure(change: StructureChange) -> str:
    place = f"{change.table}.{change.column}" if change.column else change.table
    values = " → ".join(f"`{value}`" for value in (change.old, change.new) if value is not None)
    return f"- {STRUCTURE[change.kind]}: `{place}`: {values}"


def _table(name: str, table: RecordChanges, told: set[str]) -> Iterator[str]:
    """What is said of one table's records; `told` keeps a rewording from being told again by another table."""
    if table.columns:
        columns = ", ".join(f"`{column}` {count}" for column, count in table.columns.items())
        yield f"- {title(name)}: 修改的列 columns changed: {columns}"
    if table.rekeyed:
        yield f"- {title(name)}: 编号更换 re-keyed: {len(table.rekeyed)} (`id_map.csv`)"
    if table.carried:
        yield f"- {title(name)}: 随上级改写而更换编号 same words under a reworded parent: {len(table.carried)}"
    if table.reworded and name not in QUIET:
        yield from _listing(name, "改写 reworded", len(table.reworded), (_pair(pair) for pair in table.reworded if _new(pair, told)))
    if name not in QUIET and table.listed:
        continued = [{pair.old for pair in _pairs(table)}, {pair.new for pair in _pairs(table)}]
        for label, entries, known in (("删除 removed", table.removed, continued[0]), ("新增 added", table.added, continued[1])):
            texts = [entry.text or "/".join(str(part) for part in entry.key) for entry in entries if entry.key not in known]
            if texts:
                yield from _listing(name, label, len(texts), (shorten(text) for text in texts))


def _pairs(table: RecordChanges) -> tuple[Pair, ...]:
    return table.rekeyed + table.carried + table.reworded


def _new(pair: Pair, told: set[str]) -> bool:
    words = f"{pair.old_text}\0{pair.new_text}"
    known = words in told
    told.add(words)
    return not known


def _pair(pair: Pair) -> str:
    return f"{replaced(pair.old_text or '', pair.new_text or '')} ({pair.similarity:.2f})"


def _listing(name: str, label: str, count: int, texts: Iterable[str]) -> Iterator[str]:
    yield f"- {title(name)}: {label}: {count}"
    for number, text in enumerate(texts):
        if number == SHOWN:
            break
        yield f"  - {text}"
    if count > SHOWN:
        yield f"  - …{_more(count)}"


def _more(count: int) -> str:
    return f" (还有 {count - SHOWN} and {count - SHOWN} more)" if count > SHOWN else ""
