"""Roles: what a quantity does in the policy, from its kind, its bound and the cue words around it (role_cues.csv).

The order of the rules is the reading: the name of an enumeration, a date, a past value compared with, a planning standard,
a threshold to qualify, money given, an aim, a binding limit, and else a fact of size.
"""
from __future__ import annotations

import re
from functools import lru_cache

from flows.reading.quantities.dates import year_of
from flows.reading.quantities.model import Context, Hit
from flows.reading.quantities.scene import CUES, GOALS, ROLES, SAYS, Scene

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
NORM, STANDARD, FUNDING, GRANT = ROLES["norm"], ROLES["standard"], ROLES["funding"], ROLES["grant"]
AGE, RATE, FACT, TARGET, SCOPE = ROLES["age"], ROLES["rate"], ROLES["fact"], ROLES["target"], ROLES["scope"]
COMPARED, SET_OFF = SAYS["baseline", "clause"], SAYS["baseline", "before"]
AIMED = SAYS["target", "ahead"]
BINDING_CODES = frozenset(("ge", "le", "lt"))
BINDING = frozenset(("before", "far"))  # sides of the words that bind; those after a number (以上) may only measure


def role_of_value(hit: Hit, scene: Scene, before: Hit | None, dated: int | None, context: Context) -> str:
    """The role of a value. `before`: the value before it in the line; `dated`: the year last named there.

    A baseline also takes the unit that it leaves out from the count before it.
    """
    if hit.chinese and hit.kind == "count" and hit.unit == "item" and _enumerates(hit):
        return "enumeration"
    if _is_baseline(scene):
        if before and hit.unit == "item" and before.kind == "count":
            hit.unit = before.unit
        return "baseline"
    return _role_of_value(hit, scene, dated, context)


def role_of_date(text: str, hit: Hit, before: Hit | None, context: Context, line: int) -> str:
    """The role of a date; `line`: what its line says."""
    if hit.comparator == "by":
        past = (year_of(hit) or 9999) < (context.year or 0)
        if past and hit.side == "after":
            return "time_reference" if Scene(text, hit, before, line).near.endswith(AS_OF) else "limit"
        return "deadline"
    if hit.comparator == "since":
        scene = Scene(text, hit, before, line)
        if scene.said & SCOPE or any(cue in scene.tail for cue in CUES["scope", "clause"]):
            return "limit"
    return "time_reference"


def _enumerates(hit: Hit) -> bool:
    return hit.unit_raw is not None and hit.unit_raw[0] in ENUMERATING and (hit.high or hit.low or 0) <= FEW


def _is_baseline(scene: Scene) -> bool:
    if scene.said & COMPARED:
        return True
    return scene.said & SET_OFF != 0 and any(word in scene.tail for word in CHANGES)


@lru_cache(maxsize=1024)
def _role_of_column(column: str, year: int | None) -> str | None:
    """What the head of a column makes of its values: an aim, or a value compared with; by its words, else by its year."""
    for role in ("target", "baseline"):
        if any(cue in column for cue in CUES[role, "column"]):
            return role
    named = COLUMN_YEAR.search(column)
    if named is None or year is None:
        return None
    return "target" if int(named.group(1)) > year else "baseline"


def _role_of_value(hit: Hit, scene: Scene, dated: int | None, context: Context) -> str:
    if context.column and (role := _role_of_column(context.column, context.year)):
        return role
    kind, comparator, said = hit.kind, hit.comparator, scene.said
    bounded, binds = comparator in BOUNDS, hit.side in BINDING and comparator in BINDING_CODES
    if kind in PLANNED and said & (NORM if bounded else STANDARD):
        return "standard"
    if comparator in THRESHOLDS_BY and kind in THRESHOLDS and scene.tail.startswith(CUES["scope", "after"]):
        return "limit"
    if kind in GIVEN and said & (FUNDING if kind == "currency" else GRANT) and not (binds and kind != "currency"):
        return "funding"
    if kind == "duration" and not bounded:
        return "standard" if said & AGE else "duration"
    if said & RATE and not bounded:
        return "standard"
    past = said & FACT or (dated is not None and dated < (context.year or 0))
    goals = said & GOALS
    if not past and (goals or said & TARGET):
        return "limit" if binds and not goals and not said & AIMED else "target"
    return "limit" if bounded and (binds or hit.side == "after") and not past else "count"
