"""The benchmark of the reading still finds what it times."""
from __future__ import annotations

import pytest

from tests.bench import reading


def test_every_part_of_the_reading_takes_its_share_of_the_time(capsys: pytest.CaptureFixture[str]) -> None:
    reading.main(20_000)
    shares = [line for line in capsys.readouterr().out.splitlines() if "µs a line" in line]
    assert len(shares) == 12
    assert not any(" 0.0 µs" in line for line in shares if "statements" in line or "quantities" in line)
