"""Settings: one place, read from the environment (`RENEWAL_…`), then `.env`, with the command line above both.

`renewal settings` prints them with their values and where each came from. What is secret is a SecretStr: it never stands in a
log, an error, an artifact or a run record.
"""
from __future__ import annotations

import json
import os
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal

from dotenv import dotenv_values
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from flows.addresses import MASK, require_plain, userinfo, without_userinfo
from flows.errors import InputError

PREFIX = "RENEWAL_"
SECRET = frozenset({"notify", "storage_key", "storage_secret"})
REACHED = ("dask_address", "storage_endpoint")
"""Settings of addresses that a run connects to besides its places."""

WORK = ".renewal"
"""Name of the work folder beside the output, where no other is named."""


class Settings(BaseSettings):
    """What a run can be told from outside; each field is `RENEWAL_<NAME>` in the environment or in `.env`.

    InputError where one of them makes no sense, or a variable is named like a setting and is none.
    """

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_file=".env", extra="ignore", frozen=True)

    raw: str = Field("raw", description="Folder of raw texts and their manifest, or its address in object storage (s3://bucket/prefix).")
    output: str = Field("output", description="Folder that releases are published into, or its address in object storage.")
    lock_wait: float = Field(10.0, ge=0, description="Seconds to wait for another publish to end before giving up.")
    batch_bytes: int = Field(4_000_000, ge=1, description="Sources are parsed in batches of about this many bytes a task.")
    runner: Literal["threads", "dask"] = Field("threads", description="Where tasks run side by side: on threads, or on a Dask cluster.")
    workers: int | None = Field(None, ge=1, description="Tasks that run side by side, on threads or a local Dask cluster; not set: one a core.")
    dask_address: str | None = Field(None, description="Address of a Dask scheduler (tcp://host:8786); not set: a local cluster for the run.")
    notify: Annotated[list[SecretStr], NoDecode] = Field(
        [], description="Who is told of failures and changes: Apprise URLs or webhooks (https://…), apart by white space or as a JSON list."
    )
    public_url: str | None = Field(None, description="Address at which readers find `output`; links in artifacts and notifications lead there.")
    storage_endpoint: str | None = Field(None, description="Address of an S3-compatible server; not set: Amazon's, or what AWS_ENDPOINT_URL says.")
    storage_key: SecretStr | None = Field(None, description="Access key of the object storage; not set: what the AWS_… environment or ~/.aws says.")
    storage_secret: SecretStr | None = Field(None, description="Secret key of the object storage.")
    partition_bytes: int = Field(8_000_000, ge=1, description="A release of more bytes of text than this is partitioned: a folder of parts a record.")
    work: Path | None = Field(
        None, description="Folder for what is between reading and releasing, copies of object storage, and run records. [default: .renewal beside the output]"
    )

    def __init__(self, **values: Any) -> None:
        try:
            super().__init__(**values)
        except ValidationError as error:
            wrong = error.errors()[0]
            name = str(wrong["loc"][0])
            given = "" if name in SECRET else f", not {wrong['input']!r}"
            raise InputError(f"{PREFIX}{name.upper()}: {wrong['msg']}{given}") from None
        _require_known()

    @field_validator("notify", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        """A list written as JSON, or its members apart by white space."""
        if not isinstance(value, str):
            return value
        return json.loads(value) if value.lstrip().startswith("[") else value.split()

    def place(self, name: Literal["raw", "output"], given: str | None) -> str:
        """Where the raw texts or the releases lie: as given, else as set.

        InputError where that, or another address that a run connects to, holds a password.
        """
        for setting in REACHED:
            require_plain(PREFIX + setting.upper(), getattr(self, setting) or "")
        place: str = given or getattr(self, name)
        require_plain(f"--{name}" if given else PREFIX + name.upper(), place)
        return place

    def work_folder(self, output: str) -> Path:
        """Where a publish into an output keeps what is its own: beside the output, or in this folder where that is no local one."""
        return self.work or (Path(WORK) if "://" in output else Path(output).parent / WORK)

    def secrets(self) -> list[str]:
        """Every secret that is set, to be struck out of whatever is told."""
        told = [*self.notify, *(secret for secret in (self.storage_key, self.storage_secret) if secret)]
        addresses = [value for name in type(self).model_fields if isinstance(value := getattr(self, name), str)]
        return [secret for secret in (*(secret.get_secret_value() for secret in told), *map(userinfo, addresses)) if secret]

    def redacted(self, text: str) -> str:
        """A text without the secrets, and without users and passwords in addresses."""
        for secret in sorted(self.secrets(), key=len, reverse=True):
            text = text.replace(secret, MASK)
        return without_userinfo(text)


def _require_known() -> None:
    """InputError that names the nearest setting where a variable in the environment or `.env` is none: a mistyped one would be ignored."""
    known = [PREFIX + name.upper() for name in Settings.model_fields]
    for variable in map(str.upper, (*os.environ, *dotenv_values(".env"))):
        if variable.startswith(PREFIX) and variable not in known:
            nearest = get_close_matches(variable, known, n=1, cutoff=0)[0]
            raise InputError(f"{variable}: there is no such setting, the nearest is {nearest}; put the name right, or remove it")


def origin(name: str) -> str:
    """Where a setting's value comes from: environment, .env or default."""
    variable = (PREFIX + name).lower()
    if variable in {key.lower() for key in os.environ}:
        return "environment"
    return ".env" if variable in {key.lower() for key in dotenv_values(".env")} else "default"


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
