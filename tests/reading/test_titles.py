"""Title lines of documents and meetings from many fields."""
import pytest

from flows.reading.titles import instrument_of, quoted_documents, read_title


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("国务院办公厅发布了《关于全面推进改造工作的指导意见》", ["国务院办公厅"]),
        ("住建部等 13 部门《关于开展补短板行动的意见》", ["住房和城乡建设部"]),
        ("财政部、住房和城乡建设部《关于做好入库工作的通知》", ["财政部", "住房和城乡建设部"]),
        ("住建部《住房和城乡建设部办公厅关于开展试点工作的通知》", ["住房和城乡建设部办公厅"]),
        ("《中共中央国务院关于推动高质量发展的意见》", ["中共中央", "国务院"]),
        ("《中共中央 国务院关于推动高质量发展的意见》", ["中共中央", "国务院"]),
        ("中国人民银行、国家金融监督管理总局《关于调整首付比例政策的通知》", ["中国人民银行", "国家金融监督管理总局"]),
        ("国务院关于印发《2030年前碳达峰行动方案》的通知", ["国务院"]),
        ("北京市人民政府《关于实施城市更新的指导意见》", ["北京市人民政府"]),
        ("广州市住房和城乡建设局、广州市财政局《补贴办法》", ["广州市住房和城乡建设局", "广州市财政局"]),
        ("《“十四五”规划纲要》", []),
        ("中央政治局会议", ["中共中央政治局"]),
        ("中共中央政治局会议", ["中共中央政治局"]),
        ("国务院常务会议", ["国务院"]),
        ("中央经济工作会议", []),
        ("全国住房城乡建设工作会议", []),
    ],
)
def test_the_issuers_are_named_in_full_and_in_order(title, names):
    assert [name for _, name in read_title(title).issuers] == names


def test_a_body_outside_the_vocabulary_keeps_its_name_and_is_unlisted():
    assert read_title("青岛市城市管理局《管理办法》").issuers == (("unlisted", "青岛市城市管理局"),)


@pytest.mark.parametrize(
    ("title", "kind", "instrument"),
    [
        ("国务院办公厅《关于发展养老服务的意见》", "document", "opinion"),
        ("中央经济工作会议", "meeting", "meeting"),
        ("全国两会(政府工作报告)", "meeting_document", "government_work_report"),
        ("党的二十届三中全会《中共中央关于进一步全面深化改革的决定》", "meeting_document", "decision"),
        ("住建部《关于绿色低碳发展的意见》实施方案", "document", "implementation_plan"),
        ("《住房公积金管理条例》（2019年修订）", "document", "regulation"),
        ("《城镇住房保障条例（征求意见稿）》", "document", "regulation"),
        ("国务院关于《某市总体规划》的批复", "document", "reply"),
        ("国务院办公厅关于做好就业工作的通知", "document", "notice"),
        ("《关于某事的函》", "document", "other"),
    ],
)
def test_kind_and_instrument_follow_the_title(title, kind, instrument):
    read = read_title(title)
    assert (read.kind, read.instrument) == (kind, instrument)


@pytest.mark.parametrize(("title", "count"), [("住建部等 13 部门《意见》", 13), ("财政部等三部门《通知》", 3), ("教育部等二十一个部门《意见》", 21), ("财政部《通知》", None)])
def test_the_number_of_joint_issuers_is_read(title, count):
    assert read_title(title).joint_issuer_count == count


def test_nested_document_names_stay_whole():
    assert quoted_documents("关于印发《〈甲〉乙办法》和《丙《丁》戊》的通知") == ("〈甲〉乙办法", "丙《丁》戊")
    assert quoted_documents("《甲》》乙《丙") == ("甲",)


def test_the_longest_ending_decides_the_instrument():
    assert instrument_of("关于某事的指导意见") == "guiding_opinion"
    assert instrument_of("某事") is None


def test_a_congress_that_issues_a_regulation_is_no_meeting():
    assert read_title("珠海市人民代表大会常务委员会《珠海经济特区海域条例》").kind == "document"
    assert read_title("第十四届全国人民代表大会第三次会议").kind == "meeting"


def test_a_branch_of_a_known_body_is_a_body_of_its_own():
    title = read_title("海南省住房和城乡建设厅、中国人民银行海南省分行、国家金融监督管理总局海南监管局《关于优化购房政策的通知》")
    assert [name for _, name in title.issuers] == ["海南省住房和城乡建设厅", "中国人民银行海南省分行", "国家金融监督管理总局海南监管局"]
    assert {code for code, _ in title.issuers} == {"unlisted"}


def test_a_body_whose_name_only_begins_like_a_known_one_is_its_own():
    assert [name for _, name in read_title("国务院安全生产委员会《安全生产治本攻坚三年行动方案》").issuers] == ["国务院安全生产委员会"]
    assert [name for _, name in read_title("国务院、中央军委《征兵工作条例》").issuers][:1] == ["国务院"]


def test_who_forwards_a_document_issues_it_with_those_whose_it_is():
    title = read_title("国务院办公厅转发商务部、国家发展改革委《稳外贸行动方案》")
    assert [name for _, name in title.issuers] == ["国务院办公厅", "商务部", "国家发展和改革委员会"]
