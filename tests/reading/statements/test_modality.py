"""The strength of a statement: its cues, and the words that only contain their letters."""
import pytest

from flows.reading.statements.modality import strongest
from tests.reading.statements.alone import read_statement


def read_modality(text: str) -> tuple[str, int | None, int | None] | None:
    """The modality of a statement, with the start and end of its cue; None where it has none."""
    says = read_statement(text, None)
    return None if says.modality_cue is None else (says.modality, says.cue_start, says.cue_end)


def cue(text: str) -> str | None:
    found = read_modality(text)
    return None if found is None else text[found[1] : found[2]]


@pytest.mark.parametrize(
    ("text", "modality", "words"),
    [
        ("严禁挤占挪用资金。", "prohibition", "严禁"),
        ("补助对象不重复享受同类政策。", "prohibition", "不重复"),
        ("坚持保护优先，不拆除历史建筑。", "prohibition", "不拆除"),
        ("必须经过评估。", "obligation", "必须"),
        ("财政要加大投入力度。", "obligation", "要"),
        ("大会要求各级政府履职尽责。", "obligation", "要求"),
        ("会议要求，各地压实责任。", "obligation", "要求"),
        ("经营场所需符合消防要求。", "obligation", "需"),
        ("30日内需办理登记。", "obligation", "需"),
        ("业主要求物业公开账目。", "obligation", "要求"),
        ("各项任务需量化到部门。", "obligation", "需"),
        ("各单位因此不能擅自改变土地的用途。", "prohibition", "不能"),
        ("将严肃追究相关人员责任。", "obligation", "将严肃追究"),
        ("鼓励和支持民营企业参与。", "encouragement", "鼓励"),
        ("总结经验并在全省推广。", "encouragement", "推广"),
        ("条件成熟的地区可先行先试。", "permission", "可"),
        ("允许经营主体调整用途。", "permission", "允许"),
    ],
)
def test_a_cue_gives_its_modality(text: str, modality: str, words: str) -> None:
    found = read_modality(text)
    assert found is not None
    assert (found[0], text[found[1] : found[2]]) == (modality, words)


@pytest.mark.parametrize(
    "text",
    [
        "这是主要任务和重要要素。",
        "积极应对老龄化，完善应急体系。",
        "推动可持续发展，得到群众认可。",
        "满足刚性需求，稳定供应。",
        "明确保护对象。",
        "收支持续改善。",
        "不断完善不动产登记。",
        "企业主要依托港口布局。",
        "农户主要种植水稻。",
        "服务业主要集中在城区。",
        "对储能电站免收需量电费。",
        "因疫情不能如期返校的学生，由学校安排补考。",
    ],
)
def test_letters_of_a_cue_inside_another_word_are_none(text: str) -> None:
    assert cue(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "加大信贷支持。",
        "坚持政府引导、市场运作。",
        "按照要求做好公开。",
        "根据工作需要适时调整。",
        "离不开社会各界的支持和帮助。",
        "开展有益探索，形成经验。",
        "支持政策不断完善。",
    ],
)
def test_a_cue_that_is_a_noun_is_none(text: str) -> None:
    assert cue(text) is None


@pytest.mark.parametrize("text", ["实现应保尽保、应留尽留。", "形成可复制可推广的经验。", "供不应求的状况明显改善。", "因不可抗力造成的损失。"])
def test_a_cue_in_a_fixed_phrase_is_none(text: str) -> None:
    assert cue(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "防止山洪灾害造成损失。",
        "防止“小灾酿大患”。",
        "落实防止返贫的规定。",
        "印发《关于支持企业发展的意见》。",
        "不能提供证明的，补办手续。",
        "除依法不予公开的以外，一律公开。",
    ],
)
def test_a_hazard_a_rules_name_a_documents_name_and_a_condition_are_no_cues(text: str) -> None:
    assert cue(text) is None


@pytest.mark.parametrize("text", ["更新可有效带动消费。", "可解决管线混乱问题。"])
def test_what_a_measure_can_achieve_is_no_permission(text: str) -> None:
    assert cue(text) is None


def test_the_letters_of_a_longer_word_do_not_hide_the_cue_behind_it() -> None:
    assert cue("对应当拆除的建筑，应当公示。") == "应当"
    assert cue("服务必须到位。") == "必须"
    assert cue("应对符合条件的企业给予补贴。") == "应"


def test_a_stronger_modality_wins_wherever_it_stands() -> None:
    assert cue("鼓励各地探索，必须守住底线，不得突破红线。") == "不得"


def test_of_cues_equally_strong_the_first_counts_the_label_included() -> None:
    assert cue("探索机制：鼓励各地先行先试。") == "探索"
    assert cue("要求各地加快进度，确保资金到位。") == "要求"


def test_a_weak_cue_yields_to_a_stronger_one_of_the_same_modality() -> None:
    assert cue("项目需纳入计划，确保同步交付。") == "确保"


def test_a_cue_inside_quotation_marks_counts() -> None:
    assert cue("会议强调“要加大投入”。") == "要"


@pytest.mark.parametrize(("half", "full"), [("鼓励支持,探索.", "鼓励支持，探索。"), ("支持:略", "支持：略"), ("不能证明的,补办", "不能证明的，补办")])
def test_the_width_of_punctuation_changes_nothing(half: str, full: str) -> None:
    assert read_modality(half) == read_modality(full)


def test_the_strongest_of_several_modalities_follows_the_vocabulary() -> None:
    assert strongest(["permission", "prohibition", "obligation"]) == "prohibition"
    assert strongest([]) is None
