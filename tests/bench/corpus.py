"""A large source in the manner of real ones: blocks, labels and clauses of a text read by hand, put together anew.

A heading keeps the items below it; events, blocks and clauses are drawn and mixed, and numbers, dates and places are
drawn anew in each, so that hardly a statement stands twice. `documents` draws the words of titles, headings and table cells
anew too, so that hardly any line of a corpus does. The same size and seed give the same text.

The patterns are those of the gold texts whose README calls their origin real. The other ones were written to test the reading of
quantities and hold ten times as many; `dense` takes the patterns of all.
"""
from __future__ import annotations

import math
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from flows.checking.accuracy_gold import GoldText, read_gold
from flows.reading.markers import find_marker
from flows.reading.text_lines import split_lines

REPOSITORY = Path(__file__).resolve().parents[2]
PLACE = re.compile("北京|上海|天津|重庆|广州|深圳|杭州|合肥|武汉|成都|南京|西安|长沙|郑州|济南|苏州|厦门|沈阳|昆明|贵阳")
PLACES = PLACE.pattern.split("|")
NUMBER = re.compile(r"([0-9]{1,12})(\.[0-9]{1,6})?(年|月|日)?")
CLAUSE = re.compile("[^。；;，,]+[。；;，,]?")
LABEL = re.compile("[^:：。；，,]{1,20}[:：]")
STOPS = "。；;，,"
KEPT = 0.25
REAL = "real"
YEARS = (2010, 2035)
BOUNDS = {"年": YEARS, "月": (1, 12), "日": (1, 28)}
BLOCKS_AN_EVENT = (2, 6)
EVENTS_A_YEAR = 40
SUBJECT = re.compile("(关于)[^《》]{2,60}?(的[^的《》]{2,12}》)")
CELL = re.compile("(?<=[|])[^|\\\\]{5,}(?=[|])")
MEDIAN_BYTES, SPREAD = 12_000, 0.8
"""Of the sizes of documents, drawn from a log-normal distribution: half of them between 7 and 21 kB."""


@dataclass
class Patterns:
    """What a corpus is made of: titles, blocks (kind and words of each line) and single clauses."""

    titles: list[str] = field(default_factory=list)
    blocks: list[list[tuple[str, str]]] = field(default_factory=list)
    clauses: list[str] = field(default_factory=list)

    def add(self, text: GoldText) -> None:
        """Take in a text read by hand."""
        kinds = {row["line"]: row["kind"] for row in text.parts["lines"]}
        for line in split_lines(text.text):
            kind = kinds[line.number]
            if kind in ("date_heading", "year_heading"):
                self.blocks.append([])
            elif kind == "title":
                self.titles.append(line.raw)
            elif kind == "heading":
                self.blocks.append([(kind, line.raw)])
            elif kind in ("directive", "table_row", "table_rule") and self.blocks:
                self.blocks[-1].append((kind, line.raw))
                if kind == "directive":
                    self.clauses += CLAUSE.findall(_parts(line.raw)[2])


@cache
def patterns(*, dense: bool) -> Patterns:
    """The patterns of the real texts read by hand, or of all (`dense`)."""
    found = Patterns()
    for text in read_gold(REPOSITORY / "tests/gold", REPOSITORY / "raw"):
        if dense or text.told["origin"].startswith(REAL):
            found.add(text)
    found.blocks = [block for block in found.blocks if block]
    return found


def generate(size: int, seed: int = 1, *, dense: bool = False) -> str:
    """A source of about `size` bytes of UTF-8."""
    lines, filled = [], 0
    for line in _lines(patterns(dense=dense), random.Random(seed)):
        if filled >= size:
            break
        lines.append(line)
        filled += len(line.encode()) + 1
    return "\n".join(lines) + "\n"


def documents(size: int, seed: int = 1) -> Iterator[str]:
    """Documents of about `size` bytes of UTF-8 in all, of some events each, in which hardly a line stands twice."""
    found, draw = patterns(dense=False), random.Random(seed)
    while size > 0:
        wanted = min(size, draw.lognormvariate(math.log(MEDIAN_BYTES), SPREAD))
        lines, filled = list[str](), 0
        while filled < wanted:
            lines += [_anew(kind, line, found, draw) for kind, line in _event(draw.randint(*YEARS), found, draw)]
            filled = len("\n".join(lines).encode())
        size -= filled
        yield "\n".join(lines)


def _lines(found: Patterns, draw: random.Random) -> Iterator[str]:
    while True:
        year = draw.randint(*YEARS)
        yield str(year)
        for _ in range(EVENTS_A_YEAR):
            yield from (line for _, line in _event(year, found, draw))


def _event(year: int, found: Patterns, draw: random.Random) -> Iterator[tuple[str, str]]:
    """The lines of an event, each with its kind."""
    yield "date_heading", f"{year}年{draw.randint(1, 12)}月{draw.randint(1, 28)}日"
    yield "title", _vary(draw.choice(found.titles), draw)
    for block in draw.sample(found.blocks, draw.randint(*BLOCKS_AN_EVENT)):
        for kind, line in block:
            yield kind, _varied_line(kind, line, found, draw)
    yield "blank", ""


def _anew(kind: str, line: str, found: Patterns, draw: random.Random) -> str:
    """A line whose fixed words are drawn anew too: what a title is about, what a heading and a table cell say."""

    def words(most: int) -> str:
        return _vary(draw.choice(found.clauses).strip(STOPS + " ")[:most], draw)

    if kind == "title":
        return SUBJECT.sub(lambda match: f"{match.group(1)}{words(20)}{words(10)}{match.group(2)}", line)
    if kind == "table_row":
        return CELL.sub(lambda _: f" {words(12)}{words(12)} ", line)
    if kind == "heading":
        start, end = len(line) - len(_parts(line)[2]), len(line.rstrip("：: "))
        return f"{line[:start]}{words(12)}，{line[start:end]}{line[end:]}"
    return f"{line.rstrip(STOPS)}，{words(40)}。" if kind == "directive" and len(CLAUSE.findall(_parts(line)[2])) < 2 else line


def _varied_line(kind: str, line: str, found: Patterns, draw: random.Random) -> str:
    marker, label, words = _parts(line)
    if kind == "directive":
        words = "".join([_clause(clause, found, draw) for clause in CLAUSE.findall(words)])
    return marker + _vary(label + words, draw)


def _clause(clause: str, found: Patterns, draw: random.Random) -> str:
    """A clause, or in most places another one with its end."""
    return clause if draw.random() < KEPT else draw.choice(found.clauses).rstrip(STOPS) + clause[len(clause.rstrip(STOPS)) :]


def _parts(line: str) -> tuple[str, str, str]:
    """List marker, label and words of a line."""
    marker = find_marker(line)
    start = marker.end if marker else 0
    label = LABEL.match(line, start)
    end = label.end() if label else start
    return line[:start], line[start:end], line[end:]


def _vary(text: str, draw: random.Random) -> str:
    text = PLACE.sub(lambda _: draw.choice(PLACES), text)
    return NUMBER.sub(lambda match: _number(match, draw), text)


def _number(match: re.Match[str], draw: random.Random) -> str:
    """A number of the same shape: as many digits, a year for a year, a month for a month."""
    whole, decimals, part = match.group(1), match.group(2) or "", match.group(3) or ""
    if part and not decimals and (part != "年" or len(whole) == 4):
        return f"{draw.randint(*BOUNDS[part])}{part}"
    digits = str(draw.randint(max(2, 10 ** (len(whole) - 1)), 10 ** len(whole) - 1))  # of no one thing is a list or a joint issue
    return digits + (f".{draw.randint(1, 9)}" if decimals else "") + part
