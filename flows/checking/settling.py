"""What corrections settle: findings that turn `corrected`, and the published rows of the corrections themselves."""
from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from flows.reading.corrections import Correction
from schemas import Finding
from schemas.base import SPAN, columns_of

Rows = dict[str, list[tuple[Any, ...]]]
KEYED = {"events": 0, "directives": 0, "metrics": 0, "tables": 0}
TOUCHED = ("events", "directives", "tables")
COLUMNS = {name: place for place, name in enumerate(columns_of(Finding))}


def settle(findings: Sequence[tuple[Any, ...]], corrections: Sequence[Correction], rows: Rows) -> list[tuple[Any, ...]]:
    """The findings, made on the source as it stands, over the records as mended.

    A finding whose rule a correction at its place settles turns `corrected` and names it. One about a record that the mend
    has dissolved (a line that became a table) is about its line instead.
    """
    if not corrections:
        return list(findings)
    known = {name: {row[0] for row in rows[name]} for name in KEYED}
    return [_settled(dict(zip(COLUMNS, finding, strict=True)), corrections, known) for finding in findings]


def _settled(finding: dict[str, Any], corrections: Sequence[Correction], known: dict[str, set[str]]) -> tuple[Any, ...]:
    for correction in corrections:
        overlaps = finding["char_start"] < correction.end and correction.start < max(finding["char_end"], finding["char_start"] + 1)
        if overlaps and finding["rule"] in correction.entry.settles:
            finding |= {"status": "corrected", "correction_id": correction.correction_id}
    if finding["record_id"] not in known.get(finding["record_type"], {finding["record_id"]}):
        finding |= {"record_type": "lines", "record_id": f"{finding['source_id']}/{finding['line_start']}"}
    return tuple(finding.values())


def correction_rows(source_id: str, corrections: Sequence[Correction], rows: Rows) -> list[tuple[Any, ...]]:
    """The rows of the `corrections` record, with the ids of the records that each touches; an event is touched by its title."""
    lines = {row[-4]: row for row in rows["lines"]}
    spans = [(row[-2], row[-1], number) for number, row in lines.items()]
    found = []
    for correction in corrections:
        number = next(number for start, end, number in spans if start <= correction.start < max(end, start + 1))
        entry = correction.entry
        texts = (entry.reason_zh, entry.reason_en, entry.citation, entry.reviewed_by, date.fromisoformat(entry.reviewed))
        words = (correction.correction_id, entry.kind, entry.excerpt, entry.replacement, entry.settles, *texts, _touched(lines[number], number, rows))
        found.append((*words, source_id, number, number, correction.start, correction.end))
    return found


def _touched(line: tuple[Any, ...], number: int, rows: Rows) -> tuple[str, ...]:
    kind, event_id = line[0], line[3]
    if kind == "title":
        return (event_id,)
    start, end = -len(SPAN) + 1, -len(SPAN) + 2
    return tuple(row[0] for name in TOUCHED[1:] for row in rows[name] if row[start] <= number <= row[end])
