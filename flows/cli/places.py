"""Where a verb finds the raw texts and the releases: as given, else as set; what lies in object storage is copied first."""
from __future__ import annotations

from pathlib import Path

from flows.settings import Settings


def raw_folder(given: str | None) -> Path:
    """The folder of raw texts."""
    from flows.remote.working_copy import raw_at_hand

    settings = Settings()
    return raw_at_hand(settings.place("raw", given), settings)


def output_folder(given: str | None, *releases: str, before: bool = False) -> Path:
    """The folder of releases; in object storage those named, by version or as `latest` (where none is: that), and with `before` those before them."""
    from flows.releasing.catalogue import LATEST
    from flows.remote.working_copy import output_at_hand

    settings = Settings()
    return output_at_hand(settings.place("output", given), settings, releases or (LATEST,), before=before)


def address_of(given: str | None, releases: Path, release: Path) -> str:
    """Where users find a release in the folder of releases: its address in object storage, or the folder that it is."""
    from flows.releasing.catalogue import RELEASES
    from flows.remote.storage import is_remote

    place = Settings().place("output", given)
    copied = is_remote(place) and release.resolve().is_relative_to(releases.resolve())
    return f"{place.rstrip('/')}/{RELEASES}/{release.resolve().name}" if copied else str(release)


def damaged_objects(given: str | None, release: str) -> tuple[str, list[str]]:
    """The address of a release in object storage, and what is wrong there, object by object; nothing of one in a folder."""
    from flows.remote.working_copy import compared_at_hand

    settings = Settings()
    return compared_at_hand(settings.place("output", given), settings, release)
