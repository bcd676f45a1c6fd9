"""Formulations of a source, read: their rows and those of their occurrences, in source order.

They are read from the source's own words, so that a correction changes none of them; the rows of the reading tell the event and
directive of each place. Cost: see `make bench`.
"""
from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from flows.reading.collecting import uncollected
from flows.reading.formulations.discovery import discover
from flows.reading.formulations.folded import cleaned, fold
from flows.reading.formulations.intensity import NONE, begins_with_its_verb, intensity
from flows.reading.formulations.lexicon import Entry
from flows.reading.formulations.matching import Hit, curated
from flows.reading.formulations.quotes import PAIRS, Quotes
from flows.reading.ids import SEPARATOR, Identifiers, fold_all

Row = tuple[Any, ...]
Rows = Mapping[str, Sequence[Row]]
WORDS, EVENT, NUMBER, SPAN_START = 1, 3, -4, -2
"""Columns of the rows of lines; the number stands there in those of directives too."""
CLOSING = {closing: opening for opening, closing in PAIRS.items()}


class Use(NamedTuple):
    """An occurrence with the code of its intensity."""

    start: int
    end: int
    entry: Entry
    intensity: str | None


@uncollected
def read_formulations(source_id: str, text: str, rows: Rows) -> dict[str, list[Row]]:
    """The rows of `formulations` and `formulation_occurrences`; `rows` are those of lines, events and directives of the source."""
    return _Reader(source_id, text, rows).read()


class _Reader:
    """One source: its folded text, its quotation marks, and its places."""

    def __init__(self, source_id: str, text: str, rows: Rows) -> None:
        self.source_id, self.text = source_id, text
        self.folded, self.quotes = fold(text), Quotes(text)
        self.lines = rows["lines"]
        self.line_starts = [row[SPAN_START] for row in self.lines]
        self.dates = {row[0]: row[1] for row in rows["events"]}
        self.directives = {row[NUMBER]: row[0] for row in rows["directives"]}
        self.identifiers = Identifiers()

    def read(self) -> dict[str, list[Row]]:
        uses: list[Use] = []
        for hit in curated().find(self.folded.text):
            uses += _uses(self.folded.text, hit)
        uses += [Use(*hit, None) for hit in discover(self.text, self.folded, self.quotes, len(self.dates), self._line_at)]
        found = sorted([(*self._span(use), use.entry.formulation, order) for order, use in enumerate(uses)])
        raws = {self.text[start:end] for start, end, _, _ in found}
        words = dict(zip(raws, fold_all(list(raws)), strict=True))
        by_formulation: dict[str, list[Row]] = {}
        entries: dict[str, Entry] = {}
        ids: dict[str, str] = {}
        occurrences = []
        for start, end, name, order in found:
            if name not in ids:
                ids[name] = self.identifiers.child(self.source_id, "w", name)
                entries[name] = uses[order].entry
                by_formulation[name] = []
            row = self._occurrence(ids[name], start, end, uses[order], words)
            by_formulation[name].append(row)
            occurrences.append(row)
        return {"formulations": [_formulation(entries[name], own) for name, own in by_formulation.items()], "formulation_occurrences": occurrences}

    def _line(self, offset: int) -> Row:
        return self.lines[bisect_right(self.line_starts, offset) - 1]

    def _line_at(self, start: int) -> tuple[str, str | None]:
        line = self._line(self.folded.places[start])
        return line[WORDS], line[EVENT]

    def _span(self, use: Use) -> tuple[int, int]:
        """The span in the source, the quotation mark included whose partner stands among the words."""
        start, end = self.folded.span(use.start, use.end)
        if end - start > use.end - use.start:
            raw = self.text[start:end]
            for closing, opening in CLOSING.items():
                more = raw.count(opening) - raw.count(closing)
                start -= more < 0 and self.text[start - 1 : start] == opening
                end += more > 0 and self.text[end : end + 1] == closing
        return start, end

    def _occurrence(self, formulation_id: str, start: int, end: int, use: Use, words: Mapping[str, str]) -> Row:
        """The row of an occurrence; `words` are the raw words of all, folded for their ids."""
        raw = self.text[start:end]
        variant = raw if raw == self.folded.text[use.start : use.end] else cleaned(raw)
        line = self._line(start)
        number, event_id = line[NUMBER], line[EVENT]
        directive_id = self.directives.get(number)
        occurrence_id = self.identifiers.child_of_folded(formulation_id, "o", f"{directive_id or event_id or ''}{SEPARATOR}{words[raw]}")
        parents = (formulation_id, event_id, directive_id, self.dates.get(event_id))
        return (occurrence_id, *parents, raw, variant, self.quotes.hold(start), use.intensity, self.source_id, number, number, start, end)


def _uses(text: str, hit: Hit) -> tuple[Use, ...]:
    """The occurrence, and where a word of intensity stands before its verb, that of the formulation with the word."""
    entry = hit.entry
    if not entry.action:
        return (Use(*hit, None),)
    code, start = intensity(text, hit.start, entry)
    if code in (None, NONE) or not begins_with_its_verb(text, hit.start, entry):
        return (Use(*hit, code),)
    stronger = entry._replace(formulation=text[start : hit.start] + entry.formulation, family=entry.root, note=None)
    return Use(*hit, code), Use(start, hit.end, stronger, code)


def _formulation(entry: Entry, occurrences: list[Row]) -> Row:
    """The row of a formulation from those of its occurrences."""
    dates = [row[4] for row in occurrences if row[4]]
    events = [row[2] for row in occurrences if row[4]]
    first, last = min(dates, default=None), max(dates, default=None)
    counts = (len(occurrences), len(set(events)))
    says = (entry.formulation, entry.label_en, entry.origin, entry.family, tuple(dict.fromkeys([row[6] for row in occurrences])))
    return (occurrences[0][1], *says, *counts, events[dates.index(first)] if dates else None, first, last, entry.note, *occurrences[0][-5:])
