"""Lines give the text back to the character, whatever ends them."""
from hypothesis import given
from hypothesis import strategies as st

from flows.reading.text_lines import split_lines


@given(st.text(alphabet="改造 |-\r\n\u2028\x0b\x85", max_size=60))
def test_spans_and_the_line_ends_between_them_give_the_text_back(text):
    lines = split_lines(text)
    at, rebuilt = 0, ""
    for line in lines:
        assert text[at : line.start].strip("\r\n") == ""
        assert text[line.start : line.end] == line.raw
        rebuilt += text[at : line.start] + line.raw
        at = line.end
    assert rebuilt + text[at:] == text
    assert text[at:] in ("", "\n", "\r", "\r\n")


def test_lf_crlf_and_cr_end_a_line_and_nothing_else_does():
    assert [line.raw for line in split_lines("一\n二\r\n三\r四\u2028五\x0b六")] == ["一", "二", "三", "四\u2028五\x0b六"]


def test_an_end_at_the_end_opens_no_further_line():
    assert len(split_lines("一\n二\n")) == 2
    assert len(split_lines("一\n\n")) == 2
    assert split_lines("") == []
