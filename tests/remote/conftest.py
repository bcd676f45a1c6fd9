"""An S3-compatible server of the tests' own (moto: real HTTP on loopback), and empty buckets in it."""
from __future__ import annotations

import logging
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from flows.remote.storage import Store
from flows.settings import Settings
from tests.object_storage import s3_server

NUMBERS = count(1)


@pytest.fixture(scope="session")
def endpoint() -> Iterator[str]:
    """The address of a server that lives as long as the tests of this process."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    with s3_server() as address:
        yield address


@pytest.fixture
def settings(endpoint: str, tmp_path: Path) -> Settings:
    """Settings that lead to the server."""
    return Settings(storage_endpoint=endpoint, storage_key="a-key", storage_secret="a-secret", work=tmp_path / "work", lock_wait=0)


@pytest.fixture
def store(settings: Settings) -> Store:
    """An empty prefix in a bucket of its own."""
    bucket = f"bucket-{next(NUMBERS)}"
    made = Store(f"s3://{bucket}/data", settings)
    made._system.mkdir(bucket)
    return made
