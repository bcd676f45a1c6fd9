"""The record of a correction: a curated, reviewed mend of a source."""
from __future__ import annotations

from datetime import date
from typing import ClassVar

from schemas.base import IDENTIFIER, Spanned, column
from schemas.vocabulary import code


class Correction(Spanned):
    """A reviewed mend of one place in a source. The raw text is never edited: the mend shows in `text`, never in `raw_text`."""

    table = "corrections"
    title_zh, title_en = "更正", "Corrections"
    key = ("correction_id",)
    references: ClassVar[dict[str, str]] = {"source_id": "sources"}

    correction_id: str = column("更正编号", "Correction", "Stable identifier, derived from source, kind, excerpt and replacement (id scheme 1).", pattern=IDENTIFIER)
    kind: code("correction_kinds") = column("类别", "Kind", "How the excerpt is mended.", vocabulary="correction_kinds")  # type: ignore[valid-type]
    raw_excerpt: str = column("原文摘录", "Raw excerpt", "The words of the source that are mended, exactly.", min_length=1)
    replacement: str = column("更正为", "Replacement", "The words that stand in their place; empty where they are deleted, rows of a pipe table where one is rebuilt.")
    settles: tuple[code("rules"), ...] = column("解决的规则", "Settles", "Rules whose findings at this place the mend settles.", vocabulary="rules")  # type: ignore[valid-type]
    reason_zh: str = column("中文理由", "Reason (zh)", "Why it is mended so, in Chinese.", min_length=1)
    reason_en: str = column("英文理由", "Reason (en)", "Why it is mended so, in English.", min_length=1)
    citation: str = column("依据", "Citation", "What the mend rests on.", min_length=1)
    reviewed_by: str = column("审核人", "Reviewed by", "Who reviewed it.", min_length=1)
    reviewed: date = column("审核日期", "Reviewed", "The day on which it was reviewed.")
    records: tuple[str, ...] = column("涉及的记录", "Records touched", "Ids of the events, directives and tables that the mend touches.")
