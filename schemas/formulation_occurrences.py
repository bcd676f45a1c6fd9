"""The record of a formulation's occurrence: one place at which a source uses it."""
from __future__ import annotations

from typing import ClassVar

from schemas.base import IDENTIFIER, Spanned, column
from schemas.formulations import DATE
from schemas.vocabulary import code


class FormulationOccurrence(Spanned):
    """One occurrence of a formulation. Its span is exactly the words; occurrences of different formulations may overlap."""

    table = "formulation_occurrences"
    title_zh, title_en = "提法出现", "Formulation occurrences"
    key = ("occurrence_id",)
    references: ClassVar[dict[str, str]] = {
        "source_id": "sources",
        "formulation_id": "formulations",
        "event_id": "events",
        "directive_id": "directives",
    }

    occurrence_id: str = column("出现编号", "Occurrence", "Stable identifier, derived from formulation, place and raw text (id scheme 1).", pattern=IDENTIFIER)
    formulation_id: str = column("提法编号", "Formulation", "The formulation that occurs.")
    event_id: str | None = column("事件编号", "Event", "The event in which it occurs.", null="the line belongs to no event", default=None)
    directive_id: str | None = column("条文编号", "Directive", "The directive in which it occurs.", null="a title, heading or table cell uses it, or no event does", default=None)
    date: str | None = column("日期", "Date", "Date of the event, as precise as the source.", null="the line belongs to no event", default=None, pattern=DATE)
    raw: str = column("原文", "Raw", "The words as they stand in the source.", min_length=1)
    variant: str = column("措辞", "Variant", "The wording, quotation marks, bold marks and blanks left out and width made even.", min_length=1)
    quoted: bool = column("加引号", "Quoted", "Whether it stands within quotation marks or in the name of a document (「」“”‘’《》).")
    intensity: code("intensities") | None = column(  # type: ignore[valid-type]
        "强度", "Intensity", "The word of intensity with which the action is put.", vocabulary="intensities", null="the formulation is none of an action", default=None
    )
