"""Reading, validation and Arrow on a large generated source: MB of UTF-8 a second of one core, and what each part takes."""
from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from flows.reading import directives, metrics, reader
from flows.reading.batches import to_tables
from flows.reading.event import Rows
from flows.reading.kinds import line_kinds, shape_of
from flows.reading.reader import read_text
from flows.reading.text_lines import split_lines
from schemas import Directive
from schemas.base import columns_of
from tests.bench.corpus import generate
from tests.bench.figures import MEGABYTE, best, figure, heading

SIZE = 5_000_000
RUNS = 3
WARM_UP = 200_000
COMPILED = Path(reader.__file__).suffix != ".py"
RAW_TEXT = columns_of(Directive).index("raw_text")


class Clock:
    """CPU seconds spent inside functions that it is wrapped around."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def around(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, timed."""

        def timed(*arguments: Any) -> Any:
            start = time.process_time()
            result = function(*arguments)
            self.seconds += time.process_time() - start
            return result

        return timed


def main(size: int = SIZE) -> None:
    """Print the speeds and the shares, of text as rich in quantities as the real source and of text ten times as rich."""
    to_tables(read_text("warm-up", generate(WARM_UP, seed=RUNS + 1)))
    _speed(size, dense=False, aim="   (aim: at least 4)")
    _speed(size, dense=True)


def _speed(size: int, *, dense: bool, aim: str = "") -> None:
    """Each run reads a text of its own, so that nothing is remembered from the run before."""
    texts = [generate(size, seed, dense=dense) for seed in range(1, RUNS + 1)]
    megabytes = sum(len(text.encode()) for text in texts) / RUNS / MEGABYTE
    manner = "all texts read by hand" if dense else "the real source"
    heading(f"reading {megabytes:.1f} MB on one core{' by compiled code' if COMPILED else ''}, generated in the manner of {manner}")
    fresh = iter(texts)
    reading, rows = best(lambda: read_text("corpus", next(fresh)), RUNS)
    building, _ = best(lambda: to_tables(rows))
    figure("reading alone", f"{megabytes / reading:.2f} MB/s")
    figure("reading, validation and Arrow", f"{megabytes / (reading + building):.2f} MB/s{aim}")
    figure("records a MB", f"{sum(map(len, rows.values())) / megabytes:,.0f}")
    figure("quantities a MB", f"{len(rows['metrics']) / megabytes:,.0f}")
    statements = [row[RAW_TEXT] for row in rows["directives"]]
    figure("statements that stand there more than once", f"{1 - len(set(statements)) / len(statements):.1%}")
    if not COMPILED:  # whose functions call each other past any clock
        _shares(generate(size, seed=RUNS + 2, dense=dense), rows, reading + building)


def _shares(text: str, rows: Rows, total: float) -> None:
    """What each part takes, in its share of the whole and in µs a line; measured apart, so they add up only nearly."""
    lines = len(rows["lines"])
    parts = {"split into lines": best(lambda: split_lines(text))[0]}
    split = split_lines(text)
    parts["classify lines"] = best(lambda: line_kinds([shape_of(line) for line in split]))[0]
    with _timed(directives, "read_statements") as statements, _timed(metrics, "find_quantities") as quantities:
        whole, _ = best(lambda: read_text("corpus", text), runs=1)
    parts |= {"statements": statements.seconds, "quantities": quantities.seconds}
    parts["outline, ids, rows"] = max(0.0, whole - sum(parts.values()))
    parts["validation and Arrow"] = best(lambda: to_tables(rows), runs=1)[0]
    for name, seconds in parts.items():
        figure(f"  {name}", f"{seconds / total:6.1%} {seconds / lines * 1e6:7.1f} µs a line")


@contextmanager
def _timed(module: Any, name: str) -> Iterator[Clock]:
    """A clock around a function of a module while the block runs."""
    clock = Clock()
    with patch.object(module, name, clock.around(getattr(module, name))):
        yield clock
