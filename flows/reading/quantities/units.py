"""Units: which word after a number is one, with its code, kind and scale. The lists are CSV files (see lexicon)."""
from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain
from typing import NamedTuple

from flows.reading.quantities.lexicon import by_first, by_opening, rows, several
from flows.reading.quantities.numerals import BLANK, BLANKS, ONE

COUNTING = frozenset("个座")  # classifiers that a noun may follow which is itself a unit
NEEDED_WITHIN = 60  # how far a word may stand that a unit needs (度 needs 电)
LIST_WINDOW = 12  # how far back a list may begin that a 三方 or 三级 closes
MODIFIED = re.compile("[\u4e00-\u9fff]{1,6}?(?=城市|省份|县城)")
BRACKETED = re.compile("[(（][^()（）]*[)）]$")
LISTED = re.compile("[、和与及]")
BREAK = re.compile("[,，。;；:：!！?？]")
PER_SIGN = re.compile(f"{BLANK}[/／·]{BLANK}[(（]?")
EACH_SIGN = re.compile(f"{BLANK}每{BLANK}")  # 20元每平方米: for money only


@dataclass(frozen=True, slots=True)  # read more often than made: quicker to read than a NamedTuple
class Unit:
    """A word that may follow a number. `chinese`: which Chinese numerals it takes, as the lexicon's column says."""

    word: str
    code: str
    kind: str
    scale: Decimal
    chinese: str
    needs: tuple[str, ...]  # one of these must stand in the line
    leads: tuple[str, ...]  # one of these must stand before the number (分|三期),
    follows: tuple[str, ...]  # or one of these follow, or a list close (国家、省、市县|三级)
    refuses: tuple[str, ...]  # none of these may follow
    plain: bool  # whether it takes any Arabic numeral and says no more than that


class Per(NamedTuple):
    """A word that a unit may be per, with its code and its place in the code of the whole."""

    word: str
    code: str
    order: int


def _unit(row: Mapping[str, str]) -> Unit:
    word, chinese = row["word"], row["chinese"]
    scale = Decimal(row.get("scale", "1"))
    plain = bool(row["unit"]) and chinese in ("yes", "no", "two") and not any(char in word for char in "半多") and word not in COUNTING
    return Unit(
        word, row["unit"], row["kind"], ONE if scale == ONE else scale, chinese,
        several(row.get("needs", "")), several(row.get("leads", "")), several(row.get("follows", "")), several(row["not_before"]), plain,
    )


NOUNS = by_first(_unit({**row, "chinese": "two"}) for row in rows("nouns"))
NOUNS_ENDING = {last: tuple(noun for group in NOUNS.values() for noun in group if noun.word[-1] == last) for last in {row["word"][-1] for row in rows("nouns")}}
DIRECT = (_unit({**row, "chinese": "two" if row["chinese"] == "yes" else "no"}) for row in rows("nouns") if row["direct"] == "yes")
UNITS = by_opening(chain(map(_unit, chain(rows("units"), rows("classifiers"))), DIRECT))
PER_NEXT = frozenset("/／·每") | BLANKS  # what may part a unit from what it is per
PERS = by_first(Per(row["word"], row["unit"], int(row["order"])) for row in rows("per_words"))


def unit_at(text: str, pos: int) -> Unit | None:
    """The longest unit that stands at `pos` and may stand there; None where there is none."""
    for unit in UNITS.get(text[pos : pos + 2]) or UNITS.get(text[pos : pos + 1], ()):
        stands = text.startswith(unit.word, pos) and not (unit.refuses and text.startswith(unit.refuses, pos + len(unit.word)))
        if stands and (not unit.needs or _near(text, pos, unit.needs)):
            return unit
    return None


def _near(text: str, pos: int, words: tuple[str, ...]) -> bool:
    window = text[max(0, pos - NEEDED_WITHIN) : pos + NEEDED_WITHIN]
    return any(word in window for word in words)


def noun_at(text: str, pos: int) -> Unit | None:
    """The noun at `pos` that is itself a unit (城市, 县), where it is not part of a longer one."""
    for noun in NOUNS.get(text[pos : pos + 1], ()):
        if text.startswith(noun.word, pos) and not text.startswith(noun.refuses, pos + len(noun.word)):
            return noun
    return None


def noun_within(text: str, pos: int) -> Unit | None:
    """The noun that is a unit behind a modifier: 36个|先行试点|城市, but not 36个|城市更新项目."""
    match = MODIFIED.match(text, pos)
    return noun_at(text, match.end()) if match else None


def noun_before(text: str, pos: int) -> Unit | None:
    """The noun that is a unit just before `pos`, brackets between (覆盖县(市、区)|1200余个)."""
    head = BRACKETED.sub("", text[max(0, pos - LIST_WINDOW) : pos].rstrip())
    least = 1 if head != text[max(0, pos - LIST_WINDOW) : pos].rstrip() else 2  # 全市二百个 counts no cities
    return next((noun for noun in NOUNS_ENDING.get(head[-1:], ()) if len(noun.word) >= least and head.endswith(noun.word)), None)


def per_at(text: str, pos: int) -> Per | None:
    """The word at `pos` that a unit may be per."""
    for per in PERS.get(text[pos : pos + 1], ()):
        if text.startswith(per.word, pos):
            return per
    return None


def compound(code: str, pers: list[Per]) -> str:
    """The code of a unit per others, things before times: CNY, [人, 月] → CNY/person/month."""
    return "/".join((code, *(per.code for per in sorted(pers, key=lambda per: per.order))))


def pers_after(text: str, pos: int, kind: str) -> tuple[list[Per], int]:
    """What a unit of that kind that ends at `pos` is per (/人/月), and where that ends."""
    pers: list[Per] = []
    while sign := PER_SIGN.match(text, pos) or (EACH_SIGN.match(text, pos) if kind == "currency" else None):
        per = per_at(text, sign.end())
        if per is None:
            break
        pers.append(per)
        pos = sign.end() + len(per.word)
        if "(" in sign.group() or "（" in sign.group():
            pos = _closed(text, pos)
    return pers, pos


def _closed(text: str, pos: int) -> int:
    return pos + 1 if text[pos : pos + 1] in (")", "）") else pos


def closes_list(text: str, pos: int) -> bool:
    """Whether a list of names ends just before `pos`: 政府、市场、居民|三方."""
    window = text[max(0, pos - LIST_WINDOW) : pos]
    return LISTED.search(BREAK.split(window)[-1]) is not None
