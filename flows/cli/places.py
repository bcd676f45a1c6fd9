"""Where a verb finds the raw texts and the releases: as given, else as set; what lies in object storage is copied first."""
from __future__ import annotations

from pathlib import Path

from flows.settings import Settings


def raw_folder(given: str | None) -> Path:
    """The folder of raw texts."""
    from flows.remote.working_copy import raw_at_hand

    settings = Settings()
    return raw_at_hand(given or settings.raw, settings)


def output_folder(given: str | None, *releases: str) -> Path:
    """The folder of releases; of those in object storage the ones named, by version or as `latest`, which is meant where none is, and those before them."""
    from flows.releasing.catalogue import LATEST
    from flows.remote.working_copy import output_at_hand

    settings = Settings()
    return output_at_hand(given or settings.output, settings, releases or (LATEST,))
