"""The words around a quantity: of whom it holds (qualifier), how firmly (hedge). What it measures: see subjects."""
from __future__ import annotations

import re

from flows.reading.quantities.clauses import REACH
from flows.reading.quantities.lexicon import rows
from flows.reading.quantities.model import Hit

HEDGES = tuple(sorted((row["word"] for row in rows("hedges")), key=len, reverse=True))
HEDGE = re.compile("|".join(f"{row['word']}(?!{row['not_before']})" if row["not_before"] else row["word"] for row in rows("hedges")))
QUALIFIER = re.compile("|".join(sorted((row["word"] for row in rows("qualifiers")), key=len, reverse=True)))


def qualifier_of(text: str, hit: Hit) -> str | None:
    """The region or group that a value holds for: the last that the words before it name."""
    found = QUALIFIER.findall(text, max(0, hit.start - REACH), hit.start)
    return found[-1] if found else None


def hedge_of(text: str, hit: Hit, before: Hit | None) -> str | None:
    """The words that weaken it, between the quantity before and this one."""
    found = HEDGE.search(text, max(before.end if before else 0, hit.start - REACH), hit.start)
    return found.group() if found else None
