"""What goes in and comes out: Context, Quantity, and Hit, a quantity on its way."""
from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple


class Context(NamedTuple):
    """Where a text stands: what the reader of the page knows beside the line itself."""

    year: int | None = None  # the event's year, for dates that leave it out
    headings: tuple[str, ...] = ()  # texts of the headings above, outermost first
    parent: str = "directive"  # "title", "directive", "heading" or "cell"
    column: str | None = None  # for a cell: its column head
    row: str | None = None  # for a cell: the first cell of its row
    binding: bool = False  # for a cell: its row says that the values of the indicator bind (约束性)


class Quantity(NamedTuple):
    """One quantity: `text[start:end]` is its raw text. The other fields are the columns of the record `metrics`."""

    start: int
    end: int
    quantity_kind: str
    value_min: float | None
    value_max: float | None
    unit: str | None
    unit_raw: str | None
    date_value: str | None
    comparator: str
    role: str
    subject: str | None
    qualifier: str | None
    hedge: str | None
    deadline: str | None


@dataclass(slots=True)
class Hit:
    """A quantity while it is read.

    `side` says where its comparator came from: "" (none), "inside" the numeral, "before", "far" before, or "after" it.
    """

    start: int
    end: int
    kind: str
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str | None = None
    unit_raw: str | None = None
    date: str | None = None
    comparator: str = "eq"
    side: str = ""
    named: bool = False  # the name of an enumeration: 六大原则
    chinese: bool = False  # written with Chinese numerals
    scale: Decimal = Decimal(1)  # the 万 or 亿 written after the number
    scaled: bool = False  # the number has a 万 or 亿, after it or within
    bare: bool = False  # no unit is written
    ranged: bool = False  # a range of dates
    clause: int = 0  # where the clause begins that it stands in
    opens: int = -1  # where the words that bound it begin, -1 where none stand before it
    closes: int = -1  # where the words that bound it end, -1 where none stand after it
