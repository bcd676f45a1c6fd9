"""Enumerations by name: 六大原则, 双重目标, 四同步, “六稳”, 13部门, and the noun that completes 八个方面."""
from __future__ import annotations

import re
from decimal import Decimal

from flows.reading.quantities.lexicon import rows
from flows.reading.quantities.model import Hit
from flows.reading.quantities.numerals import BLANK, BLANKS, CHINESE_CHARS, number

MOST = 12  # a name counts no more: 二十大 is a congress
FEW = "[两双三四五六七八九十]"
HAN = "\u4e00-\u9fff"
OPENING, CLOSING = "“‘「『\"'", "”’」』\"'"
QUOTED = re.compile(rf"(?P<number>[三四五六七八九十])(?:个一|个[^\W{CHINESE_CHARS}]{{1,4}}|[^\W{CHINESE_CHARS}]{{1,2}})(?=[{CLOSING}])")


def _words(role: str) -> str:
    words = [row["word"] for row in rows("enumeration_nouns") if row["role"] in role.split()]
    return "|".join(sorted(words, key=len, reverse=True))


def _patterns() -> str:
    names = sorted((row["name"] for row in rows("names")), key=len, reverse=True)
    opened = "|".join(name[1:].replace("N", FEW) for name in names if name[0] == "N")  # the class once: compiled 5 times faster
    others = [name.replace("N", FEW) for name in names if name[0] != "N"]
    return "|".join([f"{FEW}(?:{opened})", *others])


GROUPS = "|".join(row["word"] for row in rows("count_groups"))
MODIFIERS = f"(?:{_words('modifier')}){{0,2}}"
NOUN = re.compile(f"{MODIFIERS}(?:{_words('noun thing')})")
ABSTRACT = re.compile(f"{MODIFIERS}(?:{_words('noun')})")
ANY_NAME = f"{NOUN.pattern}|[{HAN}]{{1,4}}?(?:{_words('noun')})|[{HAN}]{{2}}"
GREAT = re.compile(f"(?P<number>十二|十一|{FEW}|[1-9１-９][0-9０-９]?(?!重)){BLANK}[大重]{BLANK}(?:{ANY_NAME})")
GROUP = re.compile(rf"(?P<number>[0-9０-９]{{1,3}}|[{CHINESE_CHARS}]{{1,3}}){BLANK}(?:个)?(?:{GROUPS})")
NAME = re.compile(f"(?P<number>)(?:{_patterns()})")
NEXT = frozenset("个大重") | {row["word"][0] for row in rows("count_groups")} | BLANKS  # behind the numeral of a group or of 六大…
GROUPING = frozenset("类种")  # classifiers that always enumerate: 8类家电
REPEATING = frozenset("次回遍趟")  # classifiers that never do: 每周组织1次|风险排查
CONGRESS = ("党的", "中共", "第")
ORDINAL = ("一", "二")  # 一方面 counts nothing
VALUES = {"双": Decimal(2)}


def name_at(text: str, pos: int, after: str) -> Hit | None:
    """The enumeration whose name starts with the numeral at `pos`, behind which `after` stands."""
    if after not in NEXT and text[pos] not in CHINESE_CHARS:
        return None
    if after in NEXT:
        if (match := GROUP.match(text, pos)) and match["number"] not in ORDINAL:
            return _hit(match, number(match["number"]))
        if (match := GREAT.match(text, pos)) and not text.endswith(CONGRESS, 0, pos):
            return _hit(match, VALUES.get(match["number"]) or number(match["number"]))
    if text[pos] not in "两双三四五六七八九十":
        return None
    value = VALUES.get(text[pos]) or number(text[pos])
    if match := NAME.match(text, pos):
        return _hit(match, value)
    if text[pos - 1 : pos] and text[pos - 1] in OPENING and (match := QUOTED.match(text, pos)):
        return _hit(match, value)
    return None


def completed(text: str, hit: Hit) -> int:
    """Where an enumeration ends that a classifier begins: after its noun, if that stands at once (八个|方面)."""
    if text[hit.end - 1] in REPEATING:
        return hit.end
    things = hit.chinese or text[hit.end - 1] in GROUPING
    noun = (NOUN if things else ABSTRACT).match(text, hit.end)
    return noun.end() if noun else hit.end


def _hit(match: re.Match[str], value: Decimal | None) -> Hit | None:
    if value is None:
        return None
    return Hit(match.start(), match.end(), "count", value, value, "item", match.group()[len(match["number"]) or 1 :].strip() or None, named=True)
