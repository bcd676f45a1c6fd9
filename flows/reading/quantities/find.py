"""The way from a text to its quantities."""
from __future__ import annotations

from functools import lru_cache

from flows.reading.quantities.bounds import bound
from flows.reading.quantities.cells import bound_by_head, cell_hits
from flows.reading.quantities.clauses import clause_start
from flows.reading.quantities.dates import year_of
from flows.reading.quantities.deadlines import bound_date, deadline_above
from flows.reading.quantities.lists import carried_on, share_bounds
from flows.reading.quantities.model import Context, Hit, Quantity
from flows.reading.quantities.numerals import NUMERAL
from flows.reading.quantities.rates import rate
from flows.reading.quantities.roles import role_of_date, role_of_value
from flows.reading.quantities.scan import Scanner
from flows.reading.quantities.scene import SAYS, Scene, said_by_line
from flows.reading.quantities.wording import hedge_of, qualifier_of, subject_of

NOWHERE = Context()
HEDGED, QUALIFIED = SAYS["hedge", "ahead"], SAYS["qualifier", "ahead"]
_float = lru_cache(maxsize=4096)(float)  # a Decimal takes three times as long to convert as to find again
COMPARED = tuple("比较与于")  # 较2023年增长: the year of what is compared with, not of what is said


def find_quantities(text: str, context: Context = NOWHERE) -> list[Quantity]:
    """The quantities of one line, title or table cell, in order, none overlapping another.

    `text` is as it stands in the source (markup, full-width digits and blanks inside are read through); spans are
    code point offsets into it. Never raises on a text; a numeral that means nothing is passed over.
    """
    first = NUMERAL.search(text)
    if first is None:
        return []
    hits = (cell_hits(text, context) if context.parent == "cell" else None) or Scanner(text, context).scan(first)
    if not hits:
        return []
    before: Hit | None = None
    for hit in hits:
        hit.clause = clause_start(text, hit.start)
        if hit.kind == "date":
            bound_date(text, hit, context)
        else:
            bound(text, hit, before.end if before else 0)
            if context.parent == "cell":
                bound_by_head(text, hit, context)
            if hit.kind == "currency":
                rate(text, hit, before)
            before = hit
    if len(hits) > 1:
        share_bounds(text, hits)
    return _quantities(text, hits, context)


def _quantities(text: str, hits: list[Hit], context: Context) -> list[Quantity]:
    found: list[Quantity] = []
    deadline = deadline_above(context.headings, context.year)
    line = said_by_line(text, context.headings)
    before: Hit | None = None
    role_before = ""
    dated: int | None = None
    ahead = deadline is not None
    for hit in hits:
        qualifier, hedged, due = None, HEDGED, None
        if hit.kind == "date":
            role = role_of_date(text, hit, before, context, line)
            deadline = hit.date if role == "deadline" else deadline  # that of what follows
        elif hit.named:
            role = "enumeration"
        else:
            scene = Scene(text, hit, None if role_before == "baseline" else before, line)
            role = role_of_value(hit, scene, before, dated, context, ahead=ahead, after=role_before)
            if before:
                role = carried_on(text, before, role_before, hit, role)
            hedged = scene.said & HEDGED
            qualifier = qualifier_of(text, hit) if scene.said & QUALIFIED else None
            due = deadline
        low, high = _ends(hit)
        subject, hedge = subject_of(text, hit, before, context), hedge_of(text, hit, before) if hedged else None
        fields = (
            hit.start, hit.end, hit.kind, low, high, hit.unit, hit.unit_raw, hit.date, hit.comparator, role,
            subject, qualifier, hedge, due,
        )
        found.append(Quantity._make(fields))  # half the cost of a call with 14 arguments
        if hit.kind == "date":
            if text[hit.start - 1 : hit.start] not in COMPARED:
                dated = year_of(hit)
                ahead = deadline is not None or (hit.comparator != "since" and _is_ahead(hit, context))
        else:
            before, role_before = hit, role
    return found


def _is_ahead(hit: Hit, context: Context) -> bool:
    """Whether a date, or the end of a range of dates, lies in a year after the event's."""
    return context.year is not None and hit.date is not None and int(hit.date.rpartition("/")[2][:4]) > context.year


def _ends(hit: Hit) -> tuple[float | None, float | None]:
    """The values, with the side left open that the comparator leaves open."""
    if hit.low is None or hit.high is None:
        return None, None
    low = _float(hit.low)
    high = low if hit.high is hit.low else _float(hit.high)
    return None if hit.comparator in ("le", "lt") else low, None if hit.comparator in ("ge", "gt") else high
