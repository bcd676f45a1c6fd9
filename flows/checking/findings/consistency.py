"""Style that changes within a source: width of punctuation, blanks, label style, terms. One remark a source and matter."""
from __future__ import annotations

import re
from collections.abc import Iterator

from flows.checking.findings.lexicon import rows
from flows.checking.findings.remarks import Remark, remark
from flows.checking.findings.view import View

HAN = "\u4e00-\u9fff"
NARROW = re.compile(f"[,;:!?()](?:(?<=[{HAN}”》）)].)|(?=[{HAN}“《（(]))")
STOP = "。"
CONTEXT = 6
QUOTED = re.compile("“([^“”\n]{2,40})”")
SEPARATORS = str.maketrans("", "", "、，,;； \t·")
SPACED = 3


def punctuation_width(view: View) -> Iterator[Remark]:
    """Half-width marks between Chinese words beside full-width ones; at the first mark of the rarer width."""
    narrow = [match.start() for match in NARROW.finditer(view.text)]
    wide = [match.start() for match in re.finditer("[，；：！？（）]", view.text)]
    if narrow and (wide or STOP in view.text):
        place = wide[0] if 0 < len(wide) < len(narrow) else narrow[0]
        yield _in_source("inconsistent_punctuation", view, place, narrow=len(narrow), wide=len(wide))


def styles(view: View) -> Iterator[Remark]:
    """Matters that `styles.csv` describes, each by the patterns of its two ways; at the first of the rarer way."""
    for row in rows("styles"):
        one = places(row["one"], view.text)
        other = places(row["other"], view.text) if len(one) >= SPACED else []
        if len(other) >= SPACED:
            rarer = min(one, other, key=len)
            yield _in_source(row["rule"], view, rarer[0], one=len(one), other=len(other), zh=row["matter_zh"], en=row["matter_en"])


def places(pattern: str, text: str) -> list[int]:
    """Where a pattern matches: at its group, if it has one, which may look back; to begin with a rare character makes it fast."""
    return [match.start(match.lastindex or 0) for match in re.finditer(pattern, text, re.MULTILINE)]


def _in_source(rule: str, view: View, place: int, **words: object) -> Remark:
    """A remark on the source, at a place with a few characters around it."""
    line = view.line_at(place)
    start, end = max(place - CONTEXT, line.char_start), min(place + CONTEXT + 1, line.char_end)
    return remark(rule, start, end, "source", **words)


def quoted_terms(view: View) -> Iterator[Remark]:
    """Quoted terms written in two ways that differ in their separators alone (“留改拆”, “留、改、拆”): the first of the rarer."""
    ways: dict[str, dict[str, list[int]]] = {}
    for match in QUOTED.finditer(view.text):
        term = re.sub("[ \t]", "", match.group(1))
        ways.setdefault(term.translate(SEPARATORS), {}).setdefault(term, []).append(match.start(1))
    for variants in ways.values():
        if len(variants) > 1:
            usual = max(variants, key=lambda term: (len(variants[term]), -variants[term][0]))
            for term, places in variants.items():
                if term != usual:
                    end = view.text.index("”", places[0])
                    yield remark("inconsistent_term", places[0], end, term=term, usual=usual)
