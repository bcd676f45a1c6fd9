"""Table cells that hold a bare number: their unit stands in the column head, the row's first cell or the caption."""
from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from flows.reading.quantities.amounts import SCALES
from flows.reading.quantities.bounds import head_bound
from flows.reading.quantities.dates import date_at
from flows.reading.quantities.lexicon import rows
from flows.reading.quantities.model import Context, Hit
from flows.reading.quantities.numerals import ARABIC, BLANK, BLANKS, number
from flows.reading.quantities.units import compound, pers_after, unit_at

SIGNS = {"≤": "le", "<=": "le", "≦": "le", "⩽": "le", "≥": "ge", ">=": "ge", "≧": "ge", "⩾": "ge", "<": "lt", "＜": "lt", ">": "gt", "＞": "gt"}
CELL = re.compile(
    rf"{BLANK}(?P<sign>[≤≥<>＜＞≦≧⩽⩾]=?)?{BLANK}(?P<value>(?P<minus>[-−－])?(?P<low>{ARABIC})"
    rf"(?:{BLANK}[-–—~～－至]{BLANK}(?P<high>{ARABIC}))?){BLANK}(?P<word>左右|以上|以下|以内|及以上|及以下)?{BLANK}"
)
WORDS = {"左右": "approx", "以上": "ge", "及以上": "ge", "以下": "le", "及以下": "le", "以内": "le"}
IN_BRACKETS = re.compile(r"[(（\[【]([^()（）\[\]【】]{1,16})[)）\]】]")
UNIT_LABEL = re.compile(r"(?:计量)?单位\s*[:：]\s*([^\s,，。;；()（）]{1,12})")
SCALE = re.compile("|".join(sorted(SCALES, key=len, reverse=True)))
HEAD_NOUNS = {row["word"]: (row["unit"], row["kind"]) for row in rows("head_nouns") if row["match"] == "end"}
WHOLE = {row["word"]: (row["unit"], row["kind"]) for row in rows("head_nouns") if row["match"] == "whole"}
IDENTIFIERS = tuple(row["word"] for row in rows("head_nouns") if row["match"] == "within")
WRAPPING = "".join(sorted(BLANKS))
LIMITS = re.compile("[上下]限|最[高低大小]值?")
YEAR_HEADS = ("年份", "年度", "时间", "日期", "时限", "节点")


MEASURES = re.compile("(?:19|20)[0-9]{2}年?|[目指]标值?|现状|数值|规模|面积|总量|合计|小计|金额|总额")


class Head(NamedTuple):
    """What a head says of the numbers below or beside it."""

    unit: str | None
    kind: str
    scale: Decimal
    raw: str | None


UNKNOWN = Head("1", "other", Decimal(1), None)  # a value of what the row names, its unit nowhere written


def cell_hits(text: str, context: Context) -> list[Hit] | None:
    """The quantity of a cell that holds one bare number; None for any other cell, which is read as a text is."""
    match = CELL.fullmatch(text) if len(text) < 64 else None
    if match is None:
        return None
    if context.column and _identifies(context.column):
        return []
    head = head_of(context)
    low, high = number(match["low"]), number(match["high"] or match["low"])
    if head is None or low is None or high is None:
        return _year(text, match, context)
    if match["minus"]:
        low, high = -low, -high
    high = high * head.scale
    low = low * head.scale if match["high"] else high
    hit = Hit(*match.span("value"), head.kind, low, high, head.unit, head.raw)
    if match["high"]:
        hit.comparator = "between"
    elif match["sign"] or match["word"]:
        hit.comparator, hit.side = SIGNS.get(match["sign"] or "") or WORDS[match["word"]], "before"
    return [hit]


def bound_by_head(text: str, hit: Hit, context: Context) -> None:
    """Sets the comparator of a quantity that is all of its cell to the one that the head of its column or row gives."""
    alone = hit.comparator == "eq" and not (text[: hit.start] + text[hit.end :]).strip(WRAPPING)
    if alone and (bound := head_bound(context.column or "") or head_bound(context.row or "")):
        hit.comparator, hit.side = bound, "before"


def _year(text: str, match: re.Match[str], context: Context) -> list[Hit]:
    if not context.column or not context.column.strip().endswith(YEAR_HEADS) or match["high"]:
        return []
    hit = date_at(match["low"] + "年", 0, context.year)
    if hit is None:
        return []
    hit.start, hit.end = match.span("low")
    return [hit]


def head_of(context: Context) -> Head | None:
    """What the heads of a cell say: the unit of its column, of its row or of the caption, else what its column counts."""
    for written in (context.column, context.row):
        if written and (head := _head(written)):
            return head
    if caption := _caption(context.headings):
        return caption
    counted = _counted(context.column or "") or _counted(context.row or "")
    return counted or (UNKNOWN if MEASURES.search(context.column or "") else None)


@lru_cache(maxsize=4096)
def _identifies(column: str) -> bool:
    """Whether the numbers of a column are identifiers, by its head."""
    return any(word in column for word in IDENTIFIERS)


@lru_cache(maxsize=4096)
def _caption(headings: tuple[str, ...]) -> Head | None:
    """The unit that the nearest heading states which states one (单位：万元)."""
    labels = [label for heading in reversed(headings) if (label := UNIT_LABEL.search(heading))]
    return next((head for label in labels if (head := unit_of(label.group(1)))), None)


@lru_cache(maxsize=4096)
def _head(written: str) -> Head | None:
    candidates = [*IN_BRACKETS.findall(written)[::-1], *UNIT_LABEL.findall(written)]
    if "/" in written or "／" in written:
        candidates.append(re.split("[/／]", written, maxsplit=1)[1])
    candidates.extend(re.findall("[%％]", written)[:1])
    return next((head for candidate in candidates if (head := unit_of(candidate))), None)


@lru_cache(maxsize=4096)
def unit_of(written: str) -> Head | None:
    """The unit that is all of `written`, with its scale (万元, 公顷, 元/平方米); None where it is none."""
    written = written.strip().removeprefix("单位").lstrip(":： ")
    if written in WHOLE:
        return Head(*WHOLE[written], Decimal(1), written)
    scale, rest = Decimal(1), written
    unit = unit_at(rest, 0)
    if unit is None and (match := SCALE.match(written)):
        scale, rest = SCALES[match.group()], written[match.end() :].strip()
        unit = unit_at(rest, 0)
    if unit is None or not unit.code:
        return None
    pers, end = pers_after(rest, len(unit.word), unit.kind)
    if end != len(rest):
        return None
    return Head(compound(unit.code, pers) if pers else unit.code, unit.kind, scale * unit.scale, written)


@lru_cache(maxsize=4096)
def _counted(head: str) -> Head | None:
    head = LIMITS.sub("", head).strip()
    for word, (unit, kind) in HEAD_NOUNS.items():
        if head.endswith(word):
            return Head(unit, kind, Decimal(1), None)
    return None
