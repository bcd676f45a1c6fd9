"""Settings: one place, read from the environment (`RENEWAL_…`), then `.env`, with the command line above both."""
from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from flows.errors import InputError

WORK = ".renewal"
"""Name of the work folder beside the output, where no other is named."""


class Settings(BaseSettings):
    """What a run can be told from outside; each field is `RENEWAL_<NAME>` in the environment or in `.env`.

    InputError where one of them makes no sense.
    """

    model_config = SettingsConfigDict(env_prefix="RENEWAL_", env_file=".env", extra="ignore", frozen=True)

    raw: Path = Field(Path("raw"), description="Folder of raw texts and their manifest.")
    output: Path = Field(Path("output"), description="Folder that releases are published into.")
    lock_wait: float = Field(10.0, ge=0, description="Seconds to wait for another publish to end before giving up.")
    batch_bytes: int = Field(4_000_000, ge=1, description="Sources are parsed in batches of about this many bytes a task.")
    partition_bytes: int = Field(64_000_000, ge=1, description="A release of more bytes of text than this is partitioned: a folder of parts a record.")
    work: Path | None = Field(None, description="Folder for what lies between reading and releasing. [default: .renewal beside the output]")

    def __init__(self, **values: Any) -> None:
        try:
            super().__init__(**values)
        except ValidationError as error:
            wrong = error.errors()[0]
            raise InputError(f"RENEWAL_{str(wrong['loc'][0]).upper()}: {wrong['msg']}, not {wrong['input']!r}") from None


PREFECT_DEFAULTS = {
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_BATCH_SIZE": "100",
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_READ_BATCH_SIZE": "100",
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_FLUSH_INTERVAL": "1",
    "PREFECT_SERVER_SERVICES_EVENT_PERSISTER_BATCH_SIZE": "200",
    "PREFECT_SERVER_SERVICES_EVENT_PERSISTER_READ_BATCH_SIZE": "200",
}
"""Prefect's own settings where they are not set: an embedded server that starts slowly is waited for, offline use logs no
errors, and SQLite is written in batches (without them the client sleeps 2 s at every lock)."""


def prefer_prefect_defaults() -> None:
    """Put PREFECT_DEFAULTS into the environment where nothing is set; to be called before Prefect is imported."""
    for name, value in PREFECT_DEFAULTS.items():
        os.environ.setdefault(name, value)
