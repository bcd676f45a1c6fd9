"""What `renewal corrections` prints: the corrections, and the entry proposed for a finding."""
from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from flows.correction_files import COLUMNS, corrections_path
from flows.errors import InputError
from flows.members import member_of, opened
from flows.parsing import parse_declared
from flows.reading.cleaning import clean
from flows.sources import read_manifest


def listed(raw: Path) -> Iterator[str]:
    """Every correction of every declared source: where it stands, what it does, and how many findings it settles."""
    for row in read_manifest(raw):
        tables = parse_declared(raw, [row])
        settled = Counter(tables["findings"]["correction_id"].to_pylist())
        for one in tables["corrections"].to_pylist():
            yield f"{row['file_name']}:{one['line_start']} {one['kind']} {one['correction_id']}"
            yield f"  {one['raw_excerpt']}\n  → {one['replacement'] or '(deleted)'}"
            yield f"  applied; settles {settled[one['correction_id']]} findings ({', '.join(one['settles'])}); {one['reviewed']}, {one['reviewed_by']}\n"


def proposal(raw: Path, finding_id: str) -> str:
    """A row for the corrections file that would settle a finding, with its header; what a reviewer must fill in is empty.

    InputError where there is no such finding, or a correction settles it already.
    """
    for row in read_manifest(raw):
        found = next((one for one in parse_declared(raw, [row])["findings"].to_pylist() if one["finding_id"] == finding_id), None)
        if found is None:
            continue
        if found["correction_id"]:
            raise InputError(f"{finding_id}: settled already, by {found['correction_id']}")
        member = member_of(raw, row, found["source_id"])
        _, text = opened(member)
        return f"# for {corrections_path(member.beside)}; fill in replacement, citation and reviewed_by\n{_entry(found, text)}"
    raise InputError(f"{finding_id}: there is no such finding in {raw}; see findings.csv of a release")


def _entry(found: dict[str, Any], text: str) -> str:
    start, end = _within_a_line(text, found["char_start"], found["char_end"])
    excerpt = text[start:end]
    occurrences = text.count(excerpt)
    which = text[:start].count(excerpt) + 1 if occurrences > 1 else ""
    values = {"kind": "replace", "excerpt": excerpt, "occurrences": occurrences, "which": which, "replacement": clean(excerpt), "settles": found["rule"]}
    values |= {"reason_zh": found["message_zh"], "reason_en": found["message_en"], "reviewed": datetime.now(UTC).date().isoformat()}
    written = io.StringIO()
    writer = csv.DictWriter(written, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerow(values)
    return written.getvalue()


def _within_a_line(text: str, start: int, end: int) -> tuple[int, int]:
    """The span, cut at the end of its first line; the whole line where it is empty."""
    line_end = min((place for place in (text.find("\n", start), text.find("\r", start)) if place >= 0), default=len(text))
    return (start, min(end, line_end)) if end > start else (text.rfind("\n", 0, start) + 1, line_end)
