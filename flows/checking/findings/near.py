"""Statements that say nearly the same across events: legitimate restatements, but not two measures.

Candidates are statements that share several rare runs of characters (an inverted index of sampled shingles, so no
comparison of all pairs); each is then compared once. Cost: linear in the text, for the shingles that are too common to
tell statements apart are dropped.
"""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from operator import itemgetter

from rapidfuzz import fuzz

from flows.checking.findings.remarks import Remark, on
from flows.checking.findings.view import View
from flows.reading.ids import fold_all
from schemas import Directive

SHINGLE = 6
COMMON = 12
SHARED = 2
SAMPLED = 3
SHORTEST = 15
LONGEST = 2000
RATIO = 61.0


def near_duplicates(view: View) -> Iterator[Remark]:
    """Statements that nearly repeat an earlier one of another event, each with the one it is nearest to."""
    words = fold_all([directive.text for directive in view.directives])
    events = [directive.event_id for directive in view.directives]
    index: dict[str, list[int]] = {}
    for place, text in enumerate(words):
        shared = [pair for pair in Counter(_candidates(text, place, index)).items() if pair[1] >= SHARED]
        shared.sort(key=itemgetter(1), reverse=True)
        others = [other for other, _ in shared[:COMMON] if events[other] != events[place]]
        near = [(fuzz.ratio(text, words[other], score_cutoff=RATIO), -other) for other in others]
        similarity, other = max(near, default=(0.0, 0))
        if similarity and words[-other] not in text and text not in words[-other]:
            yield _remark(view.directives[place], view.directives[-other], similarity)


def _candidates(text: str, place: int, index: dict[str, list[int]]) -> list[int]:
    """Earlier statements, once for every shingle shared; enters the statement's own shingles."""
    if not SHORTEST <= len(text) <= LONGEST:
        return []
    found: list[int] = []
    for start in [start for start, character in enumerate(text[: 1 - SHINGLE]) if ord(character) % SAMPLED == 0]:
        holders = index.setdefault(text[start : start + SHINGLE], [])
        found += holders
        if len(holders) < COMMON:
            holders.append(place)
    return found


def _remark(later: Directive, earlier: Directive, similarity: float) -> Remark:
    return on("near_duplicate", later, line=earlier.line_start, similarity=round(similarity))
