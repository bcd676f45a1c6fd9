"""The small release, built once a session, and a copy of it to spoil."""
from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.releasing.portals.mini_release import Release, build


@pytest.fixture(scope="session")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """The small release; not to be changed."""
    return build(tmp_path_factory.mktemp("release") / "1.2.0")


@pytest.fixture
def spoilt(release: Release, tmp_path: Path) -> Path:
    """A copy of the small release's folder that a test may change."""
    return Path(shutil.copytree(release.folder, tmp_path / "spoilt"))
