"""A clean source, and what the rules find in a text."""

from __future__ import annotations

from typing import Any

from flows.checking.findings import find_findings
from flows.reading.reader import read_text
from schemas import Finding
from schemas.base import columns_of

SOURCE = "parks"
CLEAN = """2021
2021年3月
国务院办公厅《关于加强城市公园建设管理的指导意见》
各地要重点做好以下三项工作：
1. 科学编制公园体系规划，明确建设时序。
2. 加快建设社区公园，方便居民日常休憩。
3. 完善公园管护制度，落实养护责任。
资金保障：各地统筹安排财政资金，支持公园建设。
公园分为以下两类：
| 类别 | 建设要求 |
|---|---|
| 综合公园 | 面积不小于十公顷，设施齐全。 |
| 社区公园 | 就近服务居民，步行可达。 |
2022
2022年6月
教育部《关于扩大普惠性托育服务供给的通知》
服务对象：三岁以下婴幼儿及其家庭，优先照顾双职工家庭。
工作要求：各地教育部门会同有关方面完善标准，加强监管。
2023
2023年9月15日
国务院常务会议
会议强调，要持续优化营商环境，激发民间投资活力。
会议要求，有关部门抓紧制定配套措施，确保政策落地见效。
2023年11月
财政部《关于支持农村公路养护的意见》
养护资金：中央财政安排奖补资金，地方财政足额配套。
养护责任：县级政府承担主体责任，乡镇做好日常巡查。
"""

Found = dict[str, Any]


def findings(text: str, **more: Any) -> list[Found]:
    """The findings of a text, by column name; `more` are rows of the official record."""
    rows = read_text(SOURCE, text) | more
    return [dict(zip(columns_of(Finding), row, strict=True)) for row in find_findings(SOURCE, text, rows)]


def defects(text: str) -> list[Found]:
    """The findings of a text but for records that a count was checked."""
    return [found for found in findings(text) if found["rule"] != "count_agrees"]
