"""The script of the charts is made once and kept; what was kept is used only as long as it is what was made."""
from __future__ import annotations

from pathlib import Path

import pytest

from flows.releasing.explorer import vega as module
from flows.releasing.explorer.vega import vega


def test_the_script_that_was_kept_is_that_which_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = vega(tmp_path / "scripts")
    monkeypatch.setattr(module, "_made", lambda: pytest.fail("it was made again"))
    assert vega(tmp_path / "scripts") == made
    assert "</script" not in made


@pytest.mark.parametrize("damage", [b"", b"\xff", b"x" * 64 + b"\nalert(1)"])
def test_a_script_that_is_not_as_it_was_kept_is_made_anew(tmp_path: Path, damage: bytes) -> None:
    made = vega(tmp_path)
    (path,) = tmp_path.iterdir()
    sound = path.read_bytes()
    path.write_bytes(damage)
    assert vega(tmp_path) == made
    assert path.read_bytes() == sound
    assert list(tmp_path.iterdir()) == [path]
