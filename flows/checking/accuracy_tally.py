"""What a reading found, compared with a reading by hand, column by column, as counts that add up over texts.

A record is matched by the line it begins on; a metric by its quoted words, where the two spans share at least half of what
they cover together. Width, white space, quotes and bold marks do not count in a comparison of texts.
"""
from __future__ import annotations

import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import NamedTuple

from rapidfuzz.fuzz import ratio

from flows.checking.accuracy_gold import GoldText, Row

Found = Mapping[str, list[Row]]
Same = Callable[[Row, Row], bool]
UNCOUNTED = re.compile(r"[\s“”\"'《》]|\*\*")
HALF = 0.5
TOLERANCE = 1e-9


class Tally(NamedTuple):
    """Of `wanted` cases of the reading by hand, `hits` agree; `found` cases are claimed, where a claim can be one too many."""

    hits: int
    wanted: int
    found: int | None = None

    def add(self, other: Tally) -> Tally:
        """Both counts together."""
        found = None if self.found is None or other.found is None else self.found + other.found
        return Tally(self.hits + other.hits, self.wanted + other.wanted, found)


def plain(text: str | None) -> str:
    """A text as it is compared."""
    return UNCOUNTED.sub("", unicodedata.normalize("NFKC", text or ""))


def _equal(name: str) -> Same:
    return lambda found, wanted: bool(found[name] == wanted[name])


def _alike(name: str) -> Same:
    return lambda found, wanted: plain(found[name]) == plain(wanted[name])


def _all_alike(name: str, wanted_name: str) -> Same:
    return lambda found, wanted: [plain(text) for text in found[name]] == [plain(text) for text in wanted[wanted_name]]


def _similar(name: str) -> Same:
    return lambda found, wanted: (found[name] is None) == (wanted[name] is None) and ratio(plain(found[name]), plain(wanted[name])) >= 100 * HALF


def _close(a: float | None, b: float | None) -> bool:
    return a == b if a is None or b is None else math.isclose(a, b, rel_tol=TOLERANCE, abs_tol=TOLERANCE)


def _same_value(found: Row, wanted: Row) -> bool:
    ends = all(_close(found[end], wanted[end]) for end in ("value_min", "value_max"))
    return ends and bool(found["date_value"] == wanted.get("date_value"))


LINES = {"kind": _equal("kind")}
EVENTS = {
    "line_end": _equal("line_end"),
    "date": _equal("date"),
    "title": lambda found, wanted: plain(found["raw_title"]) == plain(wanted["title"]),
    "document_titles": _all_alike("document_titles", "document_titles"),
    "issuers": _all_alike("issuer_names", "issuers"),
    "kind": _equal("kind"),
    "instrument": _equal("instrument"),
    "joint_issuer_count": _equal("joint_issuer_count"),
}
DIRECTIVES = {
    "label": _alike("label"),
    "function": _equal("function"),
    "modality": _equal("modality"),
    "modality_cue": _alike("modality_cue"),
}
TABLES = {"columns": _all_alike("columns", "columns"), "caption_line": _equal("caption_line")}
METRICS = {
    "value": _same_value,
    "unit": _equal("unit"),
    "quantity_kind": _equal("quantity_kind"),
    "comparator": _equal("comparator"),
    "role": _equal("role"),
    "deadline": _equal("deadline"),
    "hedge": _alike("hedge"),
    "subject": _similar("subject"),
    "qualifier": _similar("qualifier"),
}
EXACT = ("value", "unit", "comparator")


def compare(gold: GoldText, found: Found) -> dict[str, Tally]:
    """Column → tally, for every column that the gold says anything of. `found`: the records of the same text, by table."""
    parts = gold.parts
    tallies = _by_line("lines", parts["lines"], found["lines"], LINES, "line")
    del tallies["lines"]  # a reading has a row for every line, whatever the line is
    tallies |= _by_line("events", parts["events"], found["events"], EVENTS, "line_start")
    tallies |= _by_line("directives", parts["directives"], found["directives"], DIRECTIVES, "line")
    tallies |= _by_line("tables", parts["tables"], found["tables"], TABLES, "line_start")
    tallies["tables.cells"] = _cells(parts["tables"], found)
    tallies |= _metrics(parts["metrics"], parts["optional"], found["metrics"])
    return {column: tally for column, tally in tallies.items() if tally.wanted or tally.found}


def _by_line(table: str, wanted: list[Row], found: list[Row], columns: Mapping[str, Same], line: str) -> dict[str, Tally]:
    at = {row["line_start"]: row for row in found}
    tallies = {table: Tally(sum(row[line] in at for row in wanted), len(wanted), len(found))}
    for column, same in columns.items():
        asked = [row for row in wanted if column in row]
        right = sum(row[line] in at and any(same(at[row[line]], reading) for reading in _accepted(row, column)) for row in asked)
        tallies[f"{table}.{column}"] = Tally(right, len(asked))
    return tallies


def _accepted(row: Row, column: str) -> list[Row]:
    """A row with each value of a column that a careful reader would take."""
    return [row | {column: value} for value in row.get(f"{column}_accepted") or [row[column]]]


def _readings(row: Row, column: str) -> list[Row]:
    """`_accepted` of a quantity's column; its value has two ends."""
    if column != "value":
        return _accepted(row, column)
    return [reading for low in _accepted(row, "value_min") for reading in _accepted(low, "value_max")]


def _cells(wanted: list[Row], found: Found) -> Tally:
    table_at = {row["table_id"]: row["line_start"] for row in found["tables"]}
    cells = {(table_at[cell["table_id"]], cell["row_index"], cell["column_index"]): plain(cell["text"]) for cell in found["table_cells"]}
    asked = [(table["line_start"], i, j, text) for table in wanted for i, row in enumerate(table["rows"]) for j, text in enumerate(row)]
    return Tally(sum(cells.get((line, i, j)) == plain(text) for line, i, j, text in asked), len(asked))


def _metrics(wanted: list[Row], optional: list[Row], found: list[Row]) -> dict[str, Tally]:
    matched, rest = pairs(wanted, found)
    arguable = sum(any(shared(row, other) for other in optional) for row in rest)
    claimed = len(found) - arguable
    right = {column: [any(same(row, reading) for reading in _readings(gold, column)) for row, gold in matched] for column, same in METRICS.items()}
    exact = sum(all(verdicts) for verdicts in zip(*(right[column] for column in EXACT), strict=True))
    tallies = {"metrics.found": Tally(len(matched), len(wanted), claimed), "metrics.exact": Tally(exact, len(wanted), claimed)}
    return tallies | {f"metrics.{column}": Tally(sum(verdicts), len(matched)) for column, verdicts in right.items()}


def pairs(wanted: list[Row], found: list[Row]) -> tuple[list[tuple[Row, Row]], list[Row]]:
    """Each wanted quantity with the free found one that overlaps it most, and the found ones that stay free."""
    free: defaultdict[int, list[Row]] = defaultdict(list)
    for row in found:
        free[row["line_start"]].append(row)
    matched = []
    for gold in wanted:
        best = max(free[gold["line"]], key=lambda row: _overlap(row, gold), default=None)
        if best is not None and _overlap(best, gold) >= HALF:
            free[gold["line"]].remove(best)
            matched.append((best, gold))
    return matched, [row for rows in free.values() for row in rows]


def shared(found: Row, gold: Row) -> int:
    """How many characters a found quantity and a quoted one have in common."""
    start, end = gold["span"]
    return max(0, int(min(end, found["char_end"]) - max(start, found["char_start"])))


def _overlap(found: Row, gold: Row) -> float:
    start, end = gold["span"]
    return shared(found, gold) / int(max(end, found["char_end"]) - min(start, found["char_start"]))
