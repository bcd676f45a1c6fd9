"""The record of a formulation: a wording (提法) of policy that analysts follow from text to text."""
from __future__ import annotations

from typing import ClassVar

from schemas.base import IDENTIFIER, Spanned, column
from schemas.vocabulary import code

DATE = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"
UNDATED = "none of its occurrences belongs to an event"


class Formulation(Spanned):
    """One formulation of a source, with all the wordings it was met in. Its span is that of its first occurrence."""

    table = "formulations"
    title_zh, title_en = "提法", "Formulations"
    key = ("formulation_id",)
    references: ClassVar[dict[str, str]] = {"source_id": "sources", "first_event_id": "events"}

    formulation_id: str = column("提法编号", "Formulation", "Stable identifier, derived from source and formulation (id scheme 1).", pattern=IDENTIFIER)
    formulation: str = column("提法", "Formulation (zh)", "The formulation in its canonical wording.", min_length=1)
    label_en: str | None = column("英文说法", "Formulation (en)", "What it is called in English.", null="it is not in the curated list", default=None)
    origin: code("formulation_origins") = column("由来", "Origin", "How it became one of the formulations.", vocabulary="formulation_origins")  # type: ignore[valid-type]
    family: str | None = column(
        "所属提法", "Family", "The parent formulation of which it is a form; the same for all forms of that parent.", null="it is a form of no other", default=None
    )
    variants: tuple[str, ...] = column("变体", "Variants", "The wordings met, quotation marks and blanks left out, in the order of their first occurrence.")
    n_occurrences: int = column("出现次数", "Occurrences", "Number of its occurrences in the source.", ge=1)
    n_events: int = column("事件数", "Events", "Number of events in which it occurs.", ge=0)
    first_event_id: str | None = column("首见事件", "First event", "The event of the earliest date in which it occurs.", null=UNDATED, default=None)
    first_date: str | None = column("首见日期", "First date", "Date of that event, as precise as the source.", null=UNDATED, default=None, pattern=DATE)
    last_date: str | None = column("末见日期", "Last date", "Latest date of an event in which it occurs.", null=UNDATED, default=None, pattern=DATE)
    note: str | None = column("说明", "Note", "What the curated list says of it, in Chinese.", null="the list says nothing of it", default=None)
