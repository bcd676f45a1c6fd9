"""The record of an official document: the real document or meeting behind an event of a source."""
from __future__ import annotations

from datetime import date
from typing import ClassVar

from schemas.base import IDENTIFIER, Record, Spanned, column
from schemas.vocabulary import code

FIELDS = r"^[a-z_]+$"


class Evidence(Record):
    """What one statement about the world rests on."""

    fact: str = column("事实", "Fact", "The fact that it speaks for.", min_length=1)
    source: str = column("出处", "Source", "Address or description of the source; says so where it is general knowledge alone.", min_length=1)
    says: str | None = column("内容", "Says", "What the source says, in other words.", null="general knowledge, or nothing is noted", default=None)
    strength: code("strengths") = column("依据强度", "Strength", "How strong the evidence is.", vocabulary="strengths")  # type: ignore[valid-type]


class Recalled(Record):
    """A value known from general knowledge alone: not a fact of this dataset until someone has found it."""

    field: str = column("字段", "Field", "The column that the value would belong to.", pattern=FIELDS)
    value: str = column("值", "Value", "The value as recalled, unverified.", min_length=1)


class OfficialDocument(Spanned):
    """The real document or meeting behind an event, with the evidence for it. A disagreement is a finding and changes no event."""

    table = "official_documents"
    title_zh, title_en = "官方文件", "Official documents"
    key = ("official_document_id",)
    references: ClassVar[dict[str, str]] = {"source_id": "sources", "event_id": "events"}

    official_document_id: str = column("官方文件编号", "Official document", "Stable identifier, derived from its event (id scheme 1).", pattern=IDENTIFIER)
    event_id: str = column("事件编号", "Event", "The event of the source that it stands behind.")
    identification: code("identifications") = column("认定", "Identification", "How surely it is known which document or meeting is meant.", vocabulary="identifications")  # type: ignore[valid-type]
    kind: code("event_kinds") = column("类别", "Kind", "Whether it is a document, a meeting, or both.", vocabulary="event_kinds")  # type: ignore[valid-type]
    title: str | None = column("官方标题", "Official title", "Title of the document or meeting as published.", null="none was found", default=None)
    english_title: str | None = column("英文标题", "English title", "The title in English, translated for this dataset.", null="none was found", default=None)
    document_number: str | None = column("文号", "Document number", "Number of the document, such as 国办发〔2020〕23号.", null="not found, or it has none", default=None)
    issuers: tuple[code("issuers"), ...] = column("发布机构代码", "Issuers", "Codes of the bodies that issued it or held the meeting; empty where not evidenced.", vocabulary="issuers")  # type: ignore[valid-type]
    official_date: str | None = column(
        "官方日期", "Official date", "Year and month of issue or of the meeting in ISO 8601.", null="none was found", default=None, pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])$"
    )
    date_signed: date | None = column("成文日期", "Signed", "Day on which it was signed or adopted.", null="not found", default=None)
    date_held_start: date | None = column("会议开始", "Held from", "First day of the meeting.", null="no meeting, or not found", default=None)
    date_held_end: date | None = column("会议结束", "Held to", "Last day of the meeting.", null="no meeting, or not found", default=None)
    date_published: date | None = column("公布日期", "Published", "Day on which it was published.", null="not found", default=None)
    address: str | None = column("网址", "Address", "Address of the official text.", null="not found", default=None)
    date_agrees: bool | None = column("日期相符", "Date agrees", "Whether the source's date is the official one.", null="cannot be told", default=None)
    title_agrees: bool = column("标题相符", "Title agrees", "Whether the source's title names it rightly.")
    strength: code("strengths") = column("依据强度", "Strength", "Strength of the evidence for the date.", vocabulary="strengths")  # type: ignore[valid-type]
    note: str | None = column("备注", "Note", "What else is to know.", null="nothing is noted", default=None)
    inferred: tuple[str, ...] = column("推断字段", "Inferred", "Columns whose value was inferred from evidence and is not stated by it.")
    recalled: tuple[Recalled, ...] = column("未核实的值", "Recalled, unverified", "Values known from general knowledge alone. They stand here and in no other column.")
    evidence: tuple[Evidence, ...] = column("依据", "Evidence", "What all this rests on.")
