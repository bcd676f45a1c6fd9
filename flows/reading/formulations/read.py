"""Formulations of a source, read: their rows and those of their occurrences, in source order.

They are read from the source's own words, so that a correction changes none of them; the rows of the reading tell the event and
directive of each place. Cost: see `make bench`.
"""
from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from flows.reading.collecting import uncollected
from flows.reading.formulations.discovery import discover
from flows.reading.formulations.folded import cleaned, fold
from flows.reading.formulations.intensity import NONE, begins_with_its_verb, intensity
from flows.reading.formulations.lexicon import Entry
from flows.reading.formulations.matching import Hit, curated
from flows.reading.formulations.quotes import PAIRS, Quotes
from flows.reading.ids import Identifiers

Row = tuple[Any, ...]
Rows = Mapping[str, Sequence[Row]]
EVENT, SPAN_START = 3, -2
CLOSING = {closing: opening for opening, closing in PAIRS.items()}


class Place(NamedTuple):
    """A line of the source: its number, words, event, the event's date, and directive."""

    number: int
    words: str
    event_id: str | None
    date: str | None
    directive_id: str | None


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
        self.line_starts = [row[SPAN_START] for row in rows["lines"]]
        dates = {row[0]: row[1] for row in rows["events"]}
        self.n_events = len(dates)
        directives = {row[-4]: row[0] for row in rows["directives"]}
        self.places = [Place(row[-4], row[1], row[EVENT], dates.get(row[EVENT]), directives.get(row[-4])) for row in rows["lines"]]
        self.identifiers = Identifiers()

    def read(self) -> dict[str, list[Row]]:
        uses: list[Use] = []
        for hit in curated().find(self.folded.text):
            uses += _uses(self.folded.text, hit) if hit.entry.action else (Use(*hit, None),)
        uses += [Use(*hit, None) for hit in discover(self.text, self.folded, self.quotes, self.n_events, self._line_at)]
        spans = [self._span(use) for use in uses]
        by_formulation: dict[str, list[Row]] = {}
        entries: dict[str, Entry] = {}
        ids: dict[str, str] = {}
        occurrences = []
        for (start, end), use in sorted(zip(spans, uses, strict=True), key=lambda pair: (*pair[0], pair[1].entry.formulation)):
            name = use.entry.formulation
            if name not in ids:
                ids[name] = self.identifiers.child(self.source_id, "w", name)
                entries[name] = use.entry
                by_formulation[name] = []
            row = self._occurrence(ids[name], start, end, use)
            by_formulation[name].append(row)
            occurrences.append(row)
        return {"formulations": [_formulation(entries[name], own) for name, own in by_formulation.items()], "formulation_occurrences": occurrences}

    def _place_at(self, offset: int) -> Place:
        return self.places[bisect_right(self.line_starts, offset) - 1]

    def _line_at(self, start: int) -> tuple[str, str | None]:
        place = self._place_at(self.folded.span(start, start + 1)[0])
        return place.words, place.event_id

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

    def _occurrence(self, formulation_id: str, start: int, end: int, use: Use) -> Row:
        raw = self.text[start:end]
        variant = raw if raw == self.folded.text[use.start : use.end] else cleaned(raw)
        place = self._place_at(start)
        occurrence_id = self.identifiers.child(formulation_id, "o", place.directive_id or place.event_id or "", raw)
        span = (self.source_id, place.number, place.number, start, end)
        return (occurrence_id, formulation_id, place.event_id, place.directive_id, place.date, raw, variant, self.quotes.hold(start), use.intensity, *span)


def _uses(text: str, hit: Hit) -> Iterator[Use]:
    """The occurrence, and where a word of intensity stands before its verb, that of the formulation with the word."""
    code, start = intensity(text, hit.start, hit.entry)
    yield Use(*hit, code)
    if code not in (None, NONE) and begins_with_its_verb(text, hit.start, hit.entry):
        entry = hit.entry
        stronger = entry._replace(formulation=text[start : hit.start] + entry.formulation, family=entry.root, note=None)
        yield Use(start, hit.end, stronger, code)


def _formulation(entry: Entry, occurrences: list[Row]) -> Row:
    """The row of a formulation from those of its occurrences."""
    dated = [(row[4], row[2]) for row in occurrences if row[4]]
    first = min(dated, key=lambda one: one[0], default=(None, None))
    counts = (len(occurrences), len({event for _, event in dated}))
    dates = (first[1], first[0], max((date for date, _ in dated), default=None))
    says = (entry.formulation, entry.label_en, entry.origin, entry.family, tuple(dict.fromkeys(row[6] for row in occurrences)))
    return (occurrences[0][1], *says, *counts, *dates, entry.note, *occurrences[0][-5:])
