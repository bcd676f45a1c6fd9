"""Waiting for the disk is what most of a small publish costs; only the tests of kills wait for it."""
from __future__ import annotations

import os

import pytest


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do not wait for the disk."""
    monkeypatch.setattr(os, "fsync", lambda handle: None)
