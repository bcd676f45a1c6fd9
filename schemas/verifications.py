"""The record of a verification: a statement of a source checked against the official text."""
from __future__ import annotations

from typing import ClassVar

from schemas.base import IDENTIFIER, Spanned, column
from schemas.official_documents import Evidence
from schemas.vocabulary import code


class Verification(Spanned):
    """A checked statement of a source, at its exact words. A disagreement is a finding and never changes the source's text."""

    table = "verifications"
    title_zh, title_en = "核对", "Verifications"
    key = ("verification_id",)
    references: ClassVar[dict[str, str]] = {"source_id": "sources", "event_id": "events", "directive_id": "directives", "table_id": "tables", "metric_id": "metrics"}

    verification_id: str = column("核对编号", "Verification", "Stable identifier, derived from event, statement, quotation and what was checked (id scheme 1).", pattern=IDENTIFIER)
    event_id: str = column("事件编号", "Event", "The event that states it.")
    directive_id: str | None = column("条文编号", "Directive", "The directive that states it.", null="a title, heading or table states it", default=None)
    table_id: str | None = column("表格编号", "Table", "The table that states it.", null="no table states it", default=None)
    metric_id: str | None = column("数量编号", "Metric", "The quantity that was checked.", null="the quotation holds no quantity", default=None)
    quote: str = column("引文", "Quotation", "The words that were checked, exactly.", min_length=1)
    measure: str = column("核对内容", "Measure", "What was checked.", min_length=1)
    stated_value: str | None = column("来源所写", "Stated value", "The value that the source states.", null="no value was checked", default=None)
    official_value: str | None = column("官方数值", "Official value", "The value of the official text.", null="no value was checked, or none was found", default=None)
    official_says: str = column("官方文本", "Official text", "What the official text says of it.", min_length=1)
    verdict: code("verdicts") = column("结论", "Verdict", "Whether the official text agrees.", vocabulary="verdicts")  # type: ignore[valid-type]
    strength: code("strengths") = column("依据强度", "Strength", "Strength of the evidence.", vocabulary="strengths")  # type: ignore[valid-type]
    note: str | None = column("备注", "Note", "What else is to know.", null="nothing is noted", default=None)
    evidence: tuple[Evidence, ...] = column("依据", "Evidence", "What the verdict rests on.")
