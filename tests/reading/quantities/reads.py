"""What the tests of this folder share: one text, read and written down in short."""
from __future__ import annotations

from flows.reading.quantities import Context, Quantity, find_quantities

YEAR = 2025


def quantities(text: str, **context: object) -> list[Quantity]:
    """The quantities of a text of an event of 2025."""
    return find_quantities(text, Context(**{"year": YEAR, **context}))  # type: ignore[arg-type]


def raws(text: str, **context: object) -> list[str]:
    """The raw texts of its quantities."""
    return [text[found.start : found.end] for found in quantities(text, **context)]


def one(text: str, **context: object) -> Quantity:
    """Its only quantity."""
    (found,) = quantities(text, **context)
    return found


def value(text: str, **context: object) -> tuple[float | None, str | None, str]:
    """Value, unit and comparator of its only quantity; the value is that of the closed side of a bound."""
    found = one(text, **context)
    return (found.value_max if found.value_min is None else found.value_min), found.unit, found.comparator


def dates(text: str, **context: object) -> list[tuple[str | None, str]]:
    """Dates and comparators of the dates of a text."""
    return [(found.date_value, found.comparator) for found in quantities(text, **context) if found.quantity_kind == "date"]
