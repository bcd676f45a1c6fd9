"""The record of a metric: one quantity stated in the text."""
from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import StringConstraints

from schemas.base import IDENTIFIER, Spanned, column
from schemas.vocabulary import code, vocabulary

UNIT = "(" + "|".join(vocabulary("units")) + ")"
Unit = Annotated[str, StringConstraints(pattern=f"^{UNIT}(/{UNIT})*$")]
DATE = r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"


class Metric(Spanned):
    """One quantity stated in a title, heading, directive or table cell. Its span is the tight quantity, `raw`."""

    table = "metrics"
    title_zh, title_en = "数量", "Metrics"
    key = ("metric_id",)
    references: ClassVar[dict[str, str]] = {"source_id": "sources", "event_id": "events", "directive_id": "directives", "table_id": "tables"}

    metric_id: str = column("数量编号", "Metric", "Stable identifier, derived from its parent and raw text (id scheme 1).", pattern=IDENTIFIER)
    event_id: str = column("事件编号", "Event", "The event that states the quantity.")
    directive_id: str | None = column("条文编号", "Directive", "The directive that states it.", null="a title, heading or table cell states it", default=None)
    table_id: str | None = column("表格编号", "Table", "The table that states it.", null="no table states it", default=None)
    row_index: int | None = column("行序", "Row", "The table's body row that states it, counted from 0.", null="no table cell states it", default=None, ge=0)
    column_index: int | None = column("列序", "Column", "The table's column that states it, counted from 0.", null="no table cell states it", default=None, ge=0)
    raw: str = column("原文", "Raw", "The quantity as written: number with unit or classifier, without its comparator word.", min_length=1)
    quantity_kind: code("quantity_kinds") = column("量类", "Quantity kind", "What kind of quantity it is.", vocabulary="quantity_kinds")  # type: ignore[valid-type]
    value_min: float | None = column(
        "最小值", "Minimum", "Lowest value, in `unit`: 万 and 亿 multiplied out, percentages as 0 to 100, a∶b as a/b.", null="a date, or the bound is open below", default=None
    )
    value_max: float | None = column(
        "最大值", "Maximum", "Highest value, in `unit`; equal to the minimum where there is one value.", null="a date, or the bound is open above", default=None
    )
    unit: Unit | None = column("单位", "Unit", "Unit of the values; codes of the vocabulary, joined by / where one is per another.", vocabulary="units", null="a date", default=None)
    unit_raw: str | None = column("原单位", "Unit as written", "The unit as written in the text.", null="no unit is written", default=None)
    date_value: str | None = column(
        "日期值", "Date", "The date in ISO 8601, as precise as the text, or an interval.", null="not a date", default=None, pattern=f"^{DATE}(/{DATE})?$"
    )
    comparator: code("comparators") = column("比较", "Comparator", "How the quantity relates to the value.", vocabulary="comparators")  # type: ignore[valid-type]
    role: code("metric_roles") = column("作用", "Role", "What the quantity does in the policy.", vocabulary="metric_roles")  # type: ignore[valid-type]
    subject: str | None = column("度量对象", "Subject", "The words that say what is measured.", null="the text does not say", default=None)
    qualifier: str | None = column("限定", "Qualifier", "The region or group that the quantity holds for.", null="it is not limited", default=None)
    hedge: str | None = column("弱化语", "Hedge", "The words that weaken it (原则上, 力争).", null="nothing weakens it", default=None)
    deadline: str | None = column(
        "完成期限", "Deadline", "The date by which the value is to be met, in ISO 8601.", null="no date is stated", default=None, pattern=f"^{DATE}(/{DATE})?$"
    )
