"""A prefix of object storage, as it is read and written."""
from __future__ import annotations

import traceback
from pathlib import Path
from typing import Any

import pytest

from flows.errors import InputError
from flows.remote.storage import StorageError, Store, is_remote
from flows.settings import Settings


def test_what_was_put_is_listed_fetched_and_deleted(store: Store, tmp_path: Path) -> None:
    (tmp_path / "text").write_text("更新", encoding="utf-8")
    store.put("a/text.txt", tmp_path / "text")
    assert {name: entry.size for name, entry in store.entries().items()} == {"a/text.txt": 6}
    store.fetch("a/text.txt", tmp_path / "back")
    assert (tmp_path / "back").read_bytes() == (tmp_path / "text").read_bytes()
    store.delete(["a/text.txt", "never-there"])
    assert store.entries() == {}
    assert store.read("a/text.txt") is None


def test_a_prefix_does_not_see_the_one_whose_name_begins_alike(store: Store, settings: Settings) -> None:
    Store(store.url + "-2", settings).write("other", b"1")
    store.write("own", b"1")
    assert list(store.entries()) == ["own"]


def test_the_token_of_an_object_changes_when_it_is_written_anew(store: Store) -> None:
    store.write("text", b"1")
    before = store.entries()["text"].token
    assert store.entries()["text"].token == before
    store.write("text", b"2")
    assert store.entries()["text"].token != before


def test_an_object_of_other_bytes_is_not_held_to_be_the_file(store: Store, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"abc")
    store.write("object", b"abd")
    assert not store.holds("object", store.entries()["object"], tmp_path / "file")
    store.write("object", b"abc")
    assert store.holds("object", store.entries()["object"], tmp_path / "file")


def test_an_object_in_several_parts_is_compared_by_reading_it(store: Store, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"0123456789abcdef" * (11 << 16))
    store._system.put_file(str(tmp_path / "file"), f"{store._root}/object", chunksize=5 << 20)
    entry = store.entries()["object"]
    assert "-" in (entry.etag or "")
    assert store.holds("object", entry, tmp_path / "file")
    (tmp_path / "file").write_bytes(b"0123456789abcdeF" * (11 << 16))
    assert not store.holds("object", entry, tmp_path / "file")


def test_what_arrives_changed_is_an_error(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_bytes(b"abc")
    put_file = store._system.put_file

    def damaged(path: str, name: str) -> None:
        (tmp_path / "other").write_bytes(b"abd")
        put_file(str(tmp_path / "other"), name)

    monkeypatch.setattr(store._system, "put_file", damaged)
    with pytest.raises(StorageError, match="what arrived is not what was sent"):
        store.put("object", tmp_path / "file")


def test_a_bucket_that_is_not_there_is_told_with_its_address(settings: Settings) -> None:
    with pytest.raises(StorageError, match="s3://no-such-bucket/x/name: there is no such bucket") as told:
        Store("s3://no-such-bucket/x", settings).write("name", b"")
    assert not told.value.passing


def test_secrets_stand_in_no_error(settings: Settings, monkeypatch: pytest.MonkeyPatch, store: Store) -> None:
    def refused(*arguments: Any, **named: Any) -> None:
        raise PermissionError("the key a-key with a-secret is not known")

    monkeypatch.setattr(store._system, "cat_file", refused)
    with pytest.raises(StorageError, match="refused") as told:
        store.read("name")
    text = "".join(traceback.format_exception(told.value))
    assert "a-secret" not in text and "a-key" not in text


def test_an_address_with_a_key_in_it_is_refused_without_repeating_it(settings: Settings) -> None:
    with pytest.raises(InputError, match="RENEWAL_STORAGE_KEY") as told:
        Store("s3://key:very-secret@bucket/prefix", settings)
    assert "very-secret" not in str(told.value)


def test_an_unknown_kind_of_storage_is_told(settings: Settings) -> None:
    with pytest.raises(InputError, match="nosuch"):
        Store("nosuch://bucket", settings)


@pytest.mark.parametrize(("place", "remote"), [("s3://b/p", True), ("gs://b", True), ("raw", False), ("/data/raw", False), ("C:/raw", False)])
def test_an_address_is_told_from_a_path(place: str, remote: bool) -> None:
    assert is_remote(place) is remote
