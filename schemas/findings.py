"""The record of a finding: what is wrong or suspicious in a source."""
from __future__ import annotations

from typing import ClassVar, Literal

from schemas.base import IDENTIFIER, Spanned, column
from schemas.vocabulary import code

RECORD_TYPES = ("sources", "lines", "events", "directives", "metrics", "tables", "table_cells")


class Finding(Spanned):
    """Something wrong or suspicious in a source, found by a rule."""

    table = "findings"
    title_zh, title_en = "质量发现", "Findings"
    key = ("finding_id",)
    references: ClassVar[dict[str, str]] = {"source_id": "sources", "correction_id": "corrections"}

    finding_id: str = column("发现编号", "Finding", "Stable identifier, derived from rule, record and evidence (id scheme 1).", pattern=IDENTIFIER)
    rule: code("rules") = column("规则", "Rule", "The rule that made the finding.", vocabulary="rules")  # type: ignore[valid-type]
    severity: code("severities") = column("严重程度", "Severity", "How grave it is.", vocabulary="severities")  # type: ignore[valid-type]
    record_type: Literal[RECORD_TYPES] = column("记录类型", "Record type", "Table of the record that it is about.")  # type: ignore[valid-type]
    record_id: str = column("记录编号", "Record", "Key of that record; its parts are joined by / where the key has several.")
    message_zh: str = column("中文说明", "Message (zh)", "What is wrong, in Chinese.", min_length=1)
    message_en: str = column("英文说明", "Message (en)", "What is wrong, in English.", min_length=1)
    evidence: str = column("证据", "Evidence", "The words of the source that it rests on.")
    status: code("finding_statuses") = column("状态", "Status", "Whether it is open, corrected or accepted.", vocabulary="finding_statuses")  # type: ignore[valid-type]
    correction_id: str | None = column("更正编号", "Correction", "The correction that settles it.", null="no correction settles it", default=None)
