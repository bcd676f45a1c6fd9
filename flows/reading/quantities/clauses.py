"""Clauses: where the one begins that a quantity stands in."""
from __future__ import annotations

import re

REACH = 40  # characters before a quantity in which its clause may begin
BREAKS = re.compile("[,，。;；:：、()（）!！?？]")
TO_LAST_BREAK = re.compile(rf"(?s:.*){BREAKS.pattern}")


def clause_start(text: str, pos: int) -> int:
    """Where the clause begins that `pos` stands in: after the last break before it, `REACH` characters back at most."""
    floor = pos - REACH if pos > REACH else 0
    found = TO_LAST_BREAK.match(text, floor, pos)
    return found.end() if found else floor
