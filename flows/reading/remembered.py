"""The quantities of a text, remembered for a while: what stands again is not read again.

A source with corrections is read twice, as it stands and as mended, and all but the mended lines are the same; timelines also
repeat headings and formulas. The reading is pure, so remembering changes no result; a text that does not repeat
costs about 1 µs more. (For statements, which hardly repeat and cost little, that was more than it saved.)
At most `KEPT` readings are held, and none of a text longer than `LONGEST`.
"""
from __future__ import annotations

from functools import lru_cache

from flows.reading import quantities
from flows.reading.quantities import Context, Quantity

KEPT = 8192
LONGEST = 500


@lru_cache(maxsize=KEPT)
def _quantities(text: str, context: Context) -> tuple[Quantity, ...]:
    return tuple(quantities.find_quantities(text, context))


def find_quantities(text: str, context: Context) -> tuple[Quantity, ...]:
    """`flows.reading.quantities.find_quantities`, remembered."""
    return _quantities(text, context) if len(text) <= LONGEST else tuple(quantities.find_quantities(text, context))
