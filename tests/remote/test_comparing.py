"""A release in object storage, compared with what was published, and mended from a whole copy."""
from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from flows.remote.storage import StorageError, Store
from flows.remote.working_copy import compared_at_hand, working_copy
from flows.settings import Settings
from tests.command import renewal
from tests.releasing import mini

RELEASE = "releases/0.1.0"
EVENTS, JSON, SUMS = f"{RELEASE}/parquet/events.parquet", f"{RELEASE}/json/events.json", f"{RELEASE}/SHA256SUMS"
RECORDS = ("sources", "lines", "events", "directives")


def publish(store: Store, settings: Settings) -> list[str]:
    """A publish of one small release into a prefix; the objects that it put back."""
    with working_copy("raw", store.url, settings) as copy:
        mini.publish(copy.output, {name: table for name, table in mini.tables(mini.EVENTS[:1]).items() if name in RECORDS})
        copy.push()
    return list(copy.mended)


def flip(store: Store, name: str) -> None:
    """Change a byte in the middle of an object."""
    data = bytearray(store.read(name) or b"")
    data[len(data) // 2] ^= 1
    store.write(name, bytes(data))


def wrong(store: Store, settings: Settings) -> dict[str, str]:
    """Object → what is wrong with it in the latest release."""
    told = dict(line.split(": ", 1) for line in compared_at_hand(store.url, settings, "latest")[1])
    return {address.removeprefix(f"{store.url}/"): says for address, says in told.items()}


def damage(store: Store) -> dict[str, str]:
    """Damage a release in every way; object → what is to be told of it."""
    flip(store, EVENTS)
    store.delete([JSON])
    store.write(f"{RELEASE}/stray", b"1")
    return {EVENTS: "its bytes are not those that were published", JSON: "published, but not there", f"{RELEASE}/stray": "there, but not published"}


def test_every_object_that_is_not_what_was_published_is_named_with_a_copy_and_without(store: Store, settings: Settings) -> None:
    publish(store, settings)
    expected = damage(store)
    assert wrong(store, settings) == expected
    shutil.rmtree(settings.work_folder(store.url))
    assert wrong(store, settings) == expected


def test_what_vouches_for_the_others_is_vouched_for_itself(store: Store, settings: Settings) -> None:
    publish(store, settings)
    flip(store, "latest")
    assert wrong(store, settings) == {"latest": "it vouches for another SHA256SUMS; the next publish writes it again"}
    flip(store, SUMS)
    assert wrong(store, settings) == {SUMS: "its bytes are not those that were published"}


def test_a_copy_that_was_damaged_is_fetched_again_and_blames_nobody(store: Store, settings: Settings) -> None:
    publish(store, settings)
    [path] = settings.work_folder(store.url).glob(f"copies/*/files/{EVENTS}")
    path.write_bytes(b"damaged")
    assert wrong(store, settings) == {}, "all is as published"
    assert path.read_bytes() == store.read(EVENTS)


def test_a_publish_puts_back_what_of_the_newest_release_is_lost_or_damaged(store: Store, settings: Settings) -> None:
    publish(store, settings)
    whole = {name: store.read(name) for name in (EVENTS, JSON, SUMS)}
    damage(store)
    store.delete([SUMS])
    assert sorted(publish(store, settings)) == sorted(whole)
    assert {name: store.read(name) for name in whole} == whole
    assert publish(store, settings) == []


def test_a_publish_that_has_no_whole_copy_says_what_is_lost_and_the_way_out(store: Store, settings: Settings) -> None:
    publish(store, settings)
    store.delete([JSON, SUMS])
    shutil.rmtree(settings.work_folder(store.url))
    with pytest.raises(StorageError, match=f"^{store.url}/{SUMS}: published, but not there, and no whole copy .* is at hand; publish on a machine"):
        publish(store, settings)


@pytest.fixture
def address(store: Store, settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    """The address of a published release, which the command line can reach from a folder that has no copy yet."""
    publish(store, settings)
    for name, value in {"ENDPOINT": settings.storage_endpoint, "KEY": "a-key", "SECRET": "a-secret"}.items():
        monkeypatch.setenv(f"RENEWAL_STORAGE_{name}", str(value))
    monkeypatch.setenv("RENEWAL_WORK", str(tmp_path / "fresh"))
    return f"{store.url}/{RELEASE}"


def test_verifying_a_release_with_a_lost_object_ends_with_1_and_its_address(store: Store, address: str, tmp_path: Path) -> None:
    store.delete([JSON])
    ended = renewal("verify", "--no-rebuild", "--raw", tmp_path, "--output", store.url)
    assert ended == (1, f"{store.url}/{JSON}: published, but not there\n{address}: 1 problems\n", "")


def test_a_release_in_object_storage_is_told_by_its_address_and_not_by_its_copy(store: Store, address: str, tmp_path: Path) -> None:
    (tmp_path / "s.txt").write_text(mini.made(mini.EVENTS[:1])[1], encoding="utf-8")
    assert renewal("verify", "--no-rebuild", "--raw", tmp_path, "--output", store.url) == (0, f"{address}: every promise is kept\n", "")
    assert renewal("release", "latest", "--output", store.url).out == f"0.1.0 {address}\n"
