"""The record of an event: a policy document issued or a meeting held."""
from __future__ import annotations

from typing import ClassVar

from schemas.base import IDENTIFIER, Spanned, column
from schemas.vocabulary import code

UNLISTED = "unlisted"
"""The code of an issuing body that the vocabulary does not hold; its name stands as written, and a finding says so."""


class Event(Spanned):
    """One date heading and all that follows it: a policy document issued or a meeting held."""

    table = "events"
    title_zh, title_en = "事件", "Events"
    key = ("event_id",)
    references: ClassVar[dict[str, str]] = {"source_id": "sources"}

    event_id: str = column("事件编号", "Event", "Stable identifier, derived from source, date and raw title (id scheme 1).", pattern=IDENTIFIER)
    date: str = column(
        "日期", "Date", "Date of the event in ISO 8601, as precise as the source states it.", pattern=r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"
    )
    year: int = column("年", "Year", "Year of the event.", unit="year", ge=1900, le=2999)
    month: int | None = column("月", "Month", "Month of the event.", null="the source states the year alone", default=None, ge=1, le=12)
    day: int | None = column("日", "Day", "Day of the month.", null="the source states no day", default=None, ge=1, le=31)
    date_precision: code("date_precisions") = column("日期精度", "Precision", "How precisely the source states the date.", vocabulary="date_precisions")  # type: ignore[valid-type]
    raw_title: str = column("原标题", "Raw title", "The title line as it stands; empty where the date heading has none.")
    title: str = column("标题", "Title", "The title line cleaned, corrections applied.")
    document_titles: tuple[str, ...] = column("文件名称", "Document titles", "Each 《…》 of the title line, without the outer brackets.")
    kind: code("event_kinds") = column("类别", "Kind", "Whether a document was issued or a meeting held.", vocabulary="event_kinds")  # type: ignore[valid-type]
    instrument: code("instruments") = column("文种", "Instrument", "The genre that the document's title ends in.", vocabulary="instruments")  # type: ignore[valid-type]
    issuers: tuple[code("issuers"), ...] = column(  # type: ignore[valid-type]
        "发布机构代码", "Issuers", "Codes of the issuing bodies, in the order named; unlisted for a body outside the vocabulary.", vocabulary="issuers"
    )
    issuer_names: tuple[str, ...] = column("发布机构", "Issuer names", "Names of the issuing bodies in full, in the order of issuers.")
    joint_issuer_count: int | None = column(
        "联合发文机构数", "Joint issuers", "How many bodies the title says issued it (等13部门).", unit="body", null="the title states no number", default=None, ge=1
    )
    n_directives: int = column("条文数", "Directives", "Number of directives of the event.", unit="record", ge=0)
    n_metrics: int = column("数量数", "Metrics", "Number of metrics of the event.", unit="record", ge=0)
    n_tables: int = column("表格数", "Tables", "Number of tables of the event.", unit="record", ge=0)
