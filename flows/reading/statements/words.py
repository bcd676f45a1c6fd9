"""What each word of the lexicon means, by family: word → meaning.

- modality: `modality_cues.csv` and `negated_verbs.csv` (不 + verb) give cues; `fixed_phrases.csv` and `contexts.csv` give the
  longer phrases in which the letters of a cue are no cue; `frames.csv` gives the clauses in which a cue is none
- functions: `function_cues.csv`; topics: `topic_terms.csv`; issuers: the names and abbreviations of `issuers.csv`
"""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import product
from typing import NamedTuple

from flows.reading.statements.tables import LEXICON, LexiconError, rows, words
from schemas.vocabulary import FOLDER, vocabulary

NEGATION = "不"
ANY_NEGATED_VERB = "不*"
OPENING = "^"
ADJACENT = "@"
LATER = "…"


class Frame(NamedTuple):
    """A clause in which a cue is none: ahead of the cue it holds one word of `before`, `opening` or `adjacent`, behind it one of `after`.

    `opening` words begin the clause, `adjacent` ones stand right before the cue. No words ahead, or behind, ask for nothing.
    `within`: how many characters behind the cue count.
    """

    before: tuple[str, ...]
    opening: tuple[str, ...]
    adjacent: tuple[str, ...]
    after: tuple[str, ...]
    within: int | None


class Cue(NamedTuple):
    """A word that carries modality. `order` is its strength: the place of its modality, then its rank; less is stronger."""

    modality: str
    rank: int
    order: tuple[int, int]
    noun_at_end: bool  # a noun where nothing follows it in its clause …
    verb_after: tuple[str, ...]  # … unless one of these stands right before it
    before_de: bool  # an attribute, not a rule, where a verb of two characters and 的 follow: 需拆除的建筑
    frames: tuple[Frame, ...]


class Phrase(NamedTuple):
    """A longer word or phrase whose letters are no cue, unless one of `next` follows it or one of `later` in its clause."""

    next: tuple[str, ...]
    later: tuple[str, ...]


class Vote(NamedTuple):
    """A word's weight for a function; no word where a heading votes, or the default."""

    weight: float
    function: str
    word: str | None


class FunctionWord(NamedTuple):
    """A word's votes, by the place where it stands. `hides`: it only contains the letters of other words, which are none in it."""

    term: str
    hides: bool
    label: tuple[Vote, ...]
    label_start: tuple[Vote, ...]
    label_end: tuple[Vote, ...]
    start: tuple[Vote, ...]
    lead: tuple[Vote, ...]
    body: tuple[Vote, ...]
    copula: tuple[Vote, ...]
    after_copula: tuple[Vote, ...]
    heading: tuple[Vote, ...]
    heading_end: tuple[Vote, ...]


HIDDEN = "hidden"
PLACES = FunctionWord._fields[2:]


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
    for row in rows(LEXICON / "negated_verbs.csv"):
        order = (strength["prohibition"], 2)
        found[NEGATION + row["verb"]] = Cue("prohibition", order[1], order, False, (), False, tuple(frames[ANY_NEGATED_VERB]))
    for row in rows(LEXICON / "modality_cues.csv"):
        cue, modality = row["cue"], row["modality"]
        if modality not in strength or not row["rank"].isdigit():
            raise LexiconError(f"modality_cues.csv: {cue}: no such modality {modality!r}, or its rank is no number")
        order = (strength[modality], int(row["rank"]))
        found[cue] = Cue(modality, order[1], order, row["noun_at_end"] == "yes", words(row["verb_after"]), row["before_de"] == "yes", tuple(frames[cue]))
    return found


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
        for parts in product(words(row["before"]) or ("",), _each_cue(row["cue"]), words(row["after"]) or ("",)):
            yield "".join(parts), _phrase(row["unless"])


def _each_cue(cell: str) -> Iterator[str]:
    """The cues of a cell, 不* written out as every negated verb."""
    for cue in words(cell):
        yield from (NEGATION + row["verb"] for row in rows(LEXICON / "negated_verbs.csv")) if cue == ANY_NEGATED_VERB else (cue,)


def _phrase(unless: str) -> Phrase:
    exceptions = words(unless)
    return Phrase(
        next=tuple(word for word in exceptions if not word.startswith(LATER)),
        later=tuple(word.removeprefix(LATER) for word in exceptions if word.startswith(LATER)),
    )


@cache
def function_words() -> dict[str, FunctionWord]:
    """Word → its votes."""
    found: dict[str, list[tuple[str, Vote]]] = defaultdict(list)
    for row in rows(LEXICON / "function_cues.csv"):
        place, function = row["place"], row["function"]
        if place != HIDDEN and (function not in vocabulary("functions") or place not in PLACES):
            raise LexiconError(f"function_cues.csv: no such function or place: {function!r}, {place!r}")
        for word in words(row["cues"]):
            found[word].append((place, Vote(float(row["weight"]), function, word)))
    return {word: _function_word(word, votes) for word, votes in found.items()}


def _function_word(word: str, votes: list[tuple[str, Vote]]) -> FunctionWord:
    by_place = (tuple(vote for at, vote in votes if at == place) for place in PLACES)
    return FunctionWord(word, any(place == HIDDEN for place, _ in votes), *by_place)


@cache
def modality_votes() -> dict[tuple[str, int, bool], tuple[Vote, ...]]:
    """Modality and rank of a statement's cue, and whether it stands in the first clause → its vote for a function."""
    return {
        (row["modality"], int(row["rank"]), row["place"] == "lead"): (Vote(float(row["weight"]), row["function"], None),)
        for row in rows(LEXICON / "modality_votes.csv")
    }


@cache
def topic_words() -> dict[str, tuple[str, ...]]:
    """Term → the topics it is evidence for."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows(FOLDER / "topic_terms.csv"):
        if row["topic"] not in vocabulary("topics"):
            raise LexiconError(f"topic_terms.csv: no such topic: {row['topic']!r}")
        found[row["term"]].append(row["topic"])
    return {term: tuple(topics) for term, topics in found.items()}


@cache
def issuer_words() -> dict[str, str]:
    """Name or abbreviation → code of the body."""
    return {name: code for code, row in vocabulary("issuers").items() for name in (row["label_zh"], *words(row["abbreviations_zh"])) if code != "unlisted"}
