"""Bare numbers: those that count although no unit is written (拆建比不宜大于2, 惠及居民6600多万, 突破15万亿)."""
from __future__ import annotations

import re

from flows.reading.quantities.bounds import bounded_at
from flows.reading.quantities.clauses import BREAKS
from flows.reading.quantities.lexicon import rows
from flows.reading.quantities.model import Hit
from flows.reading.quantities.numerals import DIGITS

WINDOW = 24
CUE_WINDOW = 10  # characters after the number in which a cue counts too: 上千万群众
BEFORE_NUMBER = "[^0-9０-９]{0,8}$"  # 容积率|原则上不宜大于
INDEX = {row["word"]: (row["unit"], row["kind"]) for row in rows("index_nouns")}
INDEX_NOUN = re.compile(f"({'|'.join(sorted(INDEX, key=len, reverse=True))}){BEFORE_NUMBER}")
CUES = {row["word"]: (row["unit"], row["kind"]) for row in rows("bare_cues")}
CUE = re.compile("|".join(sorted(CUES, key=len, reverse=True)))
ENDS = re.compile(r"\s*(?:[,，。;；、:：)）”’]|$|以上|以下|以内|左右)")
LEVELS = ("级", "工程", "计划", "行动", "-", "—", "–", "+", "号")  # 千亿级产业: a class, not a value


def bare_unit(text: str, hit: Hit) -> bool:
    """Sets kind and unit of a bare number that counts; False for one that does not."""
    if hit.chinese and not hit.scaled:
        return False
    clause = BREAKS.split(text[max(0, hit.start - WINDOW) : hit.start])[-1]
    if (noun := INDEX_NOUN.search(clause)) and not hit.chinese:
        hit.unit, hit.kind = INDEX[noun.group(1)]
    elif hit.scaled and _states_a_size(text, hit):
        cues = CUE.findall(clause) or CUE.findall(BREAKS.split(text[hit.end : hit.end + CUE_WINDOW])[0])
        hit.unit, hit.kind = CUES[cues[-1]] if cues else ("item", "count")
    elif not hit.chinese and bounded_at(text, hit.start, hit.end) and ENDS.match(text, hit.end):
        hit.unit, hit.kind = "1", "ratio"
    else:
        return False
    hit.bare = False
    return True


def _states_a_size(text: str, hit: Hit) -> bool:
    if text.startswith(LEVELS, hit.end):
        return False
    digits = not hit.chinese or any(char in DIGITS for char in text[hit.start : hit.end])
    return digits or hit.comparator == "gt" or bounded_at(text, hit.start, hit.end)
