"""The generated corpus is of the size asked for, the same each time, and no copy of one text."""
from flows.reading.reader import read_text
from tests.bench.corpus import generate


def test_the_same_size_and_seed_give_the_same_text():
    assert generate(50_000, seed=3) == generate(50_000, seed=3)


def test_another_seed_gives_another_text():
    assert generate(50_000, seed=3) != generate(50_000, seed=4)


def test_it_is_about_as_large_as_asked():
    assert 200_000 <= len(generate(200_000).encode()) < 205_000


def test_hardly_a_line_that_says_something_stands_twice():
    lines = [line for line in generate(300_000).splitlines() if len(line) > 20]
    assert len(set(lines)) > 0.8 * len(lines)


def test_it_reads_as_a_source_with_every_kind_of_record():
    rows = read_text("corpus", generate(200_000))
    assert all(rows.values())
