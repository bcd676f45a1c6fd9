"""Publishing into object storage: whole or not at all, whatever kills a run and whenever."""
from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pytest

from flows.errors import InputError
from flows.releasing.catalogue import find_release
from flows.releasing.checksums import FILE_NAME, sha256_of, verify_sums
from flows.releasing.identity import read_identity
from flows.remote import storage
from flows.remote.pointer import read_pointer
from flows.remote.pulling import pull_output, pull_raw
from flows.remote.pushing import push
from flows.remote.storage import StorageError, Store
from flows.remote.working_copy import output_at_hand, working_copy
from flows.settings import Settings
from tests.releasing import mini

RECORDS = ("sources", "lines", "events", "directives")


def content(events: int) -> dict[str, Any]:
    """Small tables of so many events."""
    return {name: table for name, table in mini.tables(mini.EVENTS[:events]).items() if name in RECORDS}


def publish(store: Store, settings: Settings, events: int) -> None:
    """A publish into a prefix, as the flow does it."""
    with working_copy("raw", store.url, settings) as copy:
        mini.publish(copy.output, content(events))
        copy.push()


def elsewhere(settings: Settings, tmp_path: Path) -> Settings:
    """The same settings on a machine that has no working copy yet."""
    shutil.rmtree(tmp_path / "elsewhere", ignore_errors=True)
    return settings.model_copy(update={"work": tmp_path / "elsewhere"})


def seen_by_readers(store: Store, folder: Path) -> str | None:
    """The version that a reader gets who follows `latest`; every file is fetched and checked."""
    version = read_pointer(store)
    if version is None:
        return None
    shutil.rmtree(folder, ignore_errors=True)
    prefix = f"releases/{version}/"
    for name in store.entries(prefix.rstrip("/")):
        store.fetch(name, folder / name.removeprefix(prefix))
    pointer = json.loads(store.read("latest") or b"")
    assert verify_sums(folder) == []
    assert pointer == {"version": version, "sha256sums": sha256_of(folder / FILE_NAME)}
    return read_identity(folder).version


def test_a_first_publish_makes_a_release_that_readers_find(store: Store, settings: Settings, tmp_path: Path) -> None:
    publish(store, settings, 1)
    assert seen_by_readers(store, tmp_path / "reader") == "0.1.0"
    assert {name for name in store.entries() if not name.startswith("releases/")} == {"CHANGELOG.md", "index.json", "latest"}


def test_polars_reads_a_release_where_it_lies(store: Store, settings: Settings, endpoint: str) -> None:
    import polars

    publish(store, settings, 2)
    options = {"aws_access_key_id": "a-key", "aws_secret_access_key": "a-secret", "endpoint_url": endpoint, "aws_region": "us-east-1", "aws_allow_http": "true"}
    events = polars.read_parquet(f"{store.url}/releases/{read_pointer(store)}/parquet/events.parquet", storage_options=options)
    assert events.height == 2


def test_a_publish_that_changes_nothing_writes_nothing(store: Store, settings: Settings, tmp_path: Path) -> None:
    publish(store, settings, 1)
    before = store.entries()
    publish(store, elsewhere(settings, tmp_path), 1)
    assert {name: entry for name, entry in store.entries().items() if name != ".lock"} == before


def test_a_second_release_follows_the_first_from_another_machine(store: Store, settings: Settings, tmp_path: Path) -> None:
    publish(store, settings, 1)
    publish(store, elsewhere(settings, tmp_path), 2)
    assert seen_by_readers(store, tmp_path / "reader") == "0.2.0"
    sections = [line[3:8] for line in (store.read("CHANGELOG.md") or b"").decode().splitlines() if line.startswith("## ")]
    assert sections == ["0.2.0", "0.1.0"]
    publish(store, settings, 2)
    assert read_pointer(store) == "0.2.0"


class Killed(BaseException):
    """What ends a run at once: nothing may catch it."""


def kill_after(store: type[Store], puts: int, patch: pytest.MonkeyPatch) -> Callable[[], int]:
    """Have a run die after its n-th put of anything but the lock; how many it did."""
    done = 0

    def counted(method: Callable[..., Any]) -> Callable[..., Any]:
        def wrapped(self: Store, name: str, *arguments: Any, **named: Any) -> Any:
            nonlocal done
            if name != ".lock":
                if done >= puts:
                    raise Killed
                done += 1
            return method(self, name, *arguments, **named)

        return wrapped

    patch.setattr(store, "put", counted(store.put))
    patch.setattr(store, "write", counted(store.write))
    return lambda: done


@pytest.fixture
def two_releases(tmp_path: Path) -> Path:
    """A local output folder with two releases, as a run has it before it pushes the second."""
    for events in (1, 2):
        mini.publish(tmp_path / "output", content(events))
    return tmp_path / "output"


def put_back(store: Store, objects: dict[str, bytes]) -> None:
    """Have exactly these objects in a prefix."""
    store.delete([name for name in store.entries() if name not in objects])
    for name, data in objects.items():
        if store.read(name) != data:
            store.write(name, data)


def test_killed_between_puts_latest_is_whole_and_the_next_push_ends_well(store: Store, settings: Settings, tmp_path: Path, two_releases: Path) -> None:
    publish(store, settings, 1)
    base = {name: cast(bytes, store.read(name)) for name in store.entries()}
    with pytest.MonkeyPatch.context() as patch:
        count = kill_after(Store, 10_000, patch)
        push(store, two_releases, lambda: None)
    puts = count()
    assert puts >= 15
    for number in sorted({*range(0, puts, 4), *range(puts - 4, puts)}):
        put_back(store, base)
        with pytest.MonkeyPatch.context() as patch, pytest.raises(Killed):
            kill_after(Store, number, patch)
            push(store, two_releases, lambda: None)
        assert seen_by_readers(store, tmp_path / "reader") == "0.1.0", number
        push(store, two_releases, lambda: None)
        assert seen_by_readers(store, tmp_path / "reader") == "0.2.0", number


@pytest.mark.parametrize("before_the_end", [9, 3, 1])
def test_a_run_on_another_machine_ends_what_a_killed_one_began(
    store: Store, settings: Settings, tmp_path: Path, two_releases: Path, before_the_end: int
) -> None:
    publish(store, settings, 1)
    base = {name: cast(bytes, store.read(name)) for name in store.entries()}
    with pytest.MonkeyPatch.context() as patch:
        count = kill_after(Store, 10_000, patch)
        push(store, two_releases, lambda: None)
    put_back(store, base)
    with pytest.MonkeyPatch.context() as patch, pytest.raises(Killed):
        kill_after(Store, count() - before_the_end, patch)
        push(store, two_releases, lambda: None)
    publish(store, elsewhere(settings, tmp_path), 2)
    assert seen_by_readers(store, tmp_path / "reader") == "0.2.0"
    assert b"0.2.0" in (store.read("index.json") or b"") and b"## 0.2.0" in (store.read("CHANGELOG.md") or b"")


def test_what_a_killed_push_left_of_a_release_that_never_came_is_deleted(store: Store, settings: Settings) -> None:
    publish(store, settings, 1)
    store.write("releases/0.7.0/parquet/events.parquet", b"half")
    publish(store, settings, 1)
    assert not [name for name in store.entries() if name.startswith("releases/0.7.0")]


def test_a_run_that_lost_its_lock_does_not_move_latest(store: Store, settings: Settings) -> None:
    publish(store, settings, 1)
    with working_copy("raw", store.url, settings) as copy:
        mini.publish(copy.output, content(2))
        store.write(".lock", json.dumps({"owner": "other", "who": "process 2", "until": 9e9}).encode())
        with pytest.raises(StorageError, match="another run took the lock"):
            copy.push()
    assert read_pointer(store) == "0.1.0"


def test_a_release_damaged_in_the_storage_is_not_built_upon(store: Store, settings: Settings, tmp_path: Path) -> None:
    publish(store, settings, 1)
    store.write("releases/0.1.0/parquet/events.parquet", b"damaged")
    with pytest.raises(StorageError, match=rf"^{store.url}/releases/0.1.0/parquet/events.parquet: its bytes are not .* publish on a machine whose copy"):
        pull_output(store, tmp_path / "copy")


def test_a_reader_gets_the_release_asked_for(store: Store, settings: Settings, tmp_path: Path) -> None:
    for events in (1, 2):
        publish(store, settings, events)
    folder = output_at_hand(store.url, elsewhere(settings, tmp_path), ["0.1.0", "latest"])
    assert sorted(path.name for path in (folder / "releases").iterdir()) == ["0.1.0", "0.2.0"]
    assert (folder / "latest").readlink() == Path("releases/0.2.0")


def test_those_who_only_read_are_led_by_latest_also_where_a_later_release_is_complete(store: Store, settings: Settings) -> None:
    publish(store, settings, 1)
    pointer = cast(bytes, store.read("latest"))
    publish(store, settings, 2)
    store.write("latest", pointer)  # as a run leaves it that was killed before it wrote `latest`
    assert find_release(output_at_hand(store.url, settings), "latest").name == "0.1.0"
    assert find_release(output_at_hand(store.url, settings, ["0.2.0"]), "0.2.0").name == "0.2.0"


# Raw texts


def raw_in(store: Store, **texts: str) -> None:
    for name, text in texts.items():
        store.write(f"{name}.txt", text.encode())


def test_only_raw_texts_that_changed_are_fetched(store: Store, tmp_path: Path) -> None:
    raw_in(store, one="1", two="2")
    assert pull_raw(store, tmp_path / "raw") == 2
    assert pull_raw(store, tmp_path / "raw") == 0
    raw_in(store, two="3")
    assert pull_raw(store, tmp_path / "raw") == 1
    assert (tmp_path / "raw/two.txt").read_text() == "3"


def test_raw_texts_that_are_gone_are_removed_and_lost_ones_fetched_again(store: Store, tmp_path: Path) -> None:
    raw_in(store, one="1", two="2")
    pull_raw(store, tmp_path / "raw")
    (tmp_path / "raw/one.txt").unlink()
    store.delete(["two.txt"])
    assert pull_raw(store, tmp_path / "raw") == 1
    assert sorted(path.name for path in (tmp_path / "raw").glob("*.txt")) == ["one.txt"]


def test_a_fetch_that_was_killed_is_done_again(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    raw_in(store, one="1", two="2")
    fetch = store.fetch

    def killed(name: str, path: Path) -> None:
        fetch(name, path)
        if name == "two.txt":
            raise Killed

    monkeypatch.setattr(store, "fetch", killed)
    with pytest.raises(Killed):
        pull_raw(store, tmp_path / "raw")
    monkeypatch.undo()
    pull_raw(store, tmp_path / "raw")
    assert sorted(path.name for path in (tmp_path / "raw").iterdir() if not path.name.startswith(".")) == ["one.txt", "two.txt"]
    assert not list((tmp_path / "raw").glob(".staging-*"))


def test_an_empty_prefix_is_told(store: Store, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nothing lies there"):
        pull_raw(store, tmp_path / "raw")


def test_an_object_whose_name_leads_out_of_the_folder_is_refused(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "entries", lambda: {"../outside.txt": storage.Entry(1, None, "token")})
    with pytest.raises(InputError, match="may not lead out"):
        pull_raw(store, tmp_path / "raw")
    assert not (tmp_path / "outside.txt").exists()
