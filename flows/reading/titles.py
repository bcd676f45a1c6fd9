"""Title lines: the documents named, whether a document or a meeting, the instrument, and who issued it."""
from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from flows.reading.issuers import Issuer, issuer_of_meeting, issuers_named, joint_issuer_count
from flows.reading.lexicon import words
from schemas.vocabulary import vocabulary

ASIDE = re.compile("[(（][^()（）]*[)）]$")
ASIDES = re.compile("[(（]([^()（）]*)[)）]")
QUOTES = re.compile("[《》]")
ABOUT = "关于"


class Title(NamedTuple):
    """What a title line says. `issuers` are pairs of code and full name."""

    documents: tuple[str, ...]
    kind: str
    instrument: str
    issuers: tuple[Issuer, ...]
    joint_issuer_count: int | None


def read_title(title: str) -> Title:
    """Read a cleaned title line."""
    documents = quoted_documents(title)
    outside = _outside(title, documents)
    instrument = _instrument(title, documents)
    meets = _is_meeting(outside)
    if instrument is None:
        kind = "meeting"
    elif (documents and meets) or (ASIDES.search(outside) and meets and not documents):
        kind = "meeting_document"
    else:
        kind = "document"
    if instrument is None and not meets:
        kind, instrument = "document", "other"
    return Title(documents, kind, instrument or "meeting", tuple(_issuers(title, documents, kind)), joint_issuer_count(outside))


def quoted_documents(title: str) -> tuple[str, ...]:
    """Each outermost 《…》 of a line, without its brackets. An opening bracket without a partner opens nothing."""
    found, depth, start = [], 0, 0
    for mark in QUOTES.finditer(title):
        if mark.group() == "《":
            depth += 1
            start = mark.end() if depth == 1 else start
        elif depth:
            depth -= 1
            if depth == 0:
                found.append(title[start : mark.start()])
    return tuple(found)


def instrument_of(name: str) -> str | None:
    """The instrument that a document's name ends in, whatever stands in brackets after it; None where it ends in none."""
    while (shorter := ASIDE.sub("", name)) != name:
        name = shorter
    fitting = [(len(ending), code) for ending, code in _endings() if name.endswith(ending)]
    return max(fitting)[1] if fitting else None


@cache
def _endings() -> tuple[tuple[str, str], ...]:
    """Pairs of the ending of a document's name and the instrument that it makes it."""
    return tuple((ending, code) for code, row in vocabulary("instruments").items() for ending in row["endings"].split(";") if ending)


def _outside(title: str, documents: tuple[str, ...]) -> str:
    for document in documents:
        title = title.replace(f"《{document}》", "《》")
    return title


def _instrument(title: str, documents: tuple[str, ...]) -> str | None:
    """By the line's own ending, else by its first document, an aside, or an unbracketed 关于…的通知 within it."""
    if documents:
        tail = title.rpartition("》")[2]
        return instrument_of(tail) or instrument_of(documents[0]) or "other"
    asides = [code for aside in ASIDES.findall(title) if (code := instrument_of(aside))]
    return instrument_of(title) or (asides[0] if asides else None) or _unbracketed(title)


def _unbracketed(title: str) -> str | None:
    about = title.find(ABOUT)
    if about < 0:
        return None
    places = [(title.rfind(f"的{ending}"), len(ending), ending) for ending, _ in _endings() if title.rfind(f"的{ending}") > about]
    return instrument_of(min(places, key=lambda found: (found[0], -found[1]))[2]) if places else None


def _is_meeting(outside: str) -> bool:
    for body in words("title_words", "not_meeting"):
        outside = outside.replace(body, "")
    return any(word in outside for word in words("title_words", "meeting"))


def _issuers(title: str, documents: tuple[str, ...], kind: str) -> list[Issuer]:
    if kind == "meeting":
        return issuer_of_meeting(title)
    name = documents[0] if documents else title
    inside = issuers_named(name[: name.find(ABOUT)]) if name.find(ABOUT) > 0 else []
    before = issuers_named(title[: title.find("《")]) if documents else []
    return inside or before
