"""`python -m tests.learning`: learn the weights anew; `… check`: how well weights do on texts that they were not learned from."""
from __future__ import annotations

import sys
from pathlib import Path

from flows.checking.accuracy_gold import read_gold
from tests.learning.functions import check, learn

ROOT = Path(__file__).parents[2]

lesson = check if sys.argv[1:] == ["check"] else learn
lesson(read_gold(ROOT / "tests/gold", ROOT / "raw"))
