"""Roles: what a quantity does in the policy, from its kind, its bound and the cue words around it (role_cues.csv)."""
from __future__ import annotations

from collections import defaultdict
from functools import lru_cache

from flows.reading.quantities.bounds import BREAKS
from flows.reading.quantities.dates import year_of
from flows.reading.quantities.deadlines import speaks_of_goals
from flows.reading.quantities.lexicon import rows
from flows.reading.quantities.model import Context, Hit
from flows.reading.quantities.numerals import BLANK_CHARS

BEFORE, AFTER, LABEL = 40, 16, 20  # characters that are looked at
BOUNDS = frozenset(("ge", "gt", "le", "lt"))
FEW = 20  # a Chinese numeral up to this with a classifier enumerates: 两个…领域
ENUMERATING = frozenset("个项类种条方级点")
SPANS = frozenset(("duration", "length", "population", "area"))
CHANGES = ("提高", "增加", "降", "延长", "调整", "逐步", "上升", "缩短", "下调", "上调", "增长", "扩大", "减", "压")


def _cues() -> dict[tuple[str, str], tuple[str, ...]]:
    cues: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in rows("role_cues"):
        cues[row["role"], row["where"]].append(row["cue"])
    return {key: tuple(words) for key, words in cues.items()}


CUES = _cues()


class Scene:
    """The text around a quantity, cut once: label, clause before, what follows, headings."""

    def __init__(self, text: str, hit: Hit, before: Hit | None, context: Context) -> None:
        floor = before.end if before else 0
        self.near = text[max(0, hit.start - BEFORE) : hit.start].rstrip(BLANK_CHARS + "“‘(（")
        self.clause = BREAKS.split(text[max(floor, hit.start - BEFORE) : hit.start])[-1]
        self.after = text[hit.end : hit.end + AFTER].lstrip(BLANK_CHARS + "”’")
        self.label = BREAKS.split(text[:LABEL])[0]
        self.headings = context.headings

    def says(self, role: str) -> bool:
        """Whether a cue of that role stands where it must."""
        return (
            self.near.endswith(CUES.get((role, "before"), ()))
            or self._starts(role)
            or _any(self.clause, role, "clause")
            or _any(self.near + self.after, role, "any")
            or _any(self.label, role, "label")
            or any(_any(heading, role, "heading") or _any(heading, role, "any") for heading in self.headings)
        )

    def _starts(self, role: str) -> bool:
        words = CUES.get((role, "after"), ())
        return any(word in self.after[: len(word) + 4] for word in words)


@lru_cache(maxsize=8192)
def _any(text: str, role: str, where: str) -> bool:
    return any(word in text for word in CUES.get((role, where), ()))


def role_of(text: str, hit: Hit, before: Hit | None, context: Context) -> str:
    """The role of a quantity; a baseline also takes the unit that it leaves out from the count before it."""
    if hit.named or hit.chinese and hit.kind == "count" and hit.unit == "item" and _enumerates(hit):
        return "enumeration"
    scene = Scene(text, hit, before, context)
    if hit.kind == "date":
        return _role_of_date(hit, scene, context)
    if _is_baseline(scene):
        if before and hit.unit == "item" and before.kind == "count":
            hit.unit = before.unit
        return "baseline"
    if hit.comparator not in BOUNDS and hit.kind in SPANS and scene.says("standard"):
        return "standard"
    if hit.kind == "currency":
        return _role_of_money(hit, scene, text, context)
    if hit.kind == "duration":
        return "limit" if hit.comparator in BOUNDS else "duration"
    return _role_of_value(hit, scene, text, context)


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
            return "time_reference" if scene.near.endswith(("截至", "截止", "截止到", "截至到")) else "limit"
        return "deadline"
    if hit.comparator == "since" and (scene.says("scope") or _any(scene.after, "scope", "clause")):
        return "limit"
    return "time_reference"


def _role_of_money(hit: Hit, scene: Scene, text: str, context: Context) -> str:
    if hit.comparator in BOUNDS and scene.says("scope"):
        return "limit"
    if scene.says("funding"):
        return "funding"
    return _role_of_value(hit, scene, text, context)


def _role_of_value(hit: Hit, scene: Scene, text: str, context: Context) -> str:
    if not scene.says("fact") and (speaks_of_goals(text, context) or scene.says("target") and hit.kind != "count"):
        return "target"
    return "limit" if hit.comparator in BOUNDS else "count"
