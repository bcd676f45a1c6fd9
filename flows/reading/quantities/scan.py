"""The scan: one pass that stops at each numeral, asks the readers what starts there, and goes on behind it.

The characters before and behind a numeral say which readers are asked: each has a set of those without which it reads
nothing (`NEXT`). A text without a numeral costs one search (under 1 µs). No reader looks further than a fixed window.
"""
from __future__ import annotations

import re
import string
from collections import deque

from flows.reading.quantities.bare import bare_unit
from flows.reading.quantities.dates import NEXT as DATE_NEXT
from flows.reading.quantities.dates import date_at, year_of
from flows.reading.quantities.exclusions import CLOSABLE, FIRST, FOLLOWING, LAST, closed_spans, in_a_name, is_ordinal
from flows.reading.quantities.measures import measure_at
from flows.reading.quantities.model import Context, Hit
from flows.reading.quantities.names import completed, name_at
from flows.reading.quantities.numerals import BLANK_CHARS, DIGIT, NUMERAL, ONE
from flows.reading.quantities.ratios import NEXT as RATIO_NEXT
from flows.reading.quantities.ratios import ratio_at

LIST_LINK = re.compile(f"[{BLANK_CHARS}]*[、/／和与及或][{BLANK_CHARS}]*")
MARKER_BEFORE = " \t\u00a0\u3000。;；:：,，"
ADDRESS = frozenset(string.ascii_letters + "/")  # behind one of these stands no date: T2024.08.01, /2024/05/17/
POINTS = (".", "．")
WRITTEN_YEAR = re.compile(f"{DIGIT}{{4}}|[一二][〇○零一二三四五六七八九]{{3}}")


class Scanner:
    """Reads the quantities of one text, without their bounds. Holds what a scan must remember as it goes."""

    __slots__ = ("closed", "hits", "ordinal_end", "pos", "text", "title", "waiting", "year")

    def __init__(self, text: str, context: Context) -> None:
        self.text = text
        self.title = context.parent == "title"
        self.year = context.year
        self.hits: list[Hit] = []
        self.waiting: list[Hit] = []  # bare numbers of a list whose last member has the unit: 10、20、30万元
        self.closed: deque[tuple[int, int]] | None = None  # the spans ahead in which no number counts, once looked for
        self.ordinal_end = 0
        self.pos = 0

    def scan(self, found: re.Match[str] | None) -> list[Hit]:
        """The quantities in order; `found` is the first numeral."""
        text, always = self.text, self.title or "《" in self.text
        while found:
            start, stop = found.span()
            closable = always or text[start : start + 2] in CLOSABLE or text[start - 1 : start + 1] in CLOSABLE
            end = self._closed(start) if closable else -1
            if end >= 0:
                self.pos = end
            else:
                self._at(start, stop)
            found = NUMERAL.search(text, self.pos)
        return self.hits

    def _closed(self, start: int) -> int:
        """Where the span ends that stands at `start` and in which no number counts; -1 where none does."""
        if self.closed is None:
            self.closed = closed_spans(self.text, self.title)
        while self.closed and self.closed[0][1] <= start:
            self.closed.popleft()
        return self.closed[0][1] if self.closed and self.closed[0][0] <= start else -1

    def _at(self, start: int, end: int) -> None:
        """Reads what starts with the numeral `text[start:end]`."""
        text = self.text
        before, after = text[start - 1 : start], text[end : end + 1]
        dated = after in DATE_NEXT or text[start] == "年" or (end - start > 5 and "." in text[start:end])
        hit = date_at(text, start, self.year) if dated and before not in ADDRESS else None
        if hit is not None:
            self._date(hit)
            return
        self.pos = end
        ordinal = before in LAST or self.ordinal_end or (after in FIRST and text.startswith(FOLLOWING, end))
        if (ordinal and is_ordinal(text, start, end, self.ordinal_end)) or (before in POINTS and self._is_part(start)):
            self.ordinal_end = end
            return
        hit = ratio_at(text, start) if after in RATIO_NEXT else None
        if hit is None:
            hit = self._value(start, end, after)
        if hit is None or (before == "每" and hit.kind != "duration"):
            return  # 每千人, 每100平方米: what a number is per
        if hit.end > end:
            self.pos = hit.end
        if hit.bare:
            self._bare(hit)
        else:
            if self.waiting:
                self._adopt(hit)
            self.hits.append(hit)

    def _date(self, hit: Hit) -> None:
        self.pos = hit.end
        if self.title or in_a_name(self.text, hit.start, hit.end):
            return
        if WRITTEN_YEAR.match(self.text, hit.start):
            self.year = year_of(hit)
        self.hits.append(hit)

    def _is_part(self, start: int) -> bool:
        """Whether the number goes on from a letter or another number's point (PM2.5, V3.1.2) and so names something."""
        return self.text[start - 2 : start - 1].isalnum()

    def _value(self, start: int, stop: int, after: str) -> Hit | None:
        """The amount or enumeration that starts there; its numeral goes to `stop`, where `after` stands."""
        hit = measure_at(self.text, start, stop)
        if hit is None or hit.bare:
            return name_at(self.text, start, after) or hit
        if hit.kind == "count" and hit.unit == "item":
            named = name_at(self.text, start, after)
            if named is not None and named.end > hit.end:
                return named
            hit.end = self._completed(hit)
        return hit

    def _completed(self, hit: Hit) -> int:
        end = completed(self.text, hit)
        hit.named = end > hit.end
        return end

    def _bare(self, hit: Hit) -> None:
        if bare_unit(self.text, hit):
            self.hits.append(hit)
            return
        before = self.text[hit.start - 1 : hit.start]
        linked = self.waiting and self._linked(self.waiting[-1], hit)
        if linked or (before and before not in MARKER_BEFORE):
            self.waiting.append(hit)
        else:
            self.waiting.clear()

    def _adopt(self, hit: Hit) -> None:
        """Gives the numbers of a list the unit of its last member, and its scale where they have none."""
        last, members = hit, []
        while self.waiting and self._linked(self.waiting[-1], last):
            last = self.waiting.pop()
            factor = ONE if last.scaled else hit.scale
            last.low, last.high = (last.low or 0) * factor, (last.high or 0) * factor
            last.kind, last.unit, last.bare = hit.kind, hit.unit, False
            members.append(last)
        self.hits.extend(reversed(members))
        self.waiting.clear()

    def _linked(self, left: Hit, right: Hit) -> bool:
        link = LIST_LINK.match(self.text, left.end)
        return link is not None and link.end() == right.start
