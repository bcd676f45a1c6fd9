"""`python -m tests.learning learn`: learn the weights anew; `… check`: how well weights do on texts that they were not learned from."""
from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

from flows.checking.accuracy_gold import read_gold
from tests.learning.functions import check, learn

ROOT = Path(__file__).parents[2]
LESSONS = {"learn": learn, "check": check}

parser = ArgumentParser(prog="python -m tests.learning", description=__doc__)
parser.add_argument("lesson", choices=LESSONS)
LESSONS[parser.parse_args().lesson](read_gold(ROOT / "tests/gold", ROOT / "raw"))
