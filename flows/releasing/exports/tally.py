"""What there is in a release, told part by part where a part is written, and added up: rows, nulls, codes, and the first example of each."""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from flows.releasing.exports.usage import Tables, Use, example_of, place_of, quotation_of, uses_of
from flows.releasing.portals.columns import published_tables, used_vocabularies

Name = tuple[str, str]


@dataclass(frozen=True)
class Tally:
    """Rows by table; nulls and the first example by table and column; how often a code occurs, and its first occurrence (in the
    first column of the first part that has it), by vocabulary and code, for every code that does."""

    rows: Counter[str] = field(default_factory=Counter)
    nulls: Counter[Name] = field(default_factory=Counter)
    examples: dict[Name, dict[str, Any]] = field(default_factory=dict)
    codes: Counter[Name] = field(default_factory=Counter)
    occurrences: dict[Name, dict[str, Any]] = field(default_factory=dict)

    def __add__(self, later: Tally) -> Tally:
        """This part, or parts, and one that comes later."""
        return Tally(
            self.rows + later.rows,
            self.nulls + later.nulls,
            later.examples | self.examples,
            self.codes + later.codes,
            later.occurrences | self.occurrences,
        )


def tally(tables: Tables) -> Tally:
    """What there is in one part of a release."""
    counted = Tally()
    for table in published_tables().values():
        counted.rows[table.name] = tables[table.name].num_rows
        for column in table.columns:
            counted.nulls[table.name, column.name] = tables[table.name][column.name].null_count
            if example := example_of(tables, table, column):
                counted.examples[table.name, column.name] = example
    for name in used_vocabularies():
        for code, uses in uses_of(tables, name).items():
            counted.codes[name, code] = sum(use.count for use in uses)
            counted.occurrences[name, code] = _occurrence(tables, uses[0])
    return counted


def summed(parts: Iterable[Tally]) -> Tally:
    """What there is in all parts, which come in their order."""
    return sum(parts, Tally())


def _occurrence(tables: Tables, use: Use) -> dict[str, Any]:
    """The first row that has a code, with its place and words."""
    where = {"table": use.table.name, "column": use.column.name}
    return where | place_of(tables, use.table, use.first_row) | quotation_of(tables, use.table, use.first_row)
