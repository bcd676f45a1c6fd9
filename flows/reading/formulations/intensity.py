"""The word of intensity with which an action is put: 加力实施城市更新行动, 持续推进城镇老旧小区改造.

It is read from the words just before the formulation: where this begins with its verb, the word stands there; where it is a
noun, a verb and a modifier may stand between, and without verb and word the notion does not apply.
"""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from flows.reading.formulations.lexicon import Entry, action_words, intensity_words

MODIFIERS = 2
NONE = "none"
VERB = 2
"""How many characters of a formulation are its verb."""


class Endings:
    """Some words, looked for before a place: by their last characters, since mostly none stands there."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        sizes: defaultdict[str, set[int]] = defaultdict(set)
        for word in self._words:
            sizes[word[-1]].add(len(word))
        self._sizes = {last: sorted(found, reverse=True) for last, found in sizes.items()}

    def size(self, text: str, end: int) -> int:
        """Length of the longest of the words that ends at `end`; 0 where none does."""
        for size in self._sizes.get(text[end - 1 : end], ()):
            if size <= end and text[end - size : end] in self._words:
                return size
        return 0


@cache
def _endings() -> tuple[Endings, Endings, Endings]:
    """Words of intensity, verbs and modifiers."""
    return Endings(intensity_words()), Endings(action_words("verb")), Endings(action_words("modifier"))


def intensity(text: str, start: int, entry: Entry) -> tuple[str | None, int]:
    """The code of the intensity of the action at `start` (None: not applicable), and where its word, or else the action, begins."""
    words, verbs, modifiers = _endings()
    at = start
    if not begins_with_its_verb(text, start, entry):
        for _ in range(MODIFIERS):
            at -= modifiers.size(text, at)
        verb = verbs.size(text, at)
        at -= verb
        if not verb and not words.size(text, at):
            return None, start
    if size := words.size(text, at):
        return intensity_words()[text[at - size : at]], at - size
    return NONE, start


def begins_with_its_verb(text: str, start: int, entry: Entry) -> bool:
    """Whether the wording at `start` begins with the verb of its formulation."""
    return entry.action == "verb" and text.startswith(entry.formulation[:VERB], start)
