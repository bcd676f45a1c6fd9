"""What the heads of a table and the headings above a line add to a quantity."""
import pytest

from tests.reading.quantities.reads import one, quantities


@pytest.mark.parametrize(
    ("cell", "column", "row", "number", "unit", "comparator"),
    [
        ("1234.56", "面积(公顷)", "耕地", 1234.56, "har", "eq"),
        ("1234.56", "2035年", "耕地保有量（万亩）", 12345600.0, "mu", "eq"),
        ("65", "2025年", "城镇化率（%）", 65.0, "%", "eq"),
        ("≥85", "目标值", "达标率(%)", 85.0, "%", "ge"),
        ("≤30", "目标值", "浓度（微克/立方米）", 30.0, "ug/m3", "le"),
        ("3.0", "容积率上限", "工业用地", 3.0, "1", "le"),
        ("1500", "租房补贴（元/人/月）", "硕士", 1500.0, "CNY/person/month", "eq"),
        ("36", "最长期限（月）", "硕士", 36.0, "month", "le"),
        ("320", "户数", "某小区", 320.0, "household", "eq"),
    ],
)
def test_a_bare_cell_takes_unit_and_bound_from_its_heads(
    cell: str, column: str, row: str, number: float, unit: str, comparator: str
) -> None:
    found = one(cell, parent="cell", column=column, row=row)
    assert (found.value_max if found.value_min is None else found.value_min, found.unit, found.comparator) == (number, unit, comparator)


def test_a_bare_cell_takes_its_unit_from_the_caption() -> None:
    assert one("12.5", parent="cell", column="2025年", row="投资", headings=("表1 投资计划（单位：亿元）",)).value_min == 1.25e9


@pytest.mark.parametrize("column", ["序号", "编号", "联系电话", "项目代码"])
def test_an_identifier_in_a_cell_is_no_quantity(column: str) -> None:
    assert quantities("12", parent="cell", column=column, row="甲") == []


def test_a_year_in_a_cell_is_a_date() -> None:
    assert one("2025", parent="cell", column="完成年份", row="甲").date_value == "2025"


def test_a_cell_with_words_is_read_as_text() -> None:
    assert one("不超过20个城市", parent="cell", column="评选数量", row="数量").unit == "city"


def test_the_deadline_of_a_heading_rules_what_stands_below() -> None:
    assert one("覆盖率达到90%", headings=("核心目标(到2025年)",), year=2020).deadline == "2025"


def test_the_deadline_of_a_line_rules_what_follows() -> None:
    found = quantities("到2027年,覆盖率达到90%")
    assert [quantity.deadline for quantity in found] == [None, "2027"]


def test_the_region_named_before_qualifies() -> None:
    assert one("东部地区: 不超过8亿元").qualifier == "东部地区"


def test_a_compared_value_is_a_baseline_in_the_unit_of_the_value() -> None:
    found = quantities("不超过20个城市(相比2024年的15个有所增加)")
    assert (found[-1].role, found[-1].unit) == ("baseline", "city")


def test_a_long_subject_cuts_no_number() -> None:
    found = quantities("会议部署了2024年构建住房商业性个人住房贷款最低首付款比例调整为不低于68%。")[-1]
    assert found.subject == "2024年构建住房商业性个人住房贷款最低首付款比例"


def test_a_cue_does_not_begin_before_a_number_and_end_behind_it() -> None:
    assert one("工作目标100及以上三分之一年底", parent="title").role == one("工作目标100及以上三分之一月底", parent="title").role
