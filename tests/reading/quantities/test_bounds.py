"""Bounds by word, before and after a number, beside it and from afar."""
import pytest

from tests.reading.quantities.reads import one, quantities, raws, value


@pytest.mark.parametrize(
    ("text", "comparator"),
    [
        ("不低于50%", "ge"),
        ("50%以上", "ge"),
        ("50%（含）以上", "ge"),
        ("达到50%", "ge"),
        ("≥50%", "ge"),
        ("至少50%", "ge"),
        ("满50年", "ge"),
        ("超过50%", "gt"),
        ("50余家", "gt"),
        ("50多家", "gt"),
        ("突破50亿元", "gt"),
        ("50%以上（不含）", "gt"),
        ("不超过50%", "le"),
        ("原则上不应大于50%", "le"),
        ("控制在50%以内", "le"),
        ("50%以下", "le"),
        ("最高50%", "le"),
        ("30日内", "le"),
        ("500米范围内", "le"),
        ("不足50%", "lt"),
        ("低于50%", "lt"),
        ("50%左右", "approx"),
        ("约50%", "approx"),
        ("近50万人", "approx"),
        ("50%", "eq"),
    ],
)
def test_the_word_beside_a_number_bounds_it(text: str, comparator: str) -> None:
    assert value(text)[2] == comparator


@pytest.mark.parametrize(
    ("text", "comparator"),
    [
        ("不应大于现状总建筑面积的20%", "le"),
        ("不低于项目总投资的20%", "ge"),
        ("每户最高补贴3万元", "le"),
        ("每季度至少召开一次", "ge"),
        ("每人限领1次", "le"),
        ("贷款额度上限提高至120万元", "le"),
        ("最高额度：单缴存职工60万元", "le"),
    ],
)
def test_a_word_earlier_in_the_clause_bounds_it(text: str, comparator: str) -> None:
    assert value(text)[2] == comparator


@pytest.mark.parametrize(
    "text", ["近3年", "附近3家", "发达20个城市", "超过部分按30%收取", "最低工资标准2490元", "利率下限降低0.5个百分点", "不低于LPR加20个基点"]
)
def test_a_bound_of_something_else_is_none(text: str) -> None:
    assert value(text)[2] == "eq"


def test_an_open_side_has_no_value() -> None:
    (low,) = quantities("不低于50%")
    (high,) = quantities("不超过50%")
    assert (low.value_min, low.value_max) == (50.0, None)
    assert (high.value_min, high.value_max) == (None, 50.0)


def test_the_span_leaves_the_bound_out() -> None:
    assert raws("原则上不应超过两年") == ["两年"]
    assert raws("20%以上") == ["20%"]


def test_a_bare_great_number_after_its_particle_is_one_word() -> None:
    assert raws("惠及上千万人") == ["上千万人"]


def test_values_of_a_list_share_their_bound() -> None:
    assert [found.comparator for found in quantities("分别达到98%和96%以上")] == ["ge", "ge"]
    assert [found.comparator for found in quantities("最高支付限额在职职工4500元、退休人员5000元")] == ["le", "le"]


def test_a_hedge_is_kept_apart() -> None:
    (found,) = quantities("单个社区原则上不超过1万人")
    assert (found.hedge, found.subject) == ("原则上", "单个社区")


def test_words_that_hold_the_letters_of_a_hedge_are_none() -> None:
    assert one("一般公共预算收入3万亿元").hedge is None
    assert one("一般不超过3层").hedge == "一般"


def test_a_word_that_ends_in_can_hides_no_bound() -> None:
    assert value("年产能低于60万吨的煤矿") == (60e4, "t", "lt")
    assert value("层高不能低于3米") == (3, "m", "ge")


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("禁飞区为跑道两端20公里以外的空域", (20, "km", "ge")),
        ("每名运动员只能报名一项", (1, "item", "le")),
        ("家庭人均收入不超过当地低保标准2倍", (2, "1", "le")),
        ("最高授信额度在原有基础上上浮50%", (50, "%", "eq")),
        ("贷款最高可在可贷额度基础上上浮30%", (30, "%", "le")),
        ("产假工资不得低于按标准工资的80%", (80, "%", "ge")),
        ("机构每月至少开展1次风险评估", (1, "item", "ge")),
    ],
)
def test_a_bound_reaches_what_it_binds_and_no_further(text: str, bound: tuple[float, str, str]) -> None:
    assert value(text) == bound


def test_what_only_looks_like_a_bound_is_none() -> None:
    for text in ("增值税只能按13%的税率抵扣", "产能只能满足需求的30%", "收入低于平均水平的按补贴标准50%发放", "除重阳节放假1天以外"):
        assert quantities(text)[-1].comparator == "eq"
    assert value("税负10%以下") == (10, "%", "le")
