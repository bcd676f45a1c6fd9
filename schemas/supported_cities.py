"""The record of a supported city: one that a programme named in a source chose."""
from __future__ import annotations

from typing import ClassVar

from schemas.base import IDENTIFIER, Spanned, column
from schemas.vocabulary import code

DIVISION = r"^[0-9]{6}$"


class SupportedCity(Spanned):
    """A city or district that a programme chose. The span is the place where the source speaks of the programme."""

    table = "supported_cities"
    title_zh, title_en = "入选城市", "Supported cities"
    key = ("supported_city_id",)
    references: ClassVar[dict[str, str]] = {"source_id": "sources", "event_id": "events"}

    supported_city_id: str = column("入选编号", "Supported city", "Stable identifier, derived from event, programme, year and division (id scheme 1).", pattern=IDENTIFIER)
    event_id: str = column("事件编号", "Event", "The event that speaks of the programme.")
    programme: code("programmes") = column("项目", "Programme", "The programme that chose the city.", vocabulary="programmes")  # type: ignore[valid-type]
    year: int = column("年份", "Year", "Year of the choice.", unit="year", ge=1900, le=2999)
    seq: int = column("序号", "Sequence", "Place in the published list, counted from 1.", ge=1)
    division_code: str = column("行政区划代码", "Division code", "Code of the division by GB/T 2260.", pattern=DIVISION)
    name_zh: str = column("名称", "Name (zh)", "Name in Chinese.", min_length=1)
    name_en: str = column("英文名称", "Name (en)", "Name in English.", min_length=1)
    level: code("division_levels") = column("级别", "Level", "Level of the division.", vocabulary="division_levels")  # type: ignore[valid-type]
    province_code: str = column("省级代码", "Province code", "Code of the province, region or municipality by GB/T 2260.", pattern=DIVISION)
    province_zh: str = column("省级名称", "Province (zh)", "Name of the province, region or municipality.", min_length=1)
    province_en: str = column("省级英文名称", "Province (en)", "Its name in English.", min_length=1)
    citation: str = column("依据", "Citation", "The published list.", min_length=1)
