"""The bodies that issued a document or held a meeting, from the words of a title line."""
from __future__ import annotations

import re
from functools import cache

from flows.reading.lexicon import words
from schemas.events import UNLISTED
from schemas.vocabulary import vocabulary

NO_BODY = "meeting"
BETWEEN = re.compile("(?:[、，, \t\u00a0\u3000;；]|转发)+")  # who forwards a document issues it, with those whose it is
CONJUNCTIONS = ("以及", "会同", "和", "与", "暨")
NUMERAL = {character: value for value, character in enumerate("零一二三四五六七八九十")} | {"两": 2}

Issuer = tuple[str, str]


@cache
def known_bodies() -> dict[str, Issuer]:
    """Every name and abbreviation of a body in the vocabulary of issuers → its code and full name. Meetings are no bodies."""
    bodies: dict[str, Issuer] = {}
    for code, row in vocabulary("issuers").items():
        if row["kind"] == NO_BODY:
            continue
        for name in filter(None, (row["label_zh"], *row["abbreviations_zh"].split(";"))):
            bodies.setdefault(name, (code, row["label_zh"]))
    return bodies


def issuers_named(phrase: str) -> list[Issuer]:
    """The bodies that a phrase such as 财政部、住建部等3部门联合 lists, in order: code and full name.

    A name that ends like a body's but is not in the vocabulary keeps its words and gets the code `unlisted`.
    """
    found: list[Issuer] = []
    for segment in BETWEEN.split(_without_verb(_without_count(phrase))):
        found += _bodies_of(segment.removesuffix("等").strip())
    return list(dict.fromkeys(found))


def issuer_of_meeting(title: str) -> list[Issuer]:
    """The body whose meeting it is, where the title begins with one (国务院常务会议 → 国务院); else empty."""
    size = _known_size(title)
    return [known_bodies()[title[:size]]] if size else []


def joint_issuer_count(phrase: str) -> int | None:
    """The 13 of 等13部门, also in Chinese numerals up to 99."""
    match = _joint().search(phrase)
    return _number(match.group(1)) if match else None


@cache
def _joint() -> re.Pattern[str]:
    bodies = "|".join(words("title_words", "joint"))
    return re.compile(f"等?[ \u3000]*([0-9]{{1,3}}|[一二两三四五六七八九十]{{1,3}})[ \u3000]*个?(?:{bodies})(?![一-鿿]*委员会)")


def _number(numeral: str) -> int:
    if numeral.isdigit():
        return int(numeral)
    tens, ten, ones = numeral.rpartition("十")
    return (NUMERAL[tens] if tens else 1) * 10 + (NUMERAL[ones] if ones else 0) if ten else NUMERAL[ones]


def _without_count(phrase: str) -> str:
    match = _joint().search(phrase)
    return phrase[: match.start()] if match else phrase


def _without_verb(phrase: str) -> str:
    places = [place for verb in words("title_words", "verb") if (place := phrase.find(verb, 1)) > 0]
    return phrase[: min(places)] if places else phrase


def _bodies_of(segment: str) -> list[Issuer]:
    """The known bodies that a segment strings together; what is left over is one unlisted body if it ends like one.

    A body whose name only begins like a known one's (国务院反垄断委员会, 中国人民银行广东省分行) is one of its own.
    """
    bodies, rest, found = known_bodies(), segment, list[Issuer]()
    while size := _known_size(rest):
        after = rest[size:]
        conjunction = next((word for word in CONJUNCTIONS if after.startswith(word)), "")
        if after and not conjunction and _is_body(after) and not any(after[:length] in bodies for length in range(2, len(after) + 1)):
            return [*found, (UNLISTED, rest)]
        found.append(bodies[rest[:size]])
        rest = after.removeprefix(conjunction)
    if _is_body(rest):
        found.append((UNLISTED, rest))
    return found


def _known_size(words: str) -> int:
    """How many characters the longest known body has that some words begin with; 0 where they begin with none."""
    return next((size for size in range(min(len(words), _longest()), 1, -1) if words[:size] in known_bodies()), 0)


@cache
def _longest() -> int:
    return max(map(len, known_bodies()))


def _is_body(name: str) -> bool:
    return len(name) > 2 and name.endswith((*words("title_words", "body"), *words("title_words", "branch")))
