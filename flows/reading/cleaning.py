"""Raw text to cleaned text: bold marks, stray brackets and outer blanks gone. List markers are cut off before."""
from __future__ import annotations

import re

BLANKS = " \t\u00a0\u3000\ufeff\u200b"
OPENING, CLOSING = "《(（【「〔", "》)）】」〕"
PAIRS = tuple(zip(OPENING, CLOSING, strict=True))
BRACKET = re.compile("[" + re.escape(OPENING + CLOSING) + "]")


def clean(raw: str) -> str:
    """The cleaned form of a line's body or of a cell."""
    text = raw.replace("**", "") if "**" in raw else raw
    if BRACKET.search(text):
        for opening, closing in PAIRS:
            if text.count(opening) != text.count(closing):
                text = without_strays(text, opening, closing)
    return text.strip(BLANKS)


def without_strays(text: str, opening: str, closing: str) -> str:
    """The text without the brackets of this pair that have no partner."""
    lost = set(strays(text, opening, closing))
    return "".join(character for place, character in enumerate(text) if place not in lost)


def strays(text: str, opening: str, closing: str) -> list[int]:
    """Places of the brackets of this pair that have no partner."""
    open_places: list[int] = []
    lost: list[int] = []
    for place, character in enumerate(text):
        if character == opening:
            open_places.append(place)
        elif character == closing:
            if open_places:
                open_places.pop()
            else:
                lost.append(place)
    return sorted(lost + open_places)
