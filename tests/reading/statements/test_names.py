"""Topics with their evidence, and the bodies that a text names."""
import pytest

from flows.reading.statements import find_issuers
from flows.reading.statements.name_words import topic_words
from schemas.vocabulary import vocabulary
from tests.reading.statements.alone import read_statement


def actors(text: str) -> tuple[str, ...]:
    return read_statement(text, None).actors


def test_topics_come_in_the_order_of_the_text_with_one_piece_of_evidence_each() -> None:
    text = "推进老旧小区改造，完善养老托育设施，改造老旧小区管网。"
    found = read_statement(text, None)
    assert found.topics[0] == "old_compounds"
    assert len(set(found.topics)) == len(found.topics) == len(found.topic_hits)
    assert all(text[start:end] == term for _, term, start, end in found.topic_hits)
    assert (starts := [hit[2] for hit in found.topic_hits]) == sorted(starts)


def test_every_topic_has_terms_and_a_definition_in_both_languages() -> None:
    used = {topic for topics in topic_words().values() for topic in topics}
    assert used == set(vocabulary("topics"))
    assert all(row["definition_zh"] and row["definition_en"] for row in vocabulary("topics").values())


def test_bodies_are_found_by_full_name_and_abbreviation_once_each() -> None:
    assert actors("住建部会同财政部、住房和城乡建设部印发。") == ("MOHURD", "MOF")


def test_the_longest_name_at_a_place_counts() -> None:
    text = "国务院办公厅、中共中央办公厅发布"
    assert [text[start:end] for start, end, _ in find_issuers([text])[0]] == ["国务院办公厅", "中共中央办公厅"]


@pytest.mark.parametrize("text", ["各城市住建部门需联合摸排。", "市教育部门负责。", "某省发改委批复。", "各级残联组织参与。"])
def test_departments_in_general_and_local_bodies_are_not_the_central_body(text: str) -> None:
    assert actors(text) == ()


def test_no_name_of_a_body_belongs_to_two_bodies() -> None:
    names = [name for row in vocabulary("issuers").values() for name in (row["label_zh"], *row["abbreviations_zh"].split(";")) if name]
    assert len(names) == len(set(names))
