"""`renewal parse` of the real source, from the start of its process to its end, in CPU seconds."""
from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from statistics import median

from tests.bench.corpus import REPOSITORY
from tests.bench.figures import cost_of, figure, heading

RUNS = 5
SOURCE = REPOSITORY / "raw/urban-renewal-timeline.txt"
RENEWAL = Path(sys.executable).with_name("renewal")


def main() -> None:
    """Print the CPU seconds of several runs, and those of Python starting with nothing to do."""
    heading("renewal parse of the real source, a whole process")
    with tempfile.TemporaryDirectory() as folder:
        parse = [RENEWAL, "parse", SOURCE, "--to", folder]
        cost_of(parse)
        costs = [cost_of(parse) for _ in range(RUNS)]
    python = min(cost_of([sys.executable, "-c", ""]).cpu for _ in range(RUNS))
    cpu = [cost.cpu for cost in costs]
    figure("CPU seconds, least / median of 5", f"{min(cpu):.2f} / {median(cpu):.2f}   (aim: under 1)")
    figure("wall seconds, least", f"{min(cost.wall for cost in costs):.2f}")
    figure("ratio to an empty Python process", f"{min(cpu) / python:.0f}")
