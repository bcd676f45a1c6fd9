"""The reading as machine code (`make compiled`) reads what the code as written reads, to the byte."""
from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.command import installed

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def compiled() -> str:
    """What PYTHONPATH is for the compiled reading."""
    if shutil.which("cc") is None:
        pytest.skip("no C compiler")
    subprocess.run(["make", "compiled"], cwd=ROOT, check=True, capture_output=True)
    return str(ROOT / "build/compiled")


@pytest.mark.soak
def test_compiled_or_not_every_text_read_by_hand_gives_the_same_files(compiled: str, tmp_path: Path) -> None:
    for source in (ROOT / "tests/gold").glob("*/source.txt"):
        shutil.copy(source, tmp_path / f"{source.parent.name}.txt")
    texts = sorted(path.name for path in tmp_path.iterdir())
    for to, path in (("written", ""), ("compiled", compiled)):
        ended = installed("parse", *texts, "--to", to, folder=tmp_path, PYTHONPATH=path)
        assert (ended.code, ended.err) == (0, "")
    made = {to: {file.relative_to(tmp_path / to): file.read_bytes() for file in (tmp_path / to).rglob("*.*")} for to in ("written", "compiled")}
    assert made["written"] == made["compiled"]
    assert len(made["written"]) > 20
