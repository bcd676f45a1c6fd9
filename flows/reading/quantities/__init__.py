"""Quantities: the numbers that a policy text states, each with what it measures. See `find_quantities`.

One pass (scan) stops at each numeral and asks what starts there: a date (dates), a fraction or ratio (ratios), an amount
with its unit or a range (numerals, amounts, units, measures), the name of an enumeration (names), a bare number (bare);
exclusions says what counts nothing. Then the words beside it give its comparator (bounds), its role (roles) and the rest
(wording). Table cells take their unit from their heads (cells). Words are data: see lexicon.
"""
from flows.reading.quantities.find import find_quantities
from flows.reading.quantities.model import Context, Quantity
from flows.reading.quantities.numerals import has_numeral

__all__ = ["Context", "Quantity", "find_quantities", "has_numeral"]
