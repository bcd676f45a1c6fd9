"""Where a verb finds the raw texts and the releases: as given, else as set; what lies in object storage is copied first."""
from __future__ import annotations

from pathlib import Path

from flows.settings import Settings


def raw_folder(given: str | None) -> Path:
    """The folder of raw texts."""
    from flows.remote.working_copy import raw_at_hand

    settings = Settings()
    return raw_at_hand(settings.place("raw", given), settings)


def output_folder(given: str | None, *versions: str) -> Path:
    """The folder of releases; of one in object storage the newest, the one before it and `versions`."""
    from flows.remote.working_copy import output_at_hand

    settings = Settings()
    return output_at_hand(settings.place("output", given), settings, versions)
