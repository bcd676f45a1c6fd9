"""The world behind a source: reviewed references linked to the records that they speak of. Pure.

A reference names its event by date and title, and the words that it is about exactly; it is found by those alone, so lines
may move. One that no longer matches, or matches more than it should, stops with StaleReferenceError, which names it.
"""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from flows.reading.ids import Identifiers, fold
from schemas import Directive, Event, Line, Metric, Table
from schemas.base import columns_of
from schemas.official_documents import OfficialDocument
from schemas.supported_cities import SupportedCity
from schemas.verifications import Verification

Rows = Mapping[str, Sequence[tuple[Any, ...]]]
Fields = dict[str, Any]
WAY_OUT = "write into the entry what the source says now, or remove it"
DAYS = ("date_signed", "date_held_start", "date_held_end", "date_published")


class StaleReferenceError(ValueError):
    """A reference that no longer fits its source: names its file and line, and what is missing."""


class Reference(NamedTuple):
    """An entry of a reference file: its fields, and its file and line."""

    fields: Fields
    where: str


class References(NamedTuple):
    """All that is known of the world behind one source."""

    documents: Sequence[Reference] = ()
    claims: Sequence[Reference] = ()
    cities: Sequence[Reference] = ()


def link(source_id: str, rows: Rows, references: References) -> dict[str, list[tuple[Any, ...]]]:
    """Rows of official_documents, verifications and supported_cities, in source order, linked to the records in `rows`."""
    linker = _Linker(source_id, rows if any(references) else {})  # most sources have none: a tenth of the reading
    made = {
        "official_documents": [linker.document(entry) for entry in references.documents],
        "verifications": [linker.verification(entry) for entry in references.claims],
        "supported_cities": [linker.city(entry) for entry in references.cities],
    }
    return {name: sorted(found, key=lambda row: row[-2:]) for name, found in made.items()}


class _Linker:
    """Finds the records of one source that references name."""

    def __init__(self, source_id: str, rows: Rows) -> None:
        self.source_id = source_id
        self.identifiers = Identifiers()
        tables = (("events", Event), ("lines", Line), ("directives", Directive), ("tables", Table), ("metrics", Metric))
        named = {name: [dict(zip(columns_of(record), row, strict=True)) for row in rows.get(name, ())] for name, record in tables}
        self.events: dict[tuple[str, str], list[Fields]] = {}
        for event in named["events"]:
            self.events.setdefault((event["date"], fold(event["raw_title"])), []).append(event)
        self.lines: dict[str, list[Fields]] = {}
        for line in named["lines"]:
            self.lines.setdefault(line["event_id"], []).append(line)
        self.directives = {directive["line_start"]: directive["directive_id"] for directive in named["directives"]}
        self.tables = {line: table["table_id"] for table in named["tables"] for line in range(table["line_start"], table["line_end"] + 1)}
        self.metrics: dict[int, list[Fields]] = {}
        for metric in named["metrics"]:
            self.metrics.setdefault(metric["line_start"], []).append(metric)

    def document(self, entry: Reference) -> tuple[Any, ...]:
        """The row of an official document; its span is the event's title."""
        event = self._event(entry)
        title = next((line for line in self.lines[event["event_id"]] if line["kind"] == "title"), None)
        if title is None:
            raise StaleReferenceError(f"{entry.where}: the event of {event['date']} has no title line")
        values = {name: entry.fields[name] for name in columns_of(OfficialDocument) if name in entry.fields}
        values |= {name: date.fromisoformat(values[name]) for name in DAYS if values[name]}
        values |= {name: tuple(values[name]) for name in ("issuers", "inferred", "recalled", "evidence")}
        key = {"official_document_id": self.identifiers.child(event["event_id"], "o", values["title"] or ""), "event_id": event["event_id"]}
        return self._row(OfficialDocument, key | values, title["line_start"], title["char_start"], title["char_end"])

    def verification(self, entry: Reference) -> tuple[Any, ...]:
        """The row of a checked statement; its span is the quotation."""
        event, fields = self._event(entry), entry.fields
        line, start = self._place(entry, event)
        number, end = line["line_start"], start + len(fields["quote"])
        metric = next((one["metric_id"] for one in self.metrics.get(number, ()) if one["char_start"] < end and start < one["char_end"]), None)
        parents = {"directive_id": self.directives.get(number), "table_id": self.tables.get(number), "metric_id": metric}
        values = {name: fields[name] for name in columns_of(Verification) if name in fields} | {"evidence": tuple(fields["evidence"])}
        key = self.identifiers.child(event["event_id"], "v", fields["statement"], fields["quote"], fields["measure"])
        return self._row(Verification, {"verification_id": key, "event_id": event["event_id"]} | parents | values, number, start, end)

    def city(self, entry: Reference) -> tuple[Any, ...]:
        """The row of a supported city; its span is where the source speaks of the programme."""
        event, fields = self._event(entry), entry.fields
        line, start = self._place(entry, event)
        values = {name: fields[name] for name in columns_of(SupportedCity) if name in fields}
        key = self.identifiers.child(event["event_id"], "p", values["programme"], str(values["year"]), values["division_code"])
        named = {"supported_city_id": key, "event_id": event["event_id"]} | values
        return self._row(SupportedCity, named, line["line_start"], start, start + len(fields["quote"]))

    def _event(self, entry: Reference) -> Fields:
        """The event of that date and title."""
        day, title = entry.fields["event_date"], entry.fields["event_title"]
        found = self.events.get((day, fold(title)), [])
        if len(found) != 1:
            raise StaleReferenceError(f"{entry.where}: {self.source_id} has {len(found)} events of {day} with the title {title!r}, not one; {WAY_OUT}")
        return found[0]

    def _place(self, entry: Reference, event: Fields) -> tuple[Fields, int]:
        """The line that holds the quotation and the quotation's offset: in the statement that the entry names, else in the event."""
        quote, statement, which = entry.fields["quote"], entry.fields.get("statement"), entry.fields.get("which", 1)
        lines = [line for line in self.lines[event["event_id"]] if quote in line["raw_text"]]
        if statement is not None:
            lines = [line for line in lines if fold(line["raw_text"]) == fold(statement)][:1]
        if len(lines) != 1:
            raise StaleReferenceError(f"{entry.where}: {quote!r} stands on {len(lines)} lines of the event of {event['date']} that fit, not on one; {WAY_OUT}")
        place = -1
        for _ in range(which):
            place = lines[0]["raw_text"].find(quote, place + 1)
            if place < 0:
                raise StaleReferenceError(f"{entry.where}: {quote!r} stands there fewer than {which} times; {WAY_OUT}")
        return lines[0], lines[0]["char_start"] + place

    def _row(self, record: type[Any], values: Fields, line: int, start: int, end: int) -> tuple[Any, ...]:
        values = values | {"source_id": self.source_id, "line_start": line, "line_end": line, "char_start": start, "char_end": end}
        return tuple(values[name] for name in columns_of(record))
