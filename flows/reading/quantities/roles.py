"""Roles: what a quantity does in the policy, from its kind, its bound and the cue words around it (role_cues.csv).

The order of the rules is the reading: the name of an enumeration, a date, a past value compared with, a planning standard,
a threshold to qualify, money given, an aim, a binding limit, and else a fact of size.
"""
from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache

from flows.reading.quantities.bounds import BREAKS
from flows.reading.quantities.dates import year_of
from flows.reading.quantities.deadlines import speaks_of_goals
from flows.reading.quantities.lexicon import rows
from flows.reading.quantities.model import Context, Hit
from flows.reading.quantities.numerals import BLANK_CHARS

BEFORE, AFTER, LABEL = 40, 16, 20  # characters that are looked at
FEW = 20  # a Chinese numeral up to this with a classifier enumerates: 两个…领域
ENUMERATING = frozenset("个项类种条方级点部")
PLANNED = frozenset(("duration", "length", "population", "area", "count"))
GIVEN = frozenset(("currency", "percentage", "ratio"))
THRESHOLDS = frozenset(("currency", "duration", "area", "percentage", "ratio", "population"))
BOUNDS = frozenset(("ge", "gt", "le", "lt"))
THRESHOLDS_BY = BOUNDS | {"between"}
COLUMN_YEAR = re.compile("((?:19|20)[0-9]{2})年?")
CHANGES = ("提高", "增加", "降", "延长", "调整", "逐步", "上升", "缩短", "下调", "上调", "增长", "扩大", "减", "压", "升")
AS_OF = ("截至", "截止", "截止到", "截至到")
BINDING = frozenset(("before", "far"))  # sides of the words that bind; those after a number (以上) may only measure


def _cues() -> dict[tuple[str, str], tuple[str, ...]]:
    cues: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in rows("role_cues"):
        cues[row["role"], row["where"]].append(row["cue"])
    return {key: tuple(words) for key, words in cues.items()}


CUES = _cues()
PATTERNS = {key: re.compile("|".join(map(re.escape, words))) for key, words in CUES.items()}


def _any(text: str, role: str, where: str) -> bool:
    pattern = PATTERNS.get((role, where))
    return pattern is not None and pattern.search(text) is not None


@lru_cache(maxsize=1024)
def _headed(headings: tuple[str, ...], role: str) -> bool:
    return any(_any(heading, role, "heading") or _any(heading, role, "any") for heading in headings)


@lru_cache(maxsize=1024)
def _label(opening: str) -> str:
    return BREAKS.split(opening)[0]


class Scene:
    """The text around a quantity, cut once: what stands near before it, its clause, what follows, label and headings."""

    def __init__(self, text: str, hit: Hit, floor: int, context: Context) -> None:
        self.near = text[max(0, hit.start - BEFORE) : hit.start].rstrip(BLANK_CHARS + "“‘(（")
        self.clause = BREAKS.split(text[max(floor, hit.start - BEFORE) : hit.start])[-1]
        self.after = text[max(hit.end, hit.closes) : hit.end + AFTER].lstrip(BLANK_CHARS + "”’)）")
        self.label = _label(text[:LABEL])
        self.headings = context.headings

    def says(self, role: str) -> bool:
        """Whether a cue of that role stands where it must."""
        after = CUES.get((role, "after"))
        return (
            self.near.endswith(CUES.get((role, "before"), ()))
            or (after is not None and any(word in self.after[: len(word) + 4] for word in after))
            or _any(self.clause, role, "clause")
            or _any(self.near + self.after, role, "any")
            or _any(self.label, role, "label")
            or _headed(self.headings, role)
        )


def role_of(text: str, hit: Hit, before: Hit | None, dated: int | None, context: Context) -> str:
    """The role of a quantity. `before`: the value before it in the line; `dated`: the year last named there.

    A baseline also takes the unit that it leaves out from the count before it.
    """
    if hit.named or (hit.chinese and hit.kind == "count" and hit.unit == "item" and _enumerates(hit)):
        return "enumeration"
    scene = Scene(text, hit, before.end if before else 0, context)
    if hit.kind == "date":
        return _role_of_date(hit, scene, context)
    if _is_baseline(scene):
        if before and hit.unit == "item" and before.kind == "count":
            hit.unit = before.unit
        return "baseline"
    return _role_of_value(hit, scene, text, dated, context)


def _enumerates(hit: Hit) -> bool:
    return hit.unit_raw is not None and hit.unit_raw[0] in ENUMERATING and (hit.high or hit.low or 0) <= FEW


def _is_baseline(scene: Scene) -> bool:
    if _any(scene.clause, "baseline", "clause"):
        return True
    return scene.near.endswith(CUES["baseline", "before"]) and any(word in scene.after for word in CHANGES)


def _role_of_date(hit: Hit, scene: Scene, context: Context) -> str:
    if hit.comparator == "by":
        past = (year_of(hit) or 9999) < (context.year or 0)
        if past and hit.side == "after":
            return "time_reference" if scene.near.endswith(AS_OF) else "limit"
        return "deadline"
    if hit.comparator == "since" and (scene.says("scope") or _any(scene.after, "scope", "clause")):
        return "limit"
    return "time_reference"


def _role_of_column(column: str, year: int | None) -> str | None:
    """What the head of a column makes of its values: an aim, or a value compared with; by its words, else by its year."""
    for role in ("target", "baseline"):
        if _any(column, role, "column"):
            return role
    named = COLUMN_YEAR.search(column)
    if named is None or year is None:
        return None
    return "target" if int(named.group(1)) > year else "baseline"


def _role_of_value(hit: Hit, scene: Scene, text: str, dated: int | None, context: Context) -> str:
    if context.column and (role := _role_of_column(context.column, context.year)):
        return role
    bounded, binds = hit.comparator in BOUNDS, hit.side in BINDING and hit.comparator in ("ge", "le", "lt")
    if hit.kind in PLANNED and scene.says("norm" if bounded else "standard"):
        return "standard"
    if hit.comparator in THRESHOLDS_BY and hit.kind in THRESHOLDS and scene.after.startswith(CUES["scope", "after"]):
        return "limit"
    if hit.kind in GIVEN and scene.says("funding" if hit.kind == "currency" else "grant") and not (binds and hit.kind != "currency"):
        return "funding"
    if hit.kind == "duration" and not bounded:
        return "standard" if scene.says("age") else "duration"
    if scene.says("rate") and not bounded:
        return "standard"
    past = scene.says("fact") or (dated is not None and dated < (context.year or 0))
    if not past and (speaks_of_goals(text, context) or scene.says("target")):
        return "limit" if binds and not speaks_of_goals(text, context) and not _any(scene.near, "target", "ahead") else "target"
    return "limit" if bounded and (binds or hit.side == "after") and not past else "count"
