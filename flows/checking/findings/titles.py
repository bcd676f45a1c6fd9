"""Title lines: how the document is named, and whether the words around 《…》 fit it."""
from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from itertools import islice

from flows.checking.findings.lexicon import words
from flows.checking.findings.remarks import MOST, Remark, listed, remark
from flows.checking.findings.view import View
from flows.reading import lexicon
from flows.reading.ids import fold
from flows.reading.titles import ASIDES, instrument_of
from schemas import Event
from schemas.vocabulary import vocabulary

ABOUT = "关于"
TAIL_OF_A_TITLE = 6
RECURRING = "government_work_report"


@cache
def _ending() -> re.Pattern[str]:
    """的通知, 的意见, …: where an unbracketed document name may end."""
    endings = {ending for row in vocabulary("instruments").values() for ending in row["endings"].split(";") if ending}
    return re.compile("的(?:" + "|".join(sorted(endings, key=len, reverse=True)) + ")")


def document_names(view: View) -> Iterator[Remark]:
    """Documents named without 《》 where the source's other titles have them, and titles that run on after the document's name."""
    issued = [event for event in view.events if event.kind != "meeting" and event.title]
    reversed_titles = sorted(event.title[::-1] for event in view.events)
    bracketed = [event for event in issued if event.document_titles]
    for event in issued:
        if event.document_titles:
            continue
        line = view.title_lines[event.event_id]
        start, end = _name(line.raw_text)
        if len(bracketed) * 2 >= len(issued) and instrument_of(line.raw_text[start:end]):
            yield remark("title_without_brackets", line.char_start + start, line.char_start + end, event, name=line.raw_text[start:end])
        tail = line.raw_text[end:].rstrip()
        if _is_foreign(tail, event, reversed_titles):
            yield remark("merged_title", line.char_start + end, line.char_start + end + len(tail), event, tail=tail, name=line.raw_text[start:end])


def _name(title: str) -> tuple[int, int]:
    """Span of the document's name in a title without 《》: 关于…的通知, or what stands in round brackets, or all."""
    about = title.find(ABOUT)
    if about >= 0 and (ending := _ending().search(title, about)):
        return about, ending.end()
    for aside in ASIDES.finditer(title):
        if instrument_of(aside.group(1)):
            return aside.span(1)
    return 0, len(title.rstrip())


def _is_foreign(tail: str, event: Event, reversed_titles: list[str]) -> bool:
    """Whether the words after a document's name belong to another title: the end of one (titles reversed, sorted), or a meeting."""
    if len(tail) < TAIL_OF_A_TITLE or tail[0] in "(（" or instrument_of(tail):
        return False
    first = bisect_left(reversed_titles, tail[::-1])
    if any(other.startswith(tail[::-1]) and other != event.title[::-1] for other in reversed_titles[first : first + 2]):
        return True
    return tail.endswith(lexicon.words("title_words", "meeting"))


def around_brackets(view: View) -> Iterator[Remark]:
    """What stands before 《 or after 》 in a title: another genre, a verb that makes it a sentence, words that fit nothing."""
    titles = [(event, view.title_lines[event.event_id]) for event in view.events if event.document_titles]
    sentences = []
    for event, line in titles:
        before, _, _ = line.raw_text.partition("《")
        tail = line.raw_text.rpartition("》")[2]
        verb = next((verb for verb in words("title_words", "announcing") if before.rstrip().endswith(verb)), None)
        if verb:
            end = line.char_start + len(before.rstrip())
            sentences.append(remark("title_as_sentence", end - len(verb), end, event, verb=verb))
        if event.kind == "meeting_document" and event.instrument != RECURRING:
            yield remark("meeting_and_document_in_one_title", line.char_start, line.char_end, event, meeting=before.strip(), document=event.document_titles[0])
        if tail.strip() and not any(carrier in before for carrier in words("title_words", "carrier")):
            yield from _tail(event, line.char_end - len(tail), tail)
    if len(sentences) * 2 < len(titles):
        yield from sentences


def _tail(event: Event, start: int, tail: str) -> Iterator[Remark]:
    bare = ASIDES.sub("", tail).strip()
    if not bare or bare[0] in "、，,；;和与及":
        return
    inside, outside = instrument_of(event.document_titles[-1]), instrument_of(bare)
    first, last = start + len(tail) - len(tail.lstrip()), start + len(tail.rstrip())
    if outside and inside and outside != inside:
        genres = {"inside": vocabulary("instruments")[inside], "outside": vocabulary("instruments")[outside]}
        names = {f"{place}_{language}": row[f"label_{language}"] for place, row in genres.items() for language in ("zh", "en")}
        yield remark("instrument_conflict", first, last, event, **names)
    elif not outside and not bare.startswith(words("title_words", "after")) and not bare.endswith(lexicon.words("title_words", "meeting")):
        yield remark("garbled_title", first, last, event, tail=bare)


def same_documents(view: View) -> Iterator[Remark]:
    """A document that several events name: the same title by the same issuers, or by issuers that one of them leaves out."""
    by_name: dict[str, list[Event]] = {}
    for event in view.events:
        for name in event.document_titles:
            if event.instrument != RECURRING and len(name) > TAIL_OF_A_TITLE:
                by_name.setdefault(fold(name[max(name.find(ABOUT), 0) :]), []).append(event)
    for events in by_name.values():
        for event in events:
            others = list(islice((other for other in events if other.event_id != event.event_id and _same_issuers(event, other)), MOST + 1))
            if others:
                line, lines = view.title_lines[event.event_id], (view.title_lines[other.event_id].line_start for other in others)
                where = {"dates": listed(other.date for other in others), "lines": listed(map(str, lines))}
                yield remark("same_document_two_events", line.char_start, line.char_end, event, name=event.document_titles[0], **where)


def _same_issuers(one: Event, other: Event) -> bool:
    return not one.issuer_names or not other.issuer_names or bool(set(one.issuer_names) & set(other.issuer_names))
