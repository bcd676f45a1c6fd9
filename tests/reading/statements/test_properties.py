"""Properties that hold for any text: no crash, spans that quote, linear time."""
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.reading.statements import Drafts, find_issuers, label_span
from flows.reading.statements.function_words import function_words
from flows.reading.statements.modality_words import modality_words
from flows.reading.statements.name_words import topic_words
from tests.reading.statements.alone import read_statement, statements

LETTERS = sorted(modality_words())[::7] + sorted(function_words())[::29] + sorted(topic_words())[::37] + list("，,。.：:、；;（()）“”《》的 *\n不要应可需1:")
TEXTS = st.one_of(st.text(), st.lists(st.sampled_from(LETTERS), max_size=30).map("".join))
FULL_WIDTH = str.maketrans(",;:!?()", "，；：！？（）")


@given(TEXTS, st.lists(TEXTS, max_size=3))
def test_any_text_is_read_and_every_span_quotes_its_words(text: str, headings: list[str]) -> None:
    label = label_span(text)
    found = read_statement(text, label, tuple(headings))
    if label:
        assert text[slice(*label)] == text[slice(*label)].strip() != ""
    if found.modality == "declaration":
        assert found.modality_cue is found.cue_start is found.cue_end is None
    else:
        assert text[found.cue_start : found.cue_end] == found.modality_cue != ""
    assert all(text[start:end] == term for _, term, start, end in found.topic_hits)
    assert found.function_cue is None or found.function_cue in text


@given(st.lists(st.tuples(TEXTS, st.lists(TEXTS, max_size=2)), max_size=5))
def test_statements_read_together_say_what_each_says_alone(texts: list[tuple[str, list[str]]]) -> None:
    drafts = [(text, label_span(text), tuple(headings), 2020) for text, headings in texts]
    assert statements(Drafts(*([draft[column] for draft in drafts] for column in range(4)))) == [read_statement(*draft) for draft in drafts]


@given(TEXTS)
def test_the_width_of_punctuation_changes_no_reading(text: str) -> None:
    wide = text.translate(FULL_WIDTH)
    assert label_span(text) == label_span(wide)
    assert read_statement(text, label_span(text)) == read_statement(wide, label_span(wide))._replace(modality_cue=read_statement(text, None).modality_cue)


@given(TEXTS)
def test_bodies_found_never_overlap(text: str) -> None:
    reach = 0
    for start, end, _ in find_issuers([text])[0]:
        assert reach <= start < end <= len(text)
        reach = end


def test_no_statements_say_nothing() -> None:
    assert statements(Drafts((), (), (), ())) == []


@pytest.mark.parametrize("unit", ["应尽防止灾不拆除的问题按要求", "是这是支持和可有效", "《要：（的，不能，，，需"])
def test_a_line_of_a_megabyte_without_a_break_takes_linear_time(unit: str) -> None:
    line = unit * (1_000_000 // len(unit.encode()))
    began = time.process_time()
    read_statement(line, label_span(line), (line,))
    assert time.process_time() - began < 20  # about 1 s; a quadratic step would take hours
