"""Numerals, units, ranges, fractions and ratios: the values they mean."""
import pytest

from tests.reading.quantities.reads import one, quantities, raws, value


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("投资两亿元", 2e8, "CNY"),
        ("投资１．５亿元", 1.5e8, "CNY"),
        ("投资1,234.5万元", 12345000.0, "CNY"),
        ("投资200 万元", 2e6, "CNY"),
        ("投资200\u00a0万元", 2e6, "CNY"),
        ("规模15万亿元", 1.5e13, "CNY"),
        ("一百二十三万人", 1.23e6, "person"),
        ("三点五公里", 3.5, "km"),
        ("产量1.4万亿斤", 1.4e12, "jin"),
        ("面积18.65亿亩", 1.865e9, "mu"),
        ("比例百分之五", 5.0, "%"),
        ("浓度千分之三", 0.3, "%"),
        ("占三分之一", 1 / 3, "1"),
        ("占2/3", 2 / 3, "1"),
        ("按5∶5分担", 1.0, "1"),
        ("按1:1.6配建", 0.625, "1"),
        ("首付三成", 30.0, "%"),
        ("打八折", 80.0, "%"),
        ("增长2倍", 2.0, "1"),
        ("为期半年", 0.5, "year"),
        ("为期两年半", 2.5, "year"),
        ("为期一个半月", 1.5, "month"),
        ("一刻钟生活圈", 15.0, "minute"),
        ("减30个基点", 30.0, "bp"),
        ("提高0.5个百分点", 0.5, "pp"),
        ("补助300元/人/月", 300.0, "CNY/person/month"),
        ("每人每月发放120元", 120.0, "CNY/person/month"),
        ("强度350万元/亩", 3.5e6, "CNY/mu"),
        ("覆盖21个超大特大城市", 21.0, "city"),
        ("覆盖31个省(区、市)", 31.0, "province"),
        ("六层住宅", 6.0, "storey"),
        ("发行特别国债1万亿", 1e12, "CNY"),
        ("增速为-2.3%", -2.3, "%"),
    ],
)
def test_a_numeral_with_its_unit_is_read_exactly(text: str, number: float, unit: str) -> None:
    assert value(text) == (number, unit, "eq")


@pytest.mark.parametrize(
    ("text", "raw", "low", "high"),
    [
        ("规模0.5-1.2 万人口", "0.5-1.2 万人口", 5000.0, 12000.0),
        ("奖励300～500元", "300～500元", 300.0, 500.0),
        ("工期3—5年", "3—5年", 3.0, 5.0),
        ("占20%至30%", "20%至30%", 20.0, 30.0),
        ("补助8000-1万元", "8000-1万元", 8000.0, 10000.0),
        ("收入1000万元及以上至5000万元的企业", "1000万元及以上至5000万元", 1e7, 5e7),
        ("5—10—15分钟生活圈", "5—10—15分钟", 5.0, 15.0),
        ("需要两三年", "两三年", 2.0, 3.0),
        ("百分之五至百分之十", "百分之五至百分之十", 5.0, 10.0),
    ],
)
def test_a_range_is_one_quantity(text: str, raw: str, low: float, high: float) -> None:
    found = one(text)
    assert (text[found.start : found.end], found.value_min, found.value_max, found.comparator) == (raw, low, high, "between")


def test_the_members_of_a_list_share_the_unit_of_the_last() -> None:
    assert raws("分别奖励10、20、30万元") == ["10", "20", "30万元"]
    assert value("奖励30万元") == (300000.0, "CNY", "eq")


def test_the_sums_of_a_list_are_per_the_same() -> None:
    assert [found.unit for found in quantities("每月补贴800元、1200元")] == ["CNY/month", "CNY/month"]


def test_a_change_from_one_value_to_another_is_two_quantities() -> None:
    assert raws("最低缴费年限由15年逐步提高至20年") == ["15年", "20年"]


def test_a_ratio_of_three_parts_has_no_one_value() -> None:
    found = one("按5∶3∶2分担")
    assert (found.unit, found.value_min, found.value_max) == ("1", None, None)


def test_the_noun_beyond_a_classifier_is_left_out_unless_it_is_the_unit() -> None:
    assert raws("建设20个社区") == ["20个"]
    assert raws("建设20个城市") == ["20个城市"]
    assert raws("建设20个城市更新项目") == ["20个"]


def test_a_range_of_time_may_begin_with_its_greater_end() -> None:
    found = one("消化周期在36至18个月的，减少供地。")
    assert (found.value_min, found.value_max, found.comparator) == (18, 36, "between")


def test_a_classifier_of_times_makes_no_name_of_the_noun_behind_it() -> None:
    assert raws("每月开展1次风险评估、2次任务检查。") == ["1次", "2次"]


def test_a_bare_sum_is_of_what_its_clause_says_last() -> None:
    assert value("惠及农民工3万") == (3e4, "person", "eq")
    assert value("投入农民工培训经费3亿") == (3e8, "CNY", "eq")
