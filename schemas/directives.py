"""The record of a directive: one content statement of a policy document or meeting."""
from __future__ import annotations

from typing import ClassVar

from schemas.base import IDENTIFIER, Record, Spanned, column
from schemas.vocabulary import code


class TopicEvidence(Record):
    """The words that a topic was read from."""

    topic: code("topics") = column("主题", "Topic", "Code of the topic.", vocabulary="topics")  # type: ignore[valid-type]
    term: str = column("词语", "Term", "The words of the statement that name the topic.", min_length=1)
    char_start: int = column("起始字符", "Start", "Offset of the term in the decoded source.", unit="code point", ge=0)
    char_end: int = column("结束字符", "End", "Offset just past the term.", unit="code point", ge=0)


class Directive(Spanned):
    """One content statement line: a labelled item, bullet, numbered item or prose line."""

    table = "directives"
    title_zh, title_en = "条文", "Directives"
    key = ("directive_id",)
    references: ClassVar[dict[str, str]] = {"source_id": "sources", "event_id": "events"}

    directive_id: str = column("条文编号", "Directive", "Stable identifier, derived from event and raw statement (id scheme 1).", pattern=IDENTIFIER)
    event_id: str = column("事件编号", "Event", "The event that the statement belongs to.")
    seq: int = column("序号", "Sequence", "Place among the directives of its event, counted from 1.", ge=1)
    heading_path: tuple[str, ...] = column("小标题路径", "Heading path", "Texts of the headings it stands under, outermost first.")
    depth: int = column("层级", "Depth", "Number of headings it stands under.", ge=0)
    marker: str | None = column("列表符号", "Marker", "The list marker as written.", null="the line has no list marker", default=None)
    label: str | None = column("标签", "Label", "The short heading of the statement before its first colon.", null="the statement has no label", default=None)
    text: str = column("文本", "Text", "The statement cleaned: list marker, bold marks, stray brackets and outer blanks gone, corrections applied.")
    raw_text: str = column("原文", "Raw text", "The line as it stands in the source, without its line end.")
    function: code("functions") = column("功能", "Function", "What the statement does.", vocabulary="functions")  # type: ignore[valid-type]
    function_cue: str | None = column("功能线索", "Function cue", "The words that decided its function.", null="no words of its own decided", default=None)
    modality: code("modalities") = column("力度", "Modality", "The statement's strength, by its strongest cue.", vocabulary="modalities")  # type: ignore[valid-type]
    modality_cue: str | None = column("力度线索", "Modality cue", "The strongest cue as written.", null="the statement has no cue", default=None)
    modality_cue_start: int | None = column(
        "力度线索起", "Cue start", "Offset of the cue in the decoded source.", unit="code point", null="the statement has no cue", default=None, ge=0
    )
    modality_cue_end: int | None = column(
        "力度线索止", "Cue end", "Offset just past the cue.", unit="code point", null="the statement has no cue", default=None, ge=0
    )
    inherited_modality: code("modalities") | None = column(  # type: ignore[valid-type]
        "承接力度", "Inherited modality", "The strongest cue in its heading path.", vocabulary="modalities", null="no heading above it has a cue", default=None
    )
    topics: tuple[code("topics"), ...] = column("主题", "Topics", "Codes of the topics that the statement names.", vocabulary="topics")  # type: ignore[valid-type]
    topic_evidence: tuple[TopicEvidence, ...] = column("主题依据", "Topic evidence", "For each topic the words that name it and where they stand.")
    actors: tuple[code("issuers"), ...] = column("相关机构", "Actors", "Codes of the bodies named in the statement.", vocabulary="issuers")  # type: ignore[valid-type]
