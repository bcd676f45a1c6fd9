"""`python -m tests.learning`: learn the weights anew; `python -m tests.learning check`: how well weights do on texts that they were not learned from."""
from __future__ import annotations

import sys
from pathlib import Path

from flows.checking.accuracy_gold import read_gold
from tests.learning import functions

ROOT = Path(__file__).parents[2]
LEARNED = (functions,)


def main(arguments: list[str]) -> None:
    """Write the learned weights, or check each text with weights from the others."""
    texts = read_gold(ROOT / "tests/gold", ROOT / "raw")
    for lesson in LEARNED:
        if arguments == ["check"]:
            lesson.check(texts)
        else:
            lesson.learn(texts)


main(sys.argv[1:])
