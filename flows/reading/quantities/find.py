"""The way from a text to its quantities."""
from __future__ import annotations

from functools import lru_cache

from flows.reading.five_year_plans import YEARS, year_of_plan
from flows.reading.quantities.bounds import bound
from flows.reading.quantities.cells import bound_by_head, cell_hits
from flows.reading.quantities.clauses import clause_start
from flows.reading.quantities.date_roles import is_as_of, role_of_date
from flows.reading.quantities.dates import year_of
from flows.reading.quantities.deadlines import POSSESSIVE, bound_date, deadline_above
from flows.reading.quantities.lists import carried_on, share_bounds
from flows.reading.quantities.model import Context, Hit, Quantity
from flows.reading.quantities.numerals import NUMERAL
from flows.reading.quantities.rates import rate
from flows.reading.quantities.roles import role_of_value
from flows.reading.quantities.scan import Scanner
from flows.reading.quantities.scene import SAYS, Scene, said_by_line
from flows.reading.quantities.subjects import subject_of
from flows.reading.quantities.wording import hedge_of, qualifier_of

NOWHERE = Context()
HEDGED, QUALIFIED = SAYS["hedge", "ahead"], SAYS["qualifier", "ahead"]
_float = lru_cache(maxsize=4096)(float)  # a Decimal takes three times as long to convert as to find again
DUE = frozenset(("target", "limit", "standard", "funding"))  # what may be due; a baseline or a fact is not
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
            if hit.kind == "currency":
                rate(text, hit, before)
            before = hit
    if len(hits) > 1:
        share_bounds(text, hits)
    elif context.parent == "cell":
        bound_by_head(text, hits[0], context)
    line = _Line(text, context, hits)
    return [line.quantity(hit) for hit in hits]


class _Line:
    """The quantities of a line in turn, and what those before tell of the next: a date to come, the value before and its role."""

    def __init__(self, text: str, context: Context, hits: list[Hit]) -> None:
        self.text, self.context = text, context
        self.said = said_by_line(text, context.headings)
        self.deadline = deadline_above(context.headings, context.year)
        self.ahead = self.deadline is not None or any(_is_due(hit, context) for hit in hits)  # what follows is yet to come
        self.dated: int | None = None  # the year last named
        self.before: Hit | None = None
        self.role_before = ""
        self.subject_before: str | None = None

    def quantity(self, hit: Hit) -> Quantity:
        """The next quantity."""
        before, due, qualifier, hedged = self.before, self.deadline, None, HEDGED
        if hit.kind == "date":
            role, due = self._date(hit), None
        elif hit.named:
            role, due = "enumeration", None
        else:
            scene = Scene(self.text, hit, None if self.role_before == "baseline" else before, self.said)
            role, hedged = self._role(hit, scene), scene.said & HEDGED
            qualifier = qualifier_of(self.text, hit) if scene.said & QUALIFIED else None
        subject = subject_of(self.text, hit, before, self.subject_before, self.context)
        if hit.kind != "date":
            self.before, self.role_before, self.subject_before = hit, role, subject
        low, high = _ends(hit)
        hedge = hedge_of(self.text, hit, before) if hedged else None
        return Quantity(
            hit.start, hit.end, hit.kind, low, high, hit.unit, hit.unit_raw, hit.date, hit.comparator, role,
            subject, qualifier, hedge, due if role in DUE else None,
        )  # fmt: skip

    def _role(self, hit: Hit, scene: Scene) -> str:
        dated, ahead = self.dated, self.ahead
        if dated is None and (plan := year_of_plan(self.text, hit.start)):
            dated, ahead = plan, ahead or plan - YEARS >= (self.context.year or plan)  # a plan that has begun tells of what has been too
        role = role_of_value(hit, scene, self.before, dated, self.context, ahead=ahead, after=self.role_before)
        return carried_on(self.text, self.before, self.role_before, hit, role) if self.before else role

    def _date(self, hit: Hit) -> str:
        """The role of a date; it is the deadline of what follows, or the year that is spoken of."""
        role = role_of_date(self.text, hit, self.before, self.context, self.said)
        if role == "deadline":
            self.deadline, self.dated = hit.date, year_of(hit)
            self.ahead = not is_as_of(self.text, hit.start)  # 截至2024年9月底 tells of what has been
        elif self.text[hit.start - 1 : hit.start] not in COMPARED and not self.text.startswith(POSSESSIVE, hit.end):
            self.dated = year_of(hit)
            past = self.dated is not None and self.dated < (self.context.year or 0)
            told = past or is_as_of(self.text, hit.start)
            self.ahead = not told and (self.deadline is not None or (hit.comparator != "since" and _is_ahead(hit, self.context)))
            self.role_before = ""  # what is said of another date is not carried on
        return role


def _is_due(hit: Hit, context: Context) -> bool:
    """Whether a hit is a date to come by which something is to be: a line that names one tells of a plan from its start on."""
    return hit.kind == "date" and hit.comparator == "by" and _is_ahead(hit, context)


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
