"""Directives read a portion at a time, and their spans, in mended lines too."""
from unittest.mock import patch

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from flows.reading import directives
from flows.reading.reader import read_text
from flows.reading.words import Places, Words

TEXT = "2020年7月\n国务院《意见》\n" + "".join(f"- 任务{n}：支持各地推进城市更新，{n}年内不得拆除老旧小区。\n" for n in range(40))


def test_what_is_read_does_not_depend_on_the_size_of_the_portions() -> None:
    whole = read_text("a", TEXT)["directives"]
    with patch.object(directives, "AT_ONCE", 70):
        assert read_text("a", TEXT)["directives"] == whole
    assert len(whole) == 40


def test_long_lines_are_read_a_portion_at_a_time() -> None:
    line = "推进城市更新，" * 1_000
    with patch.object(directives, "read_statements", wraps=directives.read_statements) as read:
        read_text("a", "2020年7月\n国务院《意见》\n" + f"- {line}\n" * 40)
    assert max(sum(map(len, call.args[0].texts)) for call in read.call_args_list) <= directives.AT_ONCE + len(line)


ORIGINS = st.lists(st.tuples(st.integers(0, 50), st.integers(51, 99)), min_size=9, max_size=9)


@given(st.lists(st.tuples(st.integers(0, 1_000), st.none() | ORIGINS), min_size=1, max_size=6), st.data())
def test_many_spans_are_those_that_each_line_tells_of_its_words(lines: list[tuple[int, list[tuple[int, int]] | None]], data: st.DataObject) -> None:
    parts = data.draw(st.lists(st.tuples(st.integers(0, len(lines) - 1), st.integers(0, 4), st.integers(5, 9)), max_size=8))
    places = Places(np.array([start for start, _ in lines]), {row: origins for row, (_, origins) in enumerate(lines) if origins})
    rows, starts, ends = (np.array([part[column] for part in parts], np.int64) for column in range(3))
    told = [Words("", *lines[row]).span(start, end) for row, start, end in parts]
    assert list(zip(*places.spans(rows, starts, ends), strict=True)) == told
