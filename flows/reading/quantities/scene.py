"""The scene of a quantity: which cues of which roles (role_cues.csv) stand around it, each where it must.

All cues near a quantity are found in one pass of one automaton, and what they say is kept as the bits of one number: a bit
for each pair of role and place (`SAYS`), so that a rule asks with one `&`.
"""
from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache

from daachorse import CharwiseDoubleArrayAhoCorasick

from flows.reading.quantities.clauses import BREAKS
from flows.reading.quantities.lexicon import rows
from flows.reading.quantities.model import Hit
from flows.reading.quantities.numerals import BLANK_CHARS

BEFORE, AFTER, LABEL = 40, 16, 20  # characters that are looked at
LEEWAY = 4  # characters that may part a number from the cue after it
OPENING, CLOSING = BLANK_CHARS + "“‘(（", BLANK_CHARS + "”’)）"
AROUND = ("before", "clause", "any", "after", "ahead")  # places of a cue near a quantity
PLACES = ("before", "clause", "any", "after", "label", "label_end", "heading")  # those that tell a role; what is only looked for ahead tells none


def _cues() -> dict[tuple[str, str], tuple[str, ...]]:
    cues: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in rows("role_cues"):
        cues[row["role"], row["where"]].append(row["cue"])
    for name in ("hedge", "qualifier"):
        cues[name, "ahead"] = [row["word"] for row in rows(f"{name}s")]
    return {key: tuple(words) for key, words in cues.items()}


CUES = _cues()
SAYS = {key: 1 << place for place, key in enumerate(CUES)}


def _mask(*places: str) -> int:
    return sum(bit for (_, where), bit in SAYS.items() if where in places)


def _bits(*places: str) -> dict[str, int]:
    """What each cue of these places says."""
    bits: dict[str, int] = defaultdict(int)
    for (role, where), words in CUES.items():
        for word in words if where in places else ():
            bits[word] |= SAYS[role, where]
    return dict(bits)


ROLES = {role: _mask(*PLACES) & sum(bit for (other, _), bit in SAYS.items() if other == role) for role, _ in CUES}  # a cue of that role
GOALS = SAYS["target", "label"] | SAYS["target", "heading"]
NEAR = _bits(*AROUND)
NEAR_BITS = tuple(NEAR.values())
FINDER = CharwiseDoubleArrayAhoCorasick(list(NEAR))
IN_NEAR, IN_CLAUSE, JUST_BEFORE = _mask("any", "ahead"), _mask("any", "ahead", "clause"), _mask("before")
IN_TAIL, JUST_AFTER = _mask("any"), _mask("any", "after")
LABELS, LABEL_ENDS, HEADINGS = _bits("label"), _bits("label_end"), _bits("heading", "any")
LABEL_CUE = re.compile("|".join(map(re.escape, [*LABELS, *LABEL_ENDS])))
LABELLED = re.compile(f"([^{BREAKS.pattern[1:-1]}]{{1,{LABEL}}})[:：]")
STOP = re.compile("[。；;]")
TO_LAST_STOP = re.compile(f"(?s:.*){STOP.pattern}")


class Scene:
    """What stands `near` before a quantity and behind it (`tail`) in its sentence, and what the cues there and those of its line say.

    `before` is the value before it, `line` what its line says (`said_by_line`).
    """

    __slots__ = ("near", "said", "tail")

    def __init__(self, text: str, hit: Hit, before: Hit | None, line: int) -> None:
        start, until = hit.start, hit.end + AFTER
        first = start - BEFORE if start > BEFORE else 0
        if stop := TO_LAST_STOP.match(text, first, start):
            first = stop.end()
        if stop := STOP.search(text, hit.end, until):
            until = stop.start()
        self.near = text[first:start].rstrip(OPENING)
        self.tail = text[hit.closes if hit.closes > hit.end else hit.end : until].lstrip(CLOSING)
        window = text[first:until]
        clause = (before.end if before and before.end > hit.clause else hit.clause) - first
        ahead, near, tail = start - first, len(self.near), len(window) - len(self.tail)
        for opens, ends, index in FINDER.find_overlapping(window):
            if ends <= ahead:
                places = (IN_CLAUSE if opens >= clause else IN_NEAR) | (JUST_BEFORE if ends == near else 0)
            elif opens >= tail:
                places = JUST_AFTER if opens <= tail + LEEWAY else IN_TAIL
            else:
                continue
            line |= NEAR_BITS[index] & places
        self.said = line


def said_by_line(text: str, headings: tuple[str, ...]) -> int:
    """What the label of a line and the headings above it say."""
    said = _said_by_headings(headings)
    if LABEL_CUE.search(text, 0, LABEL) and (found := LABELLED.match(text)):
        label = found[1]
        for cue, bit in LABELS.items():
            said |= bit if cue in label else 0
        for cue, bit in LABEL_ENDS.items():
            said |= bit if label.endswith(cue) else 0
    return said


@lru_cache(maxsize=1024)
def _said_by_headings(headings: tuple[str, ...]) -> int:
    said, above = 0, "\n".join(headings)
    for cue, bit in HEADINGS.items():
        said |= bit if cue in above else 0
    return said
