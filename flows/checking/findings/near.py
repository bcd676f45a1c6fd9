"""Statements that say nearly the same across events: legitimate restatements, but not two measures.

Candidates are statements that share several rare runs of characters (an inverted index of sampled shingles, so no
comparison of all pairs); each is then compared once. Only shingles that stand again somewhere enter the index. Cost: linear
in the text, for those that are too common to tell statements apart are dropped too.
"""
from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from operator import itemgetter

import numpy as np
from rapidfuzz import fuzz

from flows.checking.findings.remarks import Remark, on
from flows.checking.findings.shingles import Shingles
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
    index: defaultdict[str, list[int]] = defaultdict(list)
    for place, starts in _standing_again(words).items():
        text = words[place]
        if not SHORTEST <= len(text) <= LONGEST:
            continue
        found = _candidates(text, starts, place, index)
        if len(found) < SHARED:
            continue
        shared = [pair for pair in Counter(found).items() if pair[1] >= SHARED]
        shared.sort(key=itemgetter(1), reverse=True)
        others = [other for other, _ in shared[:COMMON] if events[other] != events[place]]
        near = [(fuzz.ratio(text, words[other], score_cutoff=RATIO), -other) for other in others]
        similarity, other = max(near, default=(0.0, 0))
        if similarity and words[-other] not in text and text not in words[-other]:
            yield _remark(view.directives[place], view.directives[-other], similarity)


def _standing_again(words: Sequence[str]) -> dict[int, list[int]]:
    """Place of a statement → where its sampled shingles begin that stand again in the source, in order."""
    shingles = Shingles(words, SHINGLE)
    sampled = np.flatnonzero(shingles.codes % SAMPLED == 0)
    starts: defaultdict[int, list[int]] = defaultdict(list)
    for place, start in shingles.located(shingles.standing_again(sampled)):
        starts[place].append(start)
    return starts


def _candidates(text: str, starts: Sequence[int], place: int, index: defaultdict[str, list[int]]) -> list[int]:
    """Earlier statements, once for every shingle shared; enters the statement's own shingles."""
    found: list[int] = []
    for start in starts:
        holders = index[text[start : start + SHINGLE]]
        found += holders
        if len(holders) < COMMON:
            holders.append(place)
    return found


def _remark(later: Directive, earlier: Directive, similarity: float) -> Remark:
    return on("near_duplicate", later, line=earlier.line_start, similarity=round(similarity))
