"""Short titles in the text: 《意见》 that no document of the event explains."""
from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from flows.checking.findings.remarks import Remark, remark
from flows.checking.findings.view import View
from schemas import Event
from schemas.vocabulary import vocabulary

CITED = re.compile("《([^《》\n]{1,80})》")
LONGEST = 6
DEFINING = ("以下简称", "下称", "简称")


@cache
def _endings() -> tuple[str, ...]:
    """Words that a document's name may end in."""
    return tuple(ending for row in vocabulary("instruments").values() for ending in row["endings"].split(";") if ending)


def short_titles(view: View) -> Iterator[Remark]:
    """Short titles without an antecedent, once an event and title; then the event's own title lacks the document."""
    defined = {match.group(1) for match in CITED.finditer(view.text) if view.text.endswith(DEFINING, 0, match.start())}
    for event in view.events:
        for match in _unexplained(view, event, defined):
            name, title = match.group(1), view.title_lines.get(event.event_id)
            yield remark("undefined_short_title", match.start(), match.end(), name=name)
            if title and not event.document_titles:
                line = view.line_at(match.start()).line_start
                yield remark("missing_document_title", title.char_start, title.char_end, event, name=name, line=line)


def _unexplained(view: View, event: Event, defined: set[str]) -> Iterator[re.Match[str]]:
    """The first use of each short title in an event that neither a definition nor a fuller title before it explains."""
    known = [event.title, *event.document_titles]
    seen = set(defined)
    for match in CITED.finditer(view.text, event.char_start, event.char_end):
        name = match.group(1)
        if len(name) > LONGEST:
            known.append(name)
        elif name not in seen and name.endswith(_endings()) and view.line_at(match.start()).kind != "title":
            seen.add(name)
            if not any(name in title for title in known):
                yield match
