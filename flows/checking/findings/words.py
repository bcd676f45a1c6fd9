"""Words of a line that something happened to: a first character lost, a compiler's remark after the full stop."""
from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from flows.checking.findings.lexicon import rows, words
from flows.checking.findings.remarks import Remark, remark
from flows.checking.findings.view import View

GLOSS = re.compile(r"。[ \t\u3000]*([(（]([^()（）。]{4,120})[)）])$")


@cache
def _beheaded() -> dict[str, str]:
    """Term without its first character → the term."""
    return {row["term"][1:]: row["term"] for row in rows("terms")}


def beheaded_words(view: View) -> Iterator[Remark]:
    """Lines that begin with a term of `terms.csv` but for its first character."""
    rests = tuple(sorted(_beheaded(), key=len))
    for items in view.items.values():
        for item in items:
            if item.body.startswith(rests):
                found = next(rest for rest in rests if item.body.startswith(rest))
                yield remark("truncated_word", item.start, item.start + len(found), text=found, term=_beheaded()[found])


def glosses(view: View) -> Iterator[Remark]:
    """Round brackets after the full stop that ends a statement, but for those that documents themselves put there."""
    for item in view.statements:
        match = GLOSS.search(item.body)
        if match and not match.group(2).startswith(words("official_glosses", "start")) and not re.search("[:：]", match.group(2)[:12]):
            yield remark("remark_after_full_stop", item.start + match.start(1), item.start + match.end(1), text=match.group(1))
