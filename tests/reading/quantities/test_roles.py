"""What a quantity does in the policy: the rules of `roles.py` and of the lists that carry a role on, on sentences of many fields."""
from __future__ import annotations

import pytest

from tests.reading.quantities.reads import one, quantities


def role_of(text: str, raw: str, **context: object) -> str:
    """The role of the quantity that reads so."""
    return next(found.role for found in quantities(text, **context) if text[found.start : found.end] == raw)


@pytest.mark.parametrize(
    ("text", "raw"),
    [
        ("到2030年，累计建成湿地公园900处。", "900处"),
        ("2026—2030年完成120万亩退耕还湿任务。", "120万亩"),
        ("到2027年底，算力总规模超过260EFLOPS。", "260EFLOPS"),
        ("到2030年，居民平均受教育年限提高到11.8年。", "11.8年"),
        ("力争九成以上的行政村通双车道公路。", "九成"),
    ],
)
def test_what_a_date_to_come_or_an_effort_goes_with_is_an_aim(text: str, raw: str) -> None:
    assert role_of(text, raw) == "target"


def test_an_aim_goes_on_in_its_sentence_and_ends_with_it() -> None:
    assert role_of("新建口袋公园60个、城市绿道200公里。", "200公里") == "target"
    assert role_of("新建口袋公园60个。现有城市绿道200公里。", "200公里") == "count"


def test_a_past_year_makes_a_fact_of_what_would_be_an_aim() -> None:
    assert role_of("2023年新建口袋公园60个。", "60个") == "count"


@pytest.mark.parametrize(
    ("text", "raw"),
    [
        ("到2035年，全市用水总量不超过62亿立方米。", "62亿立方米"),
        ("坚决守住1.2亿亩耕地红线。", "1.2亿亩"),
        ("该贷款期限1年，可展期3次。", "3次"),
        ("中标企业为2家的，采购周期为1年。", "2家"),
        ("销售价格连续3个月下降的城市可以调整。", "3个月"),
        ("利率下限为相应期限报价利率减20个基点。", "20个基点"),
        ("由城管部门处五千元以上五万元以下罚款。", "五千元以上五万元"),
        ("最低缴费年限由十五年逐步提高至二十年。", "二十年"),
    ],
)
def test_what_binds_is_a_limit(text: str, raw: str) -> None:
    assert role_of(text, raw) == "limit"


@pytest.mark.parametrize(
    ("text", "raw"),
    [("起征点从月销售额10万元提高到15万元。", "10万元"), ("退休年龄从原六十周岁延迟至六十三周岁。", "六十周岁"), ("税率由3%降至1%。", "3%")],
)
def test_a_value_that_is_left_behind_is_a_baseline(text: str, raw: str) -> None:
    assert role_of(text, raw) == "baseline"


def test_a_rate_is_a_standard_and_its_change_a_fact() -> None:
    assert role_of("下调公积金贷款利率0.25个百分点。", "0.25个百分点") == "count"
    assert role_of("公积金贷款利率分别调整为2.6%和3.1%。", "3.1%") == "standard"


@pytest.mark.parametrize(
    ("text", "raw"),
    [("对示范企业给予不低于80%的奖励。", "80%"), ("按每人不超过1500元的标准发放补贴。", "1500元"), ("基金按不低于采购金额的30%预付。", "30%")],
)
def test_what_is_given_is_funding_also_where_it_is_bounded(text: str, raw: str) -> None:
    assert role_of(text, raw) == "funding"


def test_a_share_of_a_base_is_a_standard() -> None:
    assert role_of("起付线按上一年度人均可支配收入的50%确定。", "50%") == "standard"


def test_cues_of_another_sentence_say_nothing() -> None:
    assert role_of("确保全员入学；作业时间不超过60分钟。", "60分钟") == "limit"


def test_names_in_quotation_marks_are_enumerated_by_the_count_behind_them() -> None:
    assert role_of("抓好“屋顶”“立面”“楼道”等3个重点。", "3个") == "enumeration"
    assert role_of("在北京市等9个地区试点。", "9个") == "count"


def test_a_cell_with_its_unit_is_bound_by_the_head_of_its_column() -> None:
    found = one("27.5%", parent="cell", column="贷款占比上限", row="中型银行")
    assert (found.comparator, found.value_min, found.role) == ("le", None, "limit")


def test_an_indicator_that_binds_is_a_limit_and_not_an_aim() -> None:
    asked = {"parent": "cell", "column": "2035年目标值", "row": "耕地保有量（万亩）"}
    assert (one("≥520", **asked).role, one("≥520", **asked, binding=True).role) == ("target", "limit")


def test_a_range_of_dates_that_qualifies_is_a_limit() -> None:
    assert role_of("对购置日期在2026年1月1日至2027年12月31日期间的汽车免税。", "2026年1月1日至2027年12月31日") == "limit"


def test_a_range_from_a_bound_to_a_bound_is_one_quantity() -> None:
    text = "处五千元以上五万元以下罚款。"
    found = one(text)
    assert (text[found.start : found.end], found.value_min, found.value_max, found.comparator) == ("五千元以上五万元", 5000.0, 50000.0, "between")
    assert [q.comparator for q in quantities("收入5000元以上，支出3000元以下。")] == ["ge", "le"]


def test_another_unit_in_brackets_does_not_hide_the_bound() -> None:
    assert one("持有住房1000套（间）及以上。").comparator == "ge"


@pytest.mark.parametrize(
    ("text", "raw", "role"),
    [
        ("到2030年，非化石能源消费占比增加5个百分点。", "5个百分点", "target"),
        ("新建可再生能源示范项目10个。", "10个", "target"),
        ("创建国家可持续发展示范区6个。", "6个", "count"),
        ("到2030年达到500处，2023年为300处。", "300处", "count"),
        ("算力规模于2027年底前超过260EFLOPS。", "260EFLOPS", "target"),
        ("截至2025年9月底，已开工改造老旧小区23.7万个。", "23.7万个", "count"),
        ("2023年，数字经济增加值为地区生产总值的45%。", "45%", "count"),
        ("按不低于10%的比例预留用地。", "10%", "limit"),
        ("粮食产量连续9年保持增长。", "9年", "duration"),
    ],
)
def test_words_that_only_look_like_cues_are_none(text: str, raw: str, role: str) -> None:
    assert role_of(text, raw) == role


def test_a_bold_cell_is_bound_by_the_head_of_its_column_too() -> None:
    found = one("**60**", parent="cell", column="最高额度（万元）", row="单人")
    assert (found.comparator, found.value_min, found.value_max) == ("le", None, 600000.0)


@pytest.mark.parametrize(
    ("text", "raw"),
    [
        ("为0-6岁儿童建立健康档案。", "0-6岁"),
        ("为70岁以上老人免费体检。", "70岁"),
        ("津贴按月发放，直至孩子8周岁。", "8周岁"),
        ("对年处理量达到500吨以上的加工企业，给予一次性奖励20万元。", "500吨"),
        ("二是对单个渔港年卸港量超过3万吨、5万吨且连续运营的，予以补助。", "3万吨"),
        ("对2024年6月1日之前登记、载客不满9人的船舶，减免检验费。", "2024年6月1日"),
    ],
)
def test_what_says_who_is_meant_is_a_limit(text: str, raw: str) -> None:
    assert role_of(text, raw, year=2024) == "limit"


def test_a_span_of_life_is_no_limit_of_age() -> None:
    assert role_of("到2030年，人均预期寿命达到80岁以上。", "80岁", year=2024) == "target"


@pytest.mark.parametrize(
    ("text", "raw"),
    [
        ("耕牛保有量稳定在300万头以上。", "300万头"),
        ("新开通乡镇客运线路40条以上。", "40条"),
        ("今年债务率拟按3%安排，比去年提高0.5个百分点。", "3%"),
        ("五年累计减排氮氧化物12%。到2027年，绿色船舶占比提高到8%。", "12%"),
        ("森林蓄积量增速要高于4%。", "4%"),
    ],
)
def test_what_is_to_be_kept_opened_planned_or_surpassed_is_an_aim(text: str, raw: str) -> None:
    assert role_of(text, raw, year=2024) == "target"


def test_dates_that_a_link_joins_are_due_alike() -> None:
    found = quantities("到2027年和2030年，森林覆盖率分别达到25%和27%。", year=2024)
    assert [(quantity.comparator, quantity.role) for quantity in found[:2]] == [("by", "deadline")] * 2


def test_a_year_to_come_that_opens_a_sentence_is_a_deadline_of_its_values() -> None:
    date, value = quantities("2027年，全市再生水利用率达到30%以上。", year=2024)
    assert (date.role, value.role, value.deadline) == ("deadline", "target", "2027")
    assert role_of("2027年起，全面实行阶梯水价。", "2027年", year=2024) == "time_reference"


def test_a_first_clause_is_no_label() -> None:
    assert role_of("水库建设规模约3.2万亩。", "3.2万亩") != role_of("规模：水库约3.2万亩。", "3.2万亩") == "standard"


@pytest.mark.parametrize(
    ("text", "raw"),
    [("申请用地的面积应当大于8000平方米。", "8000平方米"), ("购买家电（单件销售价格不超过3000元），可享受补贴。", "3000元")],
)
def test_what_must_be_surpassed_and_a_price_that_is_bounded_are_limits(text: str, raw: str) -> None:
    assert role_of(text, raw) == "limit"


def test_how_long_money_is_lent_is_no_limit() -> None:
    assert role_of("公积金贷款5年以下和5年以上利率分别调整为2.6%和3.1%。", "5年") == "duration"


def test_what_is_said_of_another_clause_makes_no_fact_of_a_bound() -> None:
    assert role_of("补贴期限最长不超过9个月,受理截至2025年底。", "9个月") == "limit"
    assert role_of("备付期限应在2年以上。", "2年") == "limit"


def test_a_demand_stays_a_limit_beside_words_of_fact() -> None:
    assert role_of("屋顶总面积可安装光伏的比例不低于35%。", "35%") == "limit"
    assert role_of("累计改造危房12万户，上千人迁入新居。", "上千人") == "count"


def test_a_year_that_is_compared_with_dates_nothing_that_follows() -> None:
    assert role_of("到2035年，装机容量达到2020年的6倍以上。", "6倍", year=2025) == "target"


def test_what_was_done_before_a_date_says_which_things_are_meant() -> None:
    assert role_of("2025年6月1日以前投产的存量项目，做好衔接。", "2025年6月1日") == "limit"
    assert role_of("2025年6月底前完成全部的项目验收。", "2025年6月底") == "deadline"


def test_so_many_for_every_ten_thousand_are_an_aim_where_a_date_is_to_come() -> None:
    assert role_of("到2030年，每万人拥有公共汽车达到15辆。", "15辆", year=2025) == "target"
    assert role_of("每万人拥有公共汽车达到15辆。", "15辆", year=2025) == "standard"


@pytest.mark.parametrize(
    ("text", "raw", "role"),
    [
        ("“十三五”时期，全市新增轨道交通里程120公里。", "120公里", "count"),
        ("“十六五”期间，全市新增轨道交通里程200公里。", "200公里", "target"),
        ("90%以上的黑臭水体完成治理。", "90%", "target"),
        ("“十三五”期间建成1000公里，“十六五”期间建成2000公里。", "2000公里", "target"),
        ("与“十三五”时期相比，“十六五”时期建成2000公里。", "2000公里", "target"),
        ("“十三五”期间投产的项目，能耗不得超过300千克。", "300千克", "limit"),
        ("“十三五”期间遗留的问题，力争3年内解决，解决率达到95%。", "95%", "target"),
        ("“十四五”期间，已建成城市绿道8万公里。", "8万公里", "count"),
        ("“十四五”时期，全市共有12所高校入选。", "12所", "count"),
        ("“十五五”以来，全市累计建成保障性住房5万套。", "5万套", "count"),
        ("全省持股比例30%以上的企业可以申报。", "30%", "limit"),
        ("经90%以上的业主同意，方可加装电梯。", "90%", "limit"),
        ("毁损30%以上的农田予以补偿。", "30%", "limit"),
        ("50%以上的名额须用于招收农村学生。", "50%", "limit"),
        ("10%以上的股东可以请求召开临时会议。", "10%", "limit"),
        ("80%以上的被征收人完成签约的，启动征收。", "80%", "limit"),
        ("每个县至少设一个文化馆。", "一个", "limit"),
    ],
)
def test_the_time_of_a_plan_and_a_share_of_all_tell_facts_from_aims(text: str, raw: str, role: str) -> None:
    assert role_of(text, raw, year=2025) == role


@pytest.mark.parametrize(
    ("text", "raw"),
    [
        ("垃圾按照可回收物、有害垃圾、厨余垃圾、其他垃圾4类投放。", "4类"),
        ("按优秀、良好、合格3档评定。", "3档"),
    ],
)
def test_a_count_that_ends_a_list_of_as_many_members_enumerates(text: str, raw: str) -> None:
    assert role_of(text, raw) == "enumeration"


@pytest.mark.parametrize(
    ("text", "raw"),
    [
        ("甲县、乙县、丙县、丁县等4类地区试行。", "4类"),
        ("新建公园3个、改造公园2个。", "2个"),
        ("评出一等奖1种、二等奖2种。", "2种"),
        ("在沈阳、大连新建2个垃圾焚烧厂。", "2个"),
        ("铁路、公路各2档。", "2档"),
        ("目录新增药品1类。", "1类"),
        ("启动防汛、防台风2级应急响应。", "2级"),
    ],
)
def test_a_count_behind_a_list_of_other_things_enumerates_nothing(text: str, raw: str) -> None:
    assert role_of(text, raw) != "enumeration"


@pytest.mark.parametrize(
    ("text", "raw"),
    [
        ("适用税率由13%放宽至9%。", "13%"),
        ("将学制从三年、四年分别延长至四年、五年。", "三年"),
        ("此前的起付线是800元。", "800元"),
        ("利率由此前的3.5%降至3.1%。", "3.5%"),
    ],
)
def test_what_was_before_a_change_is_a_baseline(text: str, raw: str) -> None:
    assert role_of(text, raw) == "baseline"


@pytest.mark.parametrize(
    ("text", "raw"),
    [
        ("利率由此前的3.5%降至3.1%。", "3.1%"),
        ("首付比例由此前的30%调整为20%。", "20%"),
        ("此前为12万元的年度限额提高到20万元。", "20万元"),
        ("在此前的基础上提高10%。", "10%"),
        ("此前的合同未满3年的，可以续签。", "3年"),
        ("由企业缴纳8%、个人缴费调整至2%。", "8%"),
        ("从业人员50人、营业收入增加到1000万元。", "50人"),
    ],
)
def test_what_follows_a_change_or_is_changed_by_none_is_no_baseline(text: str, raw: str) -> None:
    assert role_of(text, raw) != "baseline"


def test_heads_of_columns_tell_what_was_before_and_what_is_charged() -> None:
    assert role_of("3.1%", "3.1%", parent="cell", column="调整前利率") == "baseline"
    assert role_of("2.6%", "2.6%", parent="cell", column="调整后利率") == "standard"
    for column in ("居民消费率", "毛利率", "实际税率", "网上办税率", "水费收费率（%）"):
        assert role_of("62%", "62%", parent="cell", column=column) == "count"
    assert role_of("0.25个百分点", "0.25个百分点", parent="cell", column="利率") == "count"


def test_a_day_of_account_behind_which_something_has_been_done_is_no_deadline() -> None:
    assert role_of("截至2025年9月15日，12个县区已完成整改。", "2025年9月15日", year=2025) == "time_reference"
    assert role_of("截至 2025年2月28日，31个省份已建立机制。", "31个省份", year=2025) == "count"


@pytest.mark.parametrize(
    "text",
    [
        "截至2025年9月15日，12个县区须完成整改。",
        "截至2025年9月15日，对已取得资格的企业完成复核。",
        "截至2025年9月15日前，各地将已批未建的项目清理完毕。",
        "申报截至2025年9月15日，已享受其他补贴的不得重复申报。",
        "报名截至2025年9月15日，目前已受理320人。",
        "截至2025年9月15日，已建成项目应全部投入使用。",
        "截至2025年9月15日，已批未建项目一律清理完毕。",
    ],
)
def test_a_day_by_which_something_is_asked_for_stays_a_deadline(text: str) -> None:
    assert role_of(text, "2025年9月15日", year=2025) == "deadline"


def test_a_sum_worked_out_as_an_example_is_no_funding() -> None:
    assert role_of("贷款额度不超过20万元，可采取等额本息方式还款。", "20万元") == "funding"
    assert role_of("将安全投入作为例行检查内容，投入不少于50万元。", "50万元") == "funding"
    assert role_of("按贷款50万元、期限10年、等额本息计算，每月少还88元。", "88元") == "count"


def test_damages_are_bounded_as_fines_are() -> None:
    assert role_of("侵权人应给予一万元以上十万元以下的赔偿。", "一万元以上十万元") == "limit"
