"""What looks like a quantity and is none, and the enumerations that are."""
import pytest

from tests.reading.quantities.reads import one, raws


@pytest.mark.parametrize(
    "text",
    [
        "杜绝一刀切,聚焦一老一小,坚持一张蓝图绘到底",
        "万众一心,千方百计,七上八下,千家万户,千城一面",
        "统一 一体 一定 一些 一般 进一步 唯一 万一 三农 十分重要 百姓 半径 一批 一系列 一方面",
        "国办发〔2021〕63号第五条第5、6款",
        "第一批试点,首套住房,十四五规划,二十届三中全会,十三届全国人大四次会议,党的二十大",
        "5G基站,地铁4号线,G60,PM2.5,12345热线,A4纸,2.0版,ISO9001,3D打印",
        "二手房,二次供水,三孩政策,三级医院,启动四级应急响应,二元结构",
        "9:00—17:30,电话010-58934114,邮编100835,2024/15/77",
        "两会,平急两用,急难愁盼,两者,双方,第三方",
        "每千人口,每百户,每10万人",
        "“1+N”政策体系,“三农”工作,千亿级产业",
        "三元里,七台河,五台山,三门峡",
    ],
)
def test_no_quantity_is_read(text: str) -> None:
    assert raws(text) == []


@pytest.mark.parametrize(
    "raw",
    ["三大方面", "13 部门", "六大原则", "四同步", "五种方式", "三类设施", "双重目标", "三大工程", "两大类", "八个方面", "六位一体", "五端齐发"],
)
def test_an_enumeration_is_read_with_its_name(raw: str) -> None:
    text = f"确立了{raw},稳步推进"
    found = one(text)
    assert (text[found.start : found.end], found.role, found.unit) == (raw, "enumeration", "item")


def test_a_quoted_numeral_with_a_short_name_enumerates() -> None:
    assert raws("落实“六稳”“六保”,兜牢“三保”底线") == ["六稳", "六保", "三保"]


def test_a_group_that_closes_a_list_is_counted() -> None:
    assert raws("建立政府、市场、居民三方资金共担机制") == ["三方"]
    assert raws("建立国家、省、市县三级管理体制") == ["三级"]


def test_text_within_document_marks_is_closed_but_a_stray_mark_closes_nothing() -> None:
    assert raws("《关于20个城市的意见》") == []
    assert raws("《会议提出20个城市") == ["20个城市"]


def test_numbers_behind_an_idiom_count() -> None:
    assert raws("严禁一刀切，补贴5万元，惠及3000人") == ["5万元", "3000人"]


def test_fine_dust_and_the_year_before_are_no_quantities() -> None:
    assert raws("PM2.5年均浓度控制在30微克/立方米以内") == ["30微克/立方米"]
    assert raws("按上一年度平均工资的60%计算") == ["60%"]
