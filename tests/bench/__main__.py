"""`python -m tests.bench [NAME...]`: run the benchmarks named, or all but `scale [SIZE...]`."""
from __future__ import annotations

import sys
from importlib import import_module

NAMES = ("startup", "reading", "publishing", "side_by_side", "explorer")


def main(names: list[str]) -> None:
    """Run benchmarks one after another; each imports what it needs when it runs. `scale` takes the sizes that follow it."""
    if names[:1] == ["scale"]:
        import_module("tests.bench.scale").main(names[1:])
        return
    if unknown := sorted(set(names) - set(NAMES)):
        sys.exit(f"no such benchmark: {', '.join(unknown)}; there are {', '.join(NAMES)}")
    for name in names or NAMES:
        import_module(f"tests.bench.{name}").main()


main(sys.argv[1:])
