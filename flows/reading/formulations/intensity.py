"""The word of intensity with which an action is put: 加力实施城市更新行动, 持续推进城镇老旧小区改造.

It is read from the words just before the formulation: where this begins with its verb, the word stands there; where it is a
noun, a verb and a modifier may stand between, and without verb and word the notion does not apply.
"""
from __future__ import annotations

from collections.abc import Container

from flows.reading.formulations.lexicon import Entry, action_words, intensity_words

LONGEST = 8
MODIFIERS = 2
NONE = "none"
VERB = 2
"""How many characters of a formulation are its verb."""


def intensity(text: str, start: int, entry: Entry) -> tuple[str | None, int]:
    """The code of the intensity of the action at `start` (None: not applicable), and where its word, or else the action, begins."""
    if not entry.action:
        return None, start
    begins = begins_with_its_verb(text, start, entry)
    at = start if begins else _before_verb(text, start)
    size = _ending(text, at, intensity_words())
    if size:
        return intensity_words()[text[at - size : at]], at - size
    return (NONE if begins or at < start else None), start


def begins_with_its_verb(text: str, start: int, entry: Entry) -> bool:
    """Whether the wording at `start` begins with the verb of its formulation."""
    return entry.action == "verb" and text.startswith(entry.formulation[:VERB], start)


def _before_verb(text: str, start: int) -> int:
    """Where the verb before a noun begins; the noun's own start where no verb stands there."""
    at = start
    for _ in range(MODIFIERS):
        at -= _ending(text, at, action_words("modifier"))
    verb = _ending(text, at, action_words("verb"))
    return at - verb if verb or _ending(text, at, intensity_words()) else start


def _ending(text: str, end: int, words: Container[str]) -> int:
    """Length of the longest of the words that ends at `end`; 0 where none does."""
    return next((size for size in range(min(LONGEST, end), 0, -1) if text[end - size : end] in words), 0)
