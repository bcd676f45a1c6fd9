"""The record of a line: the account of every character of a source."""
from __future__ import annotations

from typing import ClassVar

from schemas.base import Spanned, column
from schemas.vocabulary import code


class Line(Spanned):
    """One line of a source. Spans and line ends together give back the source character for character."""

    table = "lines"
    title_zh, title_en = "行", "Lines"
    key = ("source_id", "line_start")
    references: ClassVar[dict[str, str]] = {"source_id": "sources", "event_id": "events"}

    kind: code("line_kinds") = column("类别", "Kind", "What the line is.", vocabulary="line_kinds")  # type: ignore[valid-type]
    raw_text: str = column("原文", "Raw text", "The line as it stands in the source, without its line end.")
    text: str = column("文本", "Text", "The line cleaned: list marker, bold marks, stray brackets and outer blanks gone, corrections applied.")
    event_id: str | None = column("事件编号", "Event", "The event that the line belongs to.", null="the line stands outside every event", default=None)
