"""The curated list of formulations and the words around them, as the files of `lexicon/` state them.

formulations.csv    formulation, label_en, family, wordings (in the syntax of `wordings`), action, not_in, note
action_words.csv    verbs and modifiers that may stand between a word of intensity and what is acted on
common_terms.csv    words of document structure and report that recur and are no formulations
sentence_words.csv  words at the edge of a clause that show it to be part of a sentence, and with which a quoted sentence begins
heads.csv           words in which a phrase must end to be a formulation: what policy builds, changes or protects

`action` is `verb` where the formulation begins with its verb, `noun` where a verb may stand before it, empty where it is none.
"""
from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

from flows.reading.statements.tables import LexiconError, rows, words
from schemas import vocabulary

LEXICON = Path(__file__).with_name("lexicon")
ACTIONS = ("", "verb", "noun")


class Entry(NamedTuple):
    """A formulation of the curated list, or one that was discovered (which has neither label, family, action nor note).

    `root` is what it shares with the other forms of its family: the name of the family, or its own.
    """

    formulation: str
    origin: str
    root: str
    label_en: str | None = None
    family: str | None = None
    action: str = ""
    note: str | None = None


class Listed(NamedTuple):
    """An entry of the list with its declared wordings, and the longer words in which it does not count."""

    entry: Entry
    wordings: tuple[str, ...]
    not_in: tuple[str, ...]


@cache
def listed() -> tuple[Listed, ...]:
    """The curated list; LexiconError where a row cannot be used."""
    found = tuple(_listed(row) for row in rows(LEXICON / "formulations.csv"))
    names = [one.entry.formulation for one in found]
    for one in found:
        if names.count(one.entry.formulation) > 1 or one.entry.family not in {None, *names}:
            raise LexiconError(f"formulations.csv: {one.entry.formulation}: it stands there twice, or its family {one.entry.family} does not stand there")
    return found


def _listed(row: dict[str, str]) -> Listed:
    if row["action"] not in ACTIONS:
        raise LexiconError(f"formulations.csv: {row['formulation']}: the action {row['action']!r} is not one of {ACTIONS}")
    root = row["family"] or row["formulation"]
    entry = Entry(row["formulation"], "curated", root, row["label_en"], row["family"] or None, row["action"], row["note"] or None)
    return Listed(entry, (row["formulation"], *words(row["wordings"])), words(row["not_in"]))


@cache
def action_words(part: str) -> frozenset[str]:
    """The verbs or the modifiers of actions."""
    return frozenset(row["word"] for row in rows(LEXICON / "action_words.csv") if row["part"] == part)


@cache
def intensity_words() -> dict[str, str]:
    """Word of intensity → its code."""
    return {word: code for code, row in vocabulary("intensities").items() for word in words(row["words"])}


@cache
def common_terms() -> frozenset[str]:
    """Words that recur in policy texts and are no formulations."""
    return frozenset(row["term"] for row in rows(LEXICON / "common_terms.csv"))


@cache
def sentence_words(place: str) -> tuple[str, ...]:
    """Words at the `start`, the `end`, or the start of quoted words (`quoted`) or of a clause (`clause`) that show them to be no term."""
    return tuple(row["word"] for row in rows(LEXICON / "sentence_words.csv") if row["place"] == place)


@cache
def heads() -> tuple[str, ...]:
    """Words in which a recurring phrase must end."""
    return tuple(row["word"] for row in rows(LEXICON / "heads.csv"))
