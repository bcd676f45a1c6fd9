"""Issuing bodies: unlisted, missing, contradictory, run together, or named by a short or varying name."""
from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from flows.checking.findings.lexicon import rows
from flows.checking.findings.remarks import Remark, remark
from flows.checking.findings.view import View
from flows.reading.issuers import Issuer, issuers_named, known_bodies
from schemas import Event, Line
from schemas.events import UNLISTED

ABOUT = "关于"
RECURRING = "government_work_report"
LONGEST = 24


@cache
def short_names() -> dict[str, str]:
    """Abbreviation → full name, of the bodies in the vocabulary, but for the short forms that are official themselves."""
    official = {row["name"] for row in rows("official_short_names")}
    return {name: full for name, (_, full) in known_bodies().items() if len(name) < len(full) and name not in official}


@cache
def _short_names_of() -> dict[str, list[str]]:
    """Full name → its short names."""
    names: dict[str, list[str]] = {}
    for short, full in short_names().items():
        names.setdefault(full, []).append(short)
    return names


def title_issuers(view: View) -> Iterator[Remark]:
    """What is wrong with the issuers that a title names, or that it does not name."""
    for event in view.events:
        line = view.title_lines.get(event.event_id)
        if line is None:
            continue
        for code, name in zip(event.issuers, event.issuer_names, strict=True):
            if code == UNLISTED:
                yield _quoted("unlisted_issuer", line, event, name, name=name)
        if event.kind != "meeting":
            yield from _document(view, line, event)


def _document(view: View, line: Line, event: Event) -> Iterator[Remark]:
    name = event.document_titles[0] if event.document_titles else event.title
    inside = name[: max(name.find(ABOUT), 0)]
    before = line.raw_text.partition("《")[0] if event.document_titles else ""
    if not event.issuers and event.instrument != RECURRING and not event.title.startswith(tuple(known_bodies())):
        yield _unnamed(line, event, inside or before.partition(ABOUT)[0].strip())
    named, meant = issuers_named(before), issuers_named(inside)
    yield from _short(line, event, before, named)
    yield from _short(line, event, inside, meant)
    if named and meant and {code for code, _ in named} != {code for code, _ in meant}:
        outer, inner = ("、".join(full for _, full in bodies) for bodies in (named, meant))
        yield _quoted("issuer_conflict", line, event, before.strip(), before=outer, inside=inner)
    for phrase in (inside, before):
        for pair in _run_together(phrase):
            yield _quoted("missing_separator", line, event, "".join(pair), first=pair[0], second=pair[1])


def _unnamed(line: Line, event: Event, phrase: str) -> Remark:
    """Where no issuer was read: the title names none, or words that are none the vocabulary knows."""
    if phrase and len(phrase) <= LONGEST and event.kind == "document":
        return _quoted("unlisted_issuer", line, event, phrase, name=phrase)
    return remark("missing_issuer", line.char_start, line.char_end, event)


def _short(line: Line, event: Event, phrase: str, bodies: list[Issuer]) -> Iterator[Remark]:
    """Bodies that a phrase of the title names by their short names."""
    for code, full in bodies:
        names = [short for short in _short_names_of().get(full, ()) if short in phrase]
        if code != UNLISTED and names and full not in phrase:
            short = max(names, key=len)
            yield _quoted("short_name", line, event, short, names=short, full=full)


def _run_together(phrase: str) -> Iterator[tuple[str, str]]:
    """Names of two listed bodies that follow one another with nothing between."""
    bodies = known_bodies()
    for segment in phrase.replace("、", " ").replace("，", " ").split():
        for cut in range(2, len(segment) - 1):
            if segment[:cut] in bodies and segment[cut:] in bodies and segment not in bodies:
                yield segment[:cut], segment[cut:]
                break


def _quoted(rule: str, line: Line, event: Event, quote: str, **words: str) -> Remark:
    """A remark on the place of some words in a title; on the whole title where they do not stand there as such."""
    place = line.raw_text.find(quote)
    start, end = (place, place + len(quote)) if place >= 0 and quote else (0, len(line.raw_text))
    return remark(rule, line.char_start + start, line.char_start + end, event, **words)


def short_names_in_tables(view: View) -> Iterator[Remark]:
    """Cells that hold a body's short name and nothing else: one remark a table, at the first, naming all."""
    for table in view.tables:
        cells = [cell for cell in view.cells_of[table.table_id] if cell.text in short_names()]
        names = list(dict.fromkeys(cell.text for cell in cells))
        if names:
            full = "、".join(short_names()[name] for name in names)
            yield remark("short_name", cells[0].char_start, cells[0].char_end, cells[0], names="、".join(names), full=full)


def meeting_names(view: View) -> Iterator[Remark]:
    """Meetings of one body under different names (中央政治局会议, 中共中央政治局会议): the rarer, or else the shorter."""
    by_body: dict[tuple[str, ...], dict[str, list[Event]]] = {}
    for event in view.events:
        if event.kind == "meeting" and event.issuers and UNLISTED not in event.issuers:
            by_body.setdefault((*event.issuers, event.title[-2:]), {}).setdefault(event.title, []).append(event)
    for titles in by_body.values():
        usual = max(titles, key=lambda title: (len(titles[title]), len(title)))
        for title, events in titles.items():
            if title != usual and _abbreviates(title, usual):
                for event in events:
                    line = view.title_lines[event.event_id]
                    yield remark("inconsistent_name", line.char_start, line.char_end, event, name=title, usual=usual)


def _abbreviates(title: str, usual: str) -> bool:
    """Whether the two titles differ only in how they name the body at their beginning."""
    bodies = known_bodies()
    heads = [max((name for name in bodies if one.startswith(name)), key=len, default="") for one in (title, usual)]
    return bool(heads[0]) and heads[0] != heads[1] and title.removeprefix(heads[0]) == usual.removeprefix(heads[1])
