"""Stated counts against what is listed: before the count (甲、乙两项), after it (两项(甲、乙)), or on the lines below it.

Agreement is recorded too, as evidence that it was checked. A list that ends in 等 says itself that it is part of a whole.
"""
from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from flows.checking.findings.lexicon import words
from flows.checking.findings.outline import items_under
from flows.checking.findings.remarks import Remark, remark
from flows.checking.findings.view import View
from schemas import Line, Metric

MOST = 60
MEMBER = "[^、，,。；;:：！？()（）“”《》|\\n]{1,30}"
LAST = "(?:(?:和|与|及|以及)[^、，,。；;:：！？()（）“”《》|\\n]{1,30})?"
STOPS = re.compile("[，,。；;:：！？()（）“”《》|\\n]")
LISTED = re.compile(f"{MEMBER}(?:、{MEMBER}){{1,30}}$")
CONJUNCTION = re.compile("(?<=[^、])(?:以及|和|与|及)(?=[^、]{2,30}$)")
BRACKETED = re.compile(r"[”’]?[^、，,。；;:：()（）“”]{0,6}[(（]([^()（）\n]{3,200})[)）]")
NAMELY = re.compile("(?:[,，:：]?(?:分别是|分别为|即|包括|依次为|一是)|[:：])")
TRAILING = " \t“‘的这共"
OTHERS = "等"
LEVELS = frozenset("国省市县区乡镇村州盟旗")
QUOTES = ("“‘", "”’")


class Listing(NamedTuple):
    """How many are listed, whether the list says that it is only a part, whether its end is in doubt, whether it is on lines below."""

    size: int
    partial: bool
    doubtful: bool = False
    below: bool = False


def stated_counts(view: View) -> Iterator[Remark]:
    """Counts of titles, headings and statements, each with what its list holds; names of lists whose members never stand."""
    unlisted: dict[str, Metric] = {}
    resolved: set[str] = set()
    below: dict[int, list[tuple[Metric, Listing]]] = {}
    for metric in view.metrics:
        if not _is_exact(metric):
            continue
        line = view.line_at(metric.char_start)
        quoted = _is_quoted(line, metric)
        listing = _listing(view, line, metric, quoted=quoted)
        if listing and not (listing.doubtful and listing.size != metric.value_min):
            resolved.add(metric.raw)
            if not listing.below:
                yield _verdict(metric, listing)
            else:
                below.setdefault(line.line_start, []).append((metric, listing))
        elif quoted and metric.role == "enumeration":
            unlisted.setdefault(metric.raw, metric)
    for found in below.values():
        yield _verdict(*next((pair for pair in found if pair[0].value_min == pair[1].size), found[-1]))
    for raw, metric in unlisted.items():
        if raw not in resolved:
            yield remark("enumeration_not_listed", metric.char_start, metric.char_end, metric, name=raw, count=int(metric.value_min or 0))


def _is_exact(metric: Metric) -> bool:
    """Whether it states one whole number of things, in the text and not in a table."""
    value = metric.value_min
    return metric.table_id is None and value is not None and value == metric.value_max and 2 <= value <= MOST and metric.comparator == "eq"


def _is_quoted(line: Line, metric: Metric) -> bool:
    start, end = metric.char_start - line.char_start, metric.char_end - line.char_start
    return line.raw_text[start - 1 : start] in tuple(QUOTES[0]) and line.raw_text[end : end + 1] in tuple(QUOTES[1])


def _verdict(metric: Metric, listing: Listing) -> Remark:
    stated = int(metric.value_min or 0)
    rule = "count_agrees" if listing.size == stated else "partial_list" if listing.partial and listing.size < stated else "count_mismatch"
    return remark(rule, metric.char_start, metric.char_end, metric, stated=stated, listed=listing.size, raw=metric.raw)


def _listing(view: View, line: Line, metric: Metric, *, quoted: bool) -> Listing | None:
    """The list that a count sums up, wherever it stands; None where none does."""
    before = line.raw_text[: metric.char_start - line.char_start]
    after = line.raw_text[metric.char_end - line.char_start :]
    listed = _before(before)
    if metric.role != "enumeration":
        return listed if listed and listed.partial else None
    if line.kind == "title":
        return _issuers(view, line, metric)
    listed = listed or _after(after)
    if listed is None and line.kind == "heading" and (below := items_under(view, line)):
        listed = Listing(below.size, any(cue in line.text for cue in words("partial_cues", "cue")), below.doubtful or quoted, below=True)
    return listed or (_anywhere(line, metric) if quoted else None)


def _issuers(view: View, line: Line, metric: Metric) -> Listing | None:
    """The bodies that a title names, against the number of bodies that it says issued the document."""
    event = view.event_of[str(line.event_id)]
    if not event.issuers or metric.value_min != event.joint_issuer_count:
        return None
    return Listing(len(event.issuers), OTHERS in line.raw_text[: metric.char_start - line.char_start])


def _before(text: str) -> Listing | None:
    """甲、乙和丙三项, “甲、乙”两项, 甲、乙等五项."""
    text = text.rstrip(TRAILING + "”’")
    partial = text.endswith(OTHERS)
    run = STOPS.split(text.removesuffix(OTHERS).rstrip(TRAILING + "”’")[-400:])[-1]
    match = LISTED.search(run) if "、" in run else None
    return _listed(match.group(), partial=partial) if match else None


def _after(text: str) -> Listing | None:
    """四同步(甲、乙、丙、丁); 两项,分别是甲,…;乙,…"""
    if (match := BRACKETED.match(text)) and "、" in match.group(1):
        return _listed(match.group(1), partial=match.group(1).endswith(OTHERS))
    if match := NAMELY.match(text):
        parts = [part for part in re.split("[;；]", text[match.end() :].partition("。")[0]) if part.strip()]
        return Listing(len(parts), partial=False) if len(parts) > 1 else None
    return None


def _listed(run: str, *, partial: bool) -> Listing:
    """Members between 、, the last also after 和. Levels run together in one member (市县) leave the count in doubt."""
    members = run.split("、")
    conjoined = bool(CONJUNCTION.search(members[-1]))
    doubtful = any(len(member) > 1 and set(member) <= LEVELS for member in members) or (conjoined and len(members) == 1)
    return Listing(len(members) + conjoined, partial, doubtful)


def _anywhere(line: Line, metric: Metric) -> Listing | None:
    """For a quoted name: a list of just as many members elsewhere in its line."""
    sizes = [len(run.split("、")) for run in re.findall(f"{MEMBER}(?:、{MEMBER}){{1,30}}", line.raw_text)]
    return next((Listing(size, partial=False) for size in sizes if size == metric.value_min), None)
