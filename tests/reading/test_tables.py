"""Rows of pipe tables, cut into cells with their spans."""
from hypothesis import given
from hypothesis import strategies as st

from flows.reading.tables import split_row


def test_a_row_is_cut_at_its_pipes_and_the_outer_ones_are_optional():
    assert [cell.text for cell in split_row("| 甲 | 乙 |")] == ["甲", "乙"]
    assert [cell.text for cell in split_row("甲 | 乙")] == ["甲", "乙"]


def test_an_escaped_pipe_is_part_of_its_cell():
    cell = split_row(r"| a\|b | c |")[0]
    assert (cell.text, cell.raw) == ("a|b", r"a\|b")


def test_an_empty_cell_is_a_cell():
    assert [cell.text for cell in split_row("| 甲 |  | 丙 |")] == ["甲", "", "丙"]
    assert [cell.text for cell in split_row("| 甲 | |")] == ["甲", ""]


@given(st.text(alphabet="甲| \\a*", max_size=40))
def test_every_cell_quotes_its_span(line):
    for cell in split_row(line):
        assert line[cell.start : cell.end] == cell.raw
