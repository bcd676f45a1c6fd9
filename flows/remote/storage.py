"""A prefix of an object store: list, read, write, delete; every failure is a sentence that names the object, and no secret."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import md5, sha256
from pathlib import Path
from typing import Any, NamedTuple

import fsspec
from fsspec.utils import tokenize

from flows.errors import InputError, ReleaseError
from flows.releasing.checksums import sha256_of
from flows.settings import Settings

CHUNK = 1 << 20
MD5_DIGITS = 32
S3 = ("s3://", "s3a://")


class StorageError(ReleaseError):
    """The object storage did not do what it was asked; `passing` where it may do so when asked again."""

    def __init__(self, sentence: str, *, passing: bool = False) -> None:
        super().__init__(sentence)
        self.passing = passing


class Entry(NamedTuple):
    """An object as it is listed: its size, its ETag where the store has them, and a token that changes when it is written."""

    size: int
    etag: str | None
    token: str


def is_remote(place: str | Path) -> bool:
    """Whether a place is an address in object storage and no local path."""
    return "://" in str(place)


class Store:
    """The objects under an address such as s3://bucket/prefix; names are relative to it.

    InputError where the address is none that can be used.
    """

    def __init__(self, url: str, settings: Settings) -> None:
        if "@" in url.partition("://")[2].partition("/")[0]:
            raise InputError("an address of object storage may hold no key; put it into RENEWAL_STORAGE_KEY and RENEWAL_STORAGE_SECRET")
        self.url = url.rstrip("/")
        self._settings = settings
        protocol = url.partition("://")[0]
        self.conditional = url.startswith(S3)
        """Whether an object can be replaced on the condition that it is still the one that was read."""
        try:
            self._system = fsspec.filesystem(protocol, **options_for(url, settings))
        except (ValueError, ImportError) as error:
            raise InputError(f"{url}: {error}; for s3:// install the extra: pip install 'renewal[s3]'") from None
        self._root = self._system._strip_protocol(self.url)

    def entries(self, under: str = "") -> dict[str, Entry]:
        """Name → entry of every object below a name."""
        with self._telling(under):
            found = self._system.find(self._path(under), detail=True, **({"refresh": True} if self.conditional else {}))
        names = {path[len(self._root) :].lstrip("/"): info for path, info in found.items()}
        return {name: Entry(info["size"], _etag(info), tokenize(info)) for name, info in sorted(names.items()) if name and not name.endswith("/")}

    def read(self, name: str) -> bytes | None:
        """The bytes of a small object; None where there is none."""
        with self._telling(name):
            try:
                return bytes(self._system.cat_file(self._path(name)))
            except FileNotFoundError:
                return None

    def fetch(self, name: str, path: Path) -> None:
        """Copy an object into a local file."""
        path.parent.mkdir(parents=True, exist_ok=True)
        with self._telling(name):
            self._system.get_file(self._path(name), str(path))

    def put(self, name: str, path: Path) -> None:
        """Copy a local file into an object, and see that it arrived."""
        with self._telling(name):
            self._system.put_file(str(path), self._path(name))
            arrived = Entry((info := self._system.info(self._path(name)))["size"], _etag(info), "")
            if not self._same(name, arrived, path):
                raise StorageError(f"{self.url}/{name}: what arrived is not what was sent; run again", passing=True)

    def write(self, name: str, data: bytes, **conditions: str) -> str | None:
        """Write a small object whole; its ETag where the store tells it. FileExistsError where `mode="create"` and it exists."""
        with self._telling(name):
            answer = self._system.pipe_file(self._path(name), data, **conditions)
        return answer.get("ETag") if isinstance(answer, dict) else None

    def delete(self, names: Iterable[str]) -> None:
        """Delete some objects; one that is not there is no error."""
        for name in names:
            with self._telling(name):
                try:
                    self._system.rm_file(self._path(name))
                except FileNotFoundError:
                    continue

    def holds(self, name: str, entry: Entry | None, path: Path) -> bool:
        """Whether a listed object has the bytes of a local file."""
        with self._telling(name):
            return entry is not None and self._same(name, entry, path)

    def _same(self, name: str, entry: Entry, path: Path) -> bool:
        """By size and ETag where that is an MD5 (an object written in one part), else by reading it again."""
        if entry.size != path.stat().st_size:
            return False
        with path.open("rb") as file:
            local = md5(usedforsecurity=False)
            while data := file.read(CHUNK):
                local.update(data)
        if entry.etag == local.hexdigest():
            return True
        return not (self.conditional and entry.etag and len(entry.etag) == MD5_DIGITS) and self._sha256(name) == sha256_of(path)

    def _sha256(self, name: str) -> str:
        digest = sha256()
        with self._system.open(self._path(name), "rb") as file:
            while data := file.read(CHUNK):
                digest.update(data)
        return digest.hexdigest()

    def _path(self, name: str) -> str:
        return f"{self._root}/{name}".rstrip("/")

    @contextmanager
    def _telling(self, name: str) -> Iterator[None]:
        """Any failure of the store as a StorageError; FileExistsError and FileNotFoundError of a condition pass."""
        try:
            yield
        except (StorageError, FileExistsError):
            raise
        except FileNotFoundError:
            raise StorageError(f"{self.url}/{name}: there is no such bucket or object; check the address") from None
        except PermissionError as error:
            said = self._settings.redacted(str(error))
            raise StorageError(f"{self.url}/{name}: refused ({said}); check RENEWAL_STORAGE_KEY and RENEWAL_STORAGE_SECRET, and what they may do") from None
        except Exception as error:
            said = self._settings.redacted(f"{type(error).__name__}: {error}")
            raise StorageError(f"{self.url}/{name}: {said}; check the address and RENEWAL_STORAGE_ENDPOINT, then run again", passing=True) from None


def _etag(info: dict[str, Any]) -> str | None:
    etag = info.get("ETag")
    return etag.strip('"') if etag else None


def options_for(place: str, settings: Settings) -> dict[str, Any]:
    """What fsspec is told of a place; for s3:// its cache of listings and of itself is off, since others write there too."""
    if not place.startswith(S3):
        return {}
    options: dict[str, Any] = {"skip_instance_cache": True, "use_listings_cache": False}
    if settings.storage_endpoint:
        options["client_kwargs"] = {"endpoint_url": settings.storage_endpoint}
    if settings.storage_key and settings.storage_secret:
        options |= {"key": settings.storage_key.get_secret_value(), "secret": settings.storage_secret.get_secret_value()}
    return options
