"""Sums of money per person, month or square metre, where 每 stands before the sum: 每人每月发放120元 → CNY/person/month."""
from __future__ import annotations

import re

from flows.reading.quantities.model import Hit
from flows.reading.quantities.units import Per, compound, noun_at, per_at

WINDOW = 20
EACH = re.compile("每")


def rate(text: str, hit: Hit, before: Hit | None) -> None:
    """Adds to the unit of a sum of money what the clause says it is per; the members of a list are per the same."""
    if hit.unit is None or "/" in hit.unit:
        return
    floor = before.end if before else 0
    if before and before.unit and before.unit.startswith(f"{hit.unit}/") and text[floor : hit.start].strip() == "、":
        hit.unit = before.unit
        return
    clause = text[max(floor, hit.clause, hit.start - WINDOW) : hit.start]
    if "每" not in clause:
        return
    pers: dict[str, Per] = {}
    for each in EACH.finditer(clause):
        noun = noun_at(clause, each.end() + 1) if clause[each.end() : each.end() + 1] == "个" else None
        per = Per(noun.word, noun.code, 1) if noun else per_at(clause, each.end())
        if per is None:
            return  # 每餐 has no code
        pers[per.code] = per
    if pers:
        hit.unit = compound(hit.unit, list(pers.values()))
