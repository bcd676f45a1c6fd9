"""The helpers by which columns are read: on each, what a loop would give."""
from hypothesis import given
from hypothesis import strategies as st

from flows.reading.columns import earlier_equals, first_of_each, ints, rows_of, written_out

KEYS = st.lists(st.integers(0, 4), max_size=12)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 3)), max_size=8))
def test_ranges_are_written_out_number_by_number(ranges: list[tuple[int, int]]) -> None:
    owners, numbers = written_out(ints([start for start, _ in ranges]), ints([start + size for start, size in ranges]))
    assert list(zip(owners, numbers, strict=True)) == [(owner, start + step) for owner, (start, size) in enumerate(ranges) for step in range(size)]


@given(KEYS)
def test_the_first_of_each_key_stands_where_no_equal_one_does_before(keys: list[int]) -> None:
    assert list(first_of_each(ints(keys))) == [place for place, key in enumerate(keys) if key not in keys[:place]]


@given(KEYS)
def test_equal_keys_before_each_are_counted(keys: list[int]) -> None:
    assert list(earlier_equals(ints(keys))) == [keys[:place].count(key) for place, key in enumerate(keys)]


@given(KEYS, KEYS)
def test_the_rows_of_a_key_are_found_in_a_sorted_column(keys: list[int], wanted: list[int]) -> None:
    keys = sorted(keys)
    places, rows = rows_of(ints(keys), ints(wanted))
    assert list(zip(places, rows, strict=True)) == [(place, row) for place, key in enumerate(wanted) for row, found in enumerate(keys) if found == key]
