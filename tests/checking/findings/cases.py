"""Planted defects: what is replaced in the clean source, by what, which rules must find it, and the words that the first stands on."""

from __future__ import annotations

from typing import NamedTuple


class Case(NamedTuple):
    """A defect: the rules that must find it and no others do, the words replaced, the words planted, the evidence of the first rule."""

    rules: tuple[str, ...]
    old: str
    new: str
    evidence: str


LAST = "养护责任：县级政府承担主体责任，乡镇做好日常巡查。\n"
ROADS = "财政部《关于支持农村公路养护的意见》\n"
MEETING = "国务院常务会议\n"
TOYS = "工作要求：各地教育部门会同有关方面完善标准，加强监管。\n"
CHECKED = ("会议强调，要持续优化营商环境，激发民间投资活力。\n", "会议要求，有关部门抓紧制定配套措施，确保政策落地见效。\n")
EMPTY = "2023年12月\n民政部《关于推进殡葬服务的意见》\n"
TABLE = "| 类别 | 建设要求 |\n|---|---|\n"

CASES: tuple[Case, ...] = (
    Case(("unparsed_line",), "2021\n2021年", "编者按语一则\n2021\n2021年", "编者按语一则"),
    Case(("garbled_characters",), "落实养护责任", "落实养护\ufffd\ufffd责任", "\ufffd\ufffd"),
    Case(("event_without_title",), LAST, LAST + "2023年12月\n", "2023年12月"),
    Case(("event_without_content",), LAST, LAST + EMPTY, "民政部《关于推进殡葬服务的意见》"),
    Case(("year_conflict",), "2022\n2022年6月", "2021\n2022年6月", "2022年6月"),
    Case(("date_out_of_order",), LAST, LAST + "2021\n2021年1月\n民政部《关于推进殡葬服务的意见》\n服务内容：免除基本服务费用。\n", "2021年1月"),
    Case(("same_date_many_events",), "2023年11月", "2023年9月15日", "2023年9月15日"),
    Case(("same_title_many_events",), LAST, LAST + "2023年12月\n" + MEETING + "会议部署春耕生产。\n", "国务院常务会议"),
    Case(("duplicate_event", "same_date_many_events"), "2023年11月", "2023年9月15日\n" + MEETING + "会议部署春耕生产。\n2023年11月", "国务院常务会议"),
    Case(("same_document_two_events",) * 2, LAST, LAST + "2023年12月\n" + ROADS + "保障措施：各地加强督导，按季通报。\n", ROADS.strip()),
    Case(("title_without_brackets",), "《关于支持农村公路养护的意见》", "关于支持农村公路养护的意见", "关于支持农村公路养护的意见"),
    Case(("merged_title", "title_without_brackets"), "《关于支持农村公路养护的意见》", "关于支持农村公路养护的意见农村公路工作现场会", "农村公路工作现场会"),
    Case(("garbled_title",), "养护的意见》", "养护的意见》公路沿线绿化", "公路沿线绿化"),
    Case(("instrument_conflict",), "养护的意见》", "养护的意见》实施方案", "实施方案"),
    Case(("title_as_sentence",), "财政部《", "财政部发布了《", "发布了"),
    Case(("meeting_and_document_in_one_title",), MEETING, "国务院常务会议《关于优化营商环境的意见》\n", "国务院常务会议《关于优化营商环境的意见》"),
    Case(("unlisted_issuer",), "财政部《", "青山县公路局《", "青山县公路局"),
    Case(("missing_issuer",), "财政部《", "《", "《关于支持农村公路养护的意见》"),
    Case(("issuer_conflict",), "《关于支持农村公路", "《国务院关于支持农村公路", "财政部"),
    Case(("short_name",), "财政部《", "住建部《", "住建部"),
    Case(
        ("inconsistent_name",),
        LAST,
        LAST + "2024\n2024年4月\n中共中央政治局会议\n会议部署经济工作。\n2024年7月\n中央政治局会议\n会议部署抢险救灾。\n",
        "中央政治局会议",
    ),
    Case(("missing_separator",), "财政部《", "财政部教育部《", "财政部教育部"),
    Case(("undefined_short_title",), "养护资金：中央", "养护资金：《办法》明确，中央", "《办法》"),
    Case(("missing_document_title", "undefined_short_title"), "会议强调，要", "会议强调，按照《决定》要", "国务院常务会议"),
    Case(("leftover_markup",), "中央财政安排奖补资金", "中央财政安排**奖补资金**", "**奖补资金**"),
    Case(("leftover_markup",), "中央财政安排奖补资金", "中央财政<br/>安排奖补资金", "<br/>"),
    Case(("leftover_markup",), "2021\n2021年3月", "**2021**\n2021年3月", "**2021**"),
    Case(("stray_markup",), "加强监管。\n", "加强监管**。\n", "**"),
    Case(("unbalanced_bracket",), "会议要求，有关", "《会议要求，有关", "《"),
    Case(("stray_punctuation",), "支持公园建设。\n", "支持公园建设 .\n", " ."),
    Case(("stray_punctuation",), "支持公园建设。\n", "支持公园建设。。\n", "。。"),
    Case(("stray_blank",), "地方财政足额配套", "地方财政配套 30亿元以内", "套 30亿"),
    Case(("remark_after_full_stop",), "乡镇做好日常巡查。", "乡镇做好日常巡查。（这是编者最看重的一点）", "（这是编者最看重的一点）"),
    Case(("truncated_word",), "养护责任：县级", "标导向：县级", "标导向"),
    Case(("inconsistent_punctuation",), "方便居民日常", "方便居民,日常", "园，方便居民,日常休憩。"),
    Case(("inconsistent_term",), LAST, LAST + "养护理念：坚持“建管养”并重。\n养护办法：落实“建、管、养”要求。\n养护格局：形成“建管养”合力。\n", "建、管、养"),
    Case(("numbering_restarted",), "3. 完善", "1. 完善", "1. 完善公园管护制度，落实养护责任。"),
    Case(("numbering_gap",), "3. 完善", "5. 完善", "5. 完善公园管护制度，落实养护责任。"),
    Case(("numbering_repeated",), "3. 完善", "2. 完善", "2. 完善公园管护制度，落实养护责任。"),
    Case(("numbering_out_of_order",), LAST, LAST + "一、夯实养护基础。\n二、健全养护队伍。\n三、强化养护督导。\n二、完善养护技术。\n", "二、完善养护技术。"),
    Case(("numbering_without_first",), "工作要求：", "② 工作要求：", "② " + TOYS.strip()),
    Case(
        ("missing_marker", "numbering_without_first"),
        TOYS,
        "服务供给体系建设\n- 扩大社区托位，方便家庭就近送托。\n② 服务监管体系建设\n- 完善日常巡查，保障婴幼儿安全。\n",
        "服务供给体系建设",
    ),
    Case(("flattened_levels",), LAST, "- 养护责任：责任分为以下方面：\n- 县级政府承担主体责任。\n- 乡镇做好日常巡查。\n", "- 养护责任：责任分为以下方面："),
    Case(("unmarked_list_items",), CHECKED[0], "会议提出：\n" + CHECKED[0], "会议提出："),
    Case(("intro_without_items",), LAST, LAST + "下一步将做好以下工作：\n", "下一步将做好以下工作："),
    Case(("prose_as_heading",), LAST, "公路养护要健全长效机制。\n- 县级政府承担主体责任。\n- 乡镇做好日常巡查。\n", "公路养护要健全长效机制。"),
    Case(
        ("unterminated_items",), LAST, "养护内容包括：\n- 路面养护和清扫\n- 桥梁隧道检测\n- 沿线绿化管理\n", "- 路面养护和清扫\n- 桥梁隧道检测\n- 沿线绿化管理"
    ),
    Case(("end_of_list_punctuation",), LAST, "养护内容包括：\n- 修补坑槽，保持路面平整；\n- 检测桥梁，排查安全隐患；\n- 管护绿化，改善沿线环境；\n", "；"),
    Case(
        ("item_order_suspect", "end_of_list_punctuation"),
        LAST,
        "养护内容包括：\n- 修补坑槽，保持路面平整；\n- 检测桥梁，排查安全隐患。\n- 疏通边沟，防止积水漫路；\n- 管护绿化，改善沿线环境；\n",
        "- 检测桥梁，排查安全隐患。",
    ),
    Case(("count_mismatch",), "以下三项工作", "以下五项工作", "五项"),
    Case(("partial_list",), "三岁以下婴幼儿及其家庭", "在北京市、上海市、重庆市等12个城市试点", "12个城市"),
    Case(("enumeration_not_listed",), "加强监管。\n", "加强监管，落实“六保”任务。\n", "六保"),
    Case(
        ("intro_items_mismatch",),
        LAST,
        "推行“小规模、渐进式、低影响”的养护方式：\n- 机械作业：推广养护机械设备。\n- 应急抢通：储备抢险物资。\n- 智慧巡检：应用无人机巡查。\n",
        "“小规模、渐进式、低影响”",
    ),
    Case(
        ("missing_enumeration_member",),
        LAST,
        "奖补标准如下：\n- 东部地区：按里程定额奖补。\n- 西部地区：按里程加倍奖补。\n",
        "- 东部地区：按里程定额奖补。\n- 西部地区：按里程加倍奖补。",
    ),
    Case(("table_without_rule",), "|---|---|\n", "", "| 类别 | 建设要求 |"),
    Case(("table_without_caption",), "公园分为以下两类：\n", "", "| 类别 | 建设要求 |"),
    Case(
        ("table_without_rows", "count_mismatch"),
        "| 综合公园 | 面积不小于十公顷，设施齐全。 |\n| 社区公园 | 就近服务居民，步行可达。 |\n",
        "",
        "| 类别 | 建设要求 |",
    ),
    Case(("ragged_table",), "| 社区公园 | 就近", "| 社区公园 | 必备 | 就近", "| 社区公园 | 必备 | 就近服务居民，步行可达。 |"),
    Case(
        ("ordinal_in_cell",),
        "| 综合公园 | 面积不小于十公顷，设施齐全。 |\n| 社区公园",
        "| 一、综合公园 | 面积不小于十公顷，设施齐全。 |\n| 二、社区公园",
        "一、综合公园",
    ),
    Case(
        ("collapsed_table",),
        LAST,
        LAST + "项目本年安排奖补范围县道和乡道补助标准每公里三万元分配方式因素法测算下达资金来源中央和省级财政\n",
        "项目本年安排奖补范围县道和乡道补助标准每公里三万元分配方式因素法测算下达资金来源中央和省级财政",
    ),
    Case(("block_copied_between_events",), LAST, LAST + "".join(CHECKED), "".join(CHECKED).strip()),
    Case(("repeated_line",), LAST, LAST + LAST, LAST.strip()),
    Case(("pasted_duplicate", "run_together_lines"), "支持公园建设。\n", "支持公园建设" + LAST, LAST.strip()),
    Case(("run_together_lines",), "支持公园建设。\n", "支持公园建设。养护责任：按属地分工。\n", "持公园建设。养护责任：按"),
    Case(("near_duplicate",), LAST, LAST + "公园经费：各地统筹安排财政资金，支持公园养护。\n", "公园经费：各地统筹安排财政资金，支持公园养护。"),
)
