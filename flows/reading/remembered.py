"""The readings of a statement and of its quantities, remembered for a while: what stands again is not read again.

A source with corrections is read twice, as it stands and as mended, and all but the mended lines are the same; timelines also
repeat headings and formulas. Both readings are pure, so remembering changes no result; a text that does not repeat
costs about 1 µs more in each.
At most `KEPT` of each are held, and none of a text longer than `LONGEST`, which is 13 MB for as many
policy lines of usual length.
"""
from __future__ import annotations

from functools import lru_cache

from flows.reading import quantities, statements
from flows.reading.quantities import Context, Quantity
from flows.reading.statements import Statement

KEPT = 8192
LONGEST = 500


@lru_cache(maxsize=KEPT)
def _statement(text: str, label: tuple[int, int] | None, headings: tuple[str, ...]) -> Statement:
    return statements.read_statement(text, label, headings)


@lru_cache(maxsize=KEPT)
def _quantities(text: str, context: Context) -> tuple[Quantity, ...]:
    return tuple(quantities.find_quantities(text, context))


def read_statement(text: str, label: tuple[int, int] | None, headings: tuple[str, ...]) -> Statement:
    """`flows.reading.statements.read_statement`, remembered."""
    return _statement(text, label, headings) if len(text) <= LONGEST else statements.read_statement(text, label, headings)


def find_quantities(text: str, context: Context) -> tuple[Quantity, ...]:
    """`flows.reading.quantities.find_quantities`, remembered."""
    return _quantities(text, context) if len(text) <= LONGEST else tuple(quantities.find_quantities(text, context))
