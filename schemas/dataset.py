"""What the dataset as a whole is called and who stands behind it: `dataset.json`, loaded and validated once.

The one place of name, titles, licence, publisher, addresses and coverage; every portal format, the release's README and the
citation take them from here. The addresses under example.org are placeholders until the dataset has a home.
"""
from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

FILE = Path(__file__).with_name("dataset.json")
URL = r"^https?://[^\s<>\"{}|\\^`]+$"
SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"


class Part(BaseModel):
    """A frozen, strict, closed part of the description."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Bilingual(Part):
    """A text in Chinese and in English."""

    zh: str = Field(min_length=1)
    en: str = Field(min_length=1)


class Keywords(Part):
    """Keywords in Chinese and in English: letters, digits, blanks and -_. alone, which is what portals take."""

    zh: tuple[str, ...] = Field(min_length=1)
    en: tuple[str, ...] = Field(min_length=1)


class Licence(Part):
    """The licence of the data. `short_title` is the title without version that CKAN's licence register knows."""

    spdx: str
    title: Bilingual
    short_title: str
    url: str = Field(pattern=URL)


class Publisher(Part):
    """Who publishes the dataset, and where they are reached."""

    name: Bilingual
    url: str = Field(pattern=URL)
    email: str = Field(pattern=r"^[^@\s]+@[^@\s]+$")


class Contributor(Part):
    """Who made or keeps the dataset, with the roles of Data Package v2."""

    name: Bilingual
    roles: tuple[Literal["creator", "publisher", "maintainer", "contributor"], ...]


class Catalogue(Part):
    """The catalogue that lists the dataset."""

    title: Bilingual
    description: Bilingual


class Spatial(Part):
    """The place that the dataset is about: name, authority address, and west, south, east, north in degrees."""

    name: Bilingual
    country: str = Field(pattern=URL)
    bbox: tuple[float, float, float, float]


class Theme(Part):
    """A theme of the EU's authority table of data themes."""

    url: str = Field(pattern=URL)
    label: Bilingual


class Languages(Part):
    """The authority addresses of the languages that the dataset is in."""

    zh: str = Field(pattern=URL)
    en: str = Field(pattern=URL)


class Dataset(Part):
    """The dataset as a whole, whatever the release. `frequency` is an address of an EU authority table."""

    name: str = Field(pattern=SLUG)
    title: Bilingual
    description: Bilingual
    keywords: Keywords
    licence: Licence
    publisher: Publisher
    contributors: tuple[Contributor, ...]
    homepage: str = Field(pattern=URL)
    release_url: str
    catalogue: Catalogue
    spatial: Spatial
    themes: tuple[Theme, ...]
    languages: Languages
    frequency: str = Field(pattern=URL)

    def url_of(self, version: str, path: str = "") -> str:
        """The address of a release, or of the file at `path` in it."""
        return "/".join(filter(None, (self.release_url.format(version=version), path)))


@cache
def dataset() -> Dataset:
    """The description of the dataset; pydantic's ValidationError where `dataset.json` is not what it must be."""
    return Dataset.model_validate_json(FILE.read_text(encoding="utf-8"))
