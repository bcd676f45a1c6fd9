"""The strength of a statement: its strongest cue, taken only where its letters are a cue.

A cue is none inside another word or fixed phrase (重要, 应急, 可持续), where it is a noun (…的支持。 / 按照…要求), in a condition
(不能提供证明的，…), in the name of a rule (落实防止…的规定) or of a document (《…》); quotation marks change nothing.
Of several cues the strongest counts: by modality, then by the cue's rank, then the first in the text, its label included.

Why lexicon and context: on 771 statements read by hand, jieba's word boundaries in place of the phrases gave 0.90–0.95 where this
gives 0.996–1.000, at 13 times the time; every way tried is in `tests/reading/statements/README.md`.
"""
from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from flows.reading.statements.clauses import clause_after, clause_before, ends_in_de, in_document_name, nothing_follows
from flows.reading.statements.modality_words import Cue, Frame, Phrase
from schemas.vocabulary import vocabulary

ModalityHit = tuple[int, int, Cue | Phrase]
"""Start, -end, and what stands there."""
_NO_ATTRIBUTE = "有更"  # 要有新的作为, 要更好的: what follows the cue is no verb of two characters


class Found(NamedTuple):
    """A cue used as one, and where it stands."""

    cue: Cue
    start: int
    end: int


def strongest(modalities: Iterable[str]) -> str | None:
    """The strongest of some modalities; None of none."""
    return min(modalities, key=_order().__getitem__, default=None)


@cache
def _order() -> dict[str, int]:
    """Modality → its place among all, the strongest first."""
    return {code: place for place, code in enumerate(vocabulary("modalities"))}


def strongest_cue(text: str, hits: list[ModalityHit]) -> Found | None:
    """The strongest of the cues among the hits."""
    cues = _cues(text, hits)
    if len(cues) > 1:
        cues.sort()
    for _, start, end, cue in cues:
        if _counts(text, start, end, cue):
            return Found(cue, start, end)
    return None


def _cues(text: str, hits: list[ModalityHit]) -> list[tuple[tuple[int, int], int, int, Cue]]:
    """The cues that no longer phrase hides: their strength, start, end, and what they are."""
    found = []
    reach = 0
    if len(hits) > 1:
        hits.sort()
    for start, negative_end, word in hits:
        if start < reach:
            continue
        if isinstance(word, Cue):
            reach = -negative_end
            found.append((word.order, start, reach, word))
        elif not _lifted(text, -negative_end, word):
            reach = -negative_end
    return found


def _lifted(text: str, end: int, phrase: Phrase) -> bool:
    if phrase.next and text.startswith(phrase.next, end):
        return True
    return bool(phrase.later) and _any_in(phrase.later, clause_after(text, end))


def _counts(text: str, start: int, end: int, cue: Cue) -> bool:
    """Whether a cue is used as one: not as a noun, an attribute, a condition or part of a name."""
    if cue.noun_at_end and nothing_follows(text, end) and not text.endswith(cue.verb_after, 0, start):
        return False
    if cue.before_de and text[end + 2 : end + 3] == "的" and text[end] not in _NO_ATTRIBUTE:
        return False
    ahead = clause_after(text, end)
    if ends_in_de(text, end, ahead) or in_document_name(text, start):
        return False
    return not any(_framed(text, start, ahead, frame) for frame in cue.frames)


def _framed(text: str, start: int, ahead: str, frame: Frame) -> bool:
    """Whether the words around a cue are a frame's; `ahead` is the rest of its clause."""
    if frame.after and not _any_in(frame.after, ahead[: frame.within]):
        return False
    if not (frame.before or frame.opening or frame.adjacent):
        return True
    before = clause_before(text, start)
    return before.endswith(frame.adjacent) or before.lstrip().startswith(frame.opening) or _any_in(frame.before, before)


def _any_in(words: tuple[str, ...], text: str) -> bool:
    """Whether a text holds one of some words."""
    return any(map(text.__contains__, words))
