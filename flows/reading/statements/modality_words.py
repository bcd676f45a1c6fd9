"""The words of modality: cues, and the phrases and clauses in which their letters are none.

`modality_cues.csv` and `negated_verbs.csv` (不 + verb) give the cues; `fixed_phrases.csv` and `contexts.csv` the longer phrases that
hide them; `frames.csv` the clauses in which a cue is none. `lexicon/README.md` explains their columns.
"""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product

from flows.reading.statements.tables import LEXICON, LexiconError, rows, words
from schemas.vocabulary import vocabulary

NEGATION = "不"
ANY_NEGATED_VERB = "不*"
OPENING = "^"
ADJACENT = "@"
LATER = "…"


@dataclass(slots=True, eq=False)
class Frame:
    """A clause in which a cue is none: ahead of the cue it holds one word of `before`, `opening` or `adjacent`, behind it one of `after`.

    `opening` words begin the clause, `adjacent` ones stand right before the cue. No words ahead, or behind, ask for nothing.
    `within`: how many characters behind the cue count.
    """

    before: tuple[str, ...]
    opening: tuple[str, ...]
    adjacent: tuple[str, ...]
    after: tuple[str, ...]
    within: int | None


@dataclass(slots=True, eq=False)
class Cue:
    """A word that carries modality. `order` is its strength: the place of its modality, then its rank; less is stronger."""

    modality: str
    order: tuple[int, int]
    noun_at_end: bool  # a noun where nothing follows it in its clause …
    verb_after: tuple[str, ...]  # … unless one of these stands right before it
    before_de: bool  # an attribute, not a rule, where a verb of two characters and 的 follow: 需拆除的建筑
    frames: tuple[Frame, ...]


@dataclass(slots=True, eq=False)
class Phrase:
    """A longer word or phrase whose letters are no cue, unless one of `next` follows it or one of `later` in its clause."""

    next: tuple[str, ...]
    later: tuple[str, ...]


@cache
def modality_words() -> dict[str, Cue | Phrase]:
    """Cues and the phrases that hide them. A phrase that is also a cue is a LexiconError."""
    cues = _cues()
    phrases = dict(_phrases())
    if both := sorted(cues.keys() & phrases.keys()):
        raise LexiconError(f"cue and phrase without a cue at once: {', '.join(both)}")
    return {**phrases, **cues}


def _cues() -> dict[str, Cue]:
    strength = {code: place for place, code in enumerate(vocabulary("modalities"))}
    frames = _frames()
    found: dict[str, Cue] = {}
    for verb in _negated_verbs():
        found[verb] = Cue("prohibition", (strength["prohibition"], 2), False, (), False, tuple(frames[ANY_NEGATED_VERB]))
    for row in rows(LEXICON / "modality_cues.csv"):
        cue, modality = row["cue"], row["modality"]
        if modality not in strength or not row["rank"].isdigit():
            raise LexiconError(f"modality_cues.csv: {cue}: no such modality {modality!r}, or its rank is no number")
        order = (strength[modality], int(row["rank"]))
        found[cue] = Cue(modality, order, row["noun_at_end"] == "yes", words(row["verb_after"]), row["before_de"] == "yes", tuple(frames[cue]))
    if unknown := frames.keys() - found.keys() - {ANY_NEGATED_VERB}:
        raise LexiconError(f"frames.csv: no such cue: {', '.join(sorted(unknown))}")
    return found


@cache
def _negated_verbs() -> tuple[str, ...]:
    return tuple(NEGATION + row["verb"] for row in rows(LEXICON / "negated_verbs.csv"))


def _frames() -> dict[str, list[Frame]]:
    """Cue (or 不* for every negated verb) → the frames in which it is none."""
    found: dict[str, list[Frame]] = defaultdict(list)
    for row in rows(LEXICON / "frames.csv"):
        before = words(row["before"])
        frame = Frame(
            before=tuple(word for word in before if not word.startswith(OPENING) and not word.endswith(ADJACENT)),
            opening=tuple(word.removeprefix(OPENING) for word in before if word.startswith(OPENING)),
            adjacent=tuple(word.removesuffix(ADJACENT) for word in before if word.endswith(ADJACENT)),
            after=words(row["after"]),
            within=int(row["within"]) if row["within"] else None,
        )
        for cue in words(row["cue"]):
            found[cue].append(frame)
    return found


def _phrases() -> Iterator[tuple[str, Phrase]]:
    for row in rows(LEXICON / "fixed_phrases.csv"):
        yield row["phrase"], _phrase(row["unless"])
    for row in rows(LEXICON / "contexts.csv"):
        phrase = _phrase(row["unless"])
        for parts in product(words(row["before"]) or ("",), _each_cue(row["cue"]), words(row["after"]) or ("",)):
            yield "".join(parts), phrase


def _each_cue(cell: str) -> Iterator[str]:
    """The cues of a cell, 不* written out as every negated verb."""
    for cue in words(cell):
        yield from _negated_verbs() if cue == ANY_NEGATED_VERB else (cue,)


def _phrase(unless: str) -> Phrase:
    exceptions = words(unless)
    return Phrase(
        next=tuple(word for word in exceptions if not word.startswith(LATER)),
        later=tuple(word.removeprefix(LATER) for word in exceptions if word.startswith(LATER)),
    )
