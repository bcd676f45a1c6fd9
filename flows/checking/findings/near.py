"""Statements that say nearly the same across events: legitimate restatements, but not two measures.

Candidates are statements that share several rare runs of characters (an inverted index of sampled shingles, so no
comparison of all pairs); each is then compared once. Shingles that stand only once, most of them, are dropped before
that, all at once. Cost: linear in the text, for the shingles that are too common to tell statements apart are dropped too.
"""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from operator import itemgetter

import numpy as np
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
_MULTIPLIER = 0x9E3779B97F4A7C15  # of a multiplicative hash: odd, its bits well mixed
_ROOM = 4  # bits of the hash beyond the count of shingles: sixteen slots for each at least, so that few share one by chance


def near_duplicates(view: View) -> Iterator[Remark]:
    """Statements that nearly repeat an earlier one of another event, each with the one it is nearest to."""
    words = fold_all([directive.text for directive in view.directives])
    events = [directive.event_id for directive in view.directives]
    index: dict[str, list[int]] = {}
    for place, starts in shingles_again(words).items():
        text = words[place]
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


def shingles_again(words: Sequence[str]) -> dict[int, list[int]]:
    """Place of a statement → where its sampled shingles begin that stand again somewhere, or whose hash does."""
    codes = np.frombuffer("\n".join(words).encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64)
    places = np.flatnonzero(codes[: 1 - SHINGLE] % SAMPLED == 0)
    keys = np.zeros(len(places), np.uint64)
    for step in range(SHINGLE):
        keys = (keys + codes[places + step]) * np.uint64(_MULTIPLIER)
    slots = (keys >> np.uint64(64 - _ROOM - len(places).bit_length())).astype(np.int64)
    again = places[np.bincount(slots)[slots] > 1]
    sizes = np.fromiter(map(len, words), np.int64, len(words))
    ends = np.cumsum(sizes + 1) - 1
    holders = np.searchsorted(ends, again)
    fit = (again + SHINGLE <= ends[holders]) & (sizes[holders] >= SHORTEST) & (sizes[holders] <= LONGEST)
    starts: dict[int, list[int]] = {}
    for holder, start in zip(holders[fit].tolist(), (again - ends[holders] + sizes[holders])[fit].tolist(), strict=True):
        starts.setdefault(holder, []).append(start)
    return starts


def _candidates(text: str, starts: Sequence[int], place: int, index: dict[str, list[int]]) -> list[int]:
    """Earlier statements, once for every shingle shared; enters the statement's own shingles."""
    found: list[int] = []
    for start in starts:
        holders = index.setdefault(text[start : start + SHINGLE], [])
        found += holders
        if len(holders) < COMMON:
            holders.append(place)
    return found


def _remark(later: Directive, earlier: Directive, similarity: float) -> Remark:
    return on("near_duplicate", later, line=earlier.line_start, similarity=round(similarity))
