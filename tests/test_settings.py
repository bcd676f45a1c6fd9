"""Settings: where they come from, and that secrets stay secret."""
from __future__ import annotations

from pathlib import Path

import pytest

from flows.errors import InputError
from flows.settings import PREFIX, SECRET, Settings
from tests.command import renewal

TOKEN = "token-7f3a"


def test_the_environment_stands_above_the_file_and_both_above_the_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_text("RENEWAL_RAW=from-file\nRENEWAL_OUTPUT=from-file\n")
    monkeypatch.setenv("RENEWAL_RAW", "from-environment")
    told = renewal("settings").out
    rows = {row.split("│")[1].strip(): [cell.strip() for cell in row.split("│")[2:4]] for row in told.splitlines() if "RENEWAL_" in row and "│" in row}
    assert rows["RENEWAL_RAW"] == ["from-environment", "environment"]
    assert rows["RENEWAL_OUTPUT"] == ["from-file", ".env"]
    assert rows["RENEWAL_LOCK_WAIT"][1] == "default"
    assert rows.keys() == {PREFIX + name.upper() for name in Settings.model_fields}


def test_secrets_are_masked_wherever_settings_are_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in SECRET:
        monkeypatch.setenv(f"RENEWAL_{name.upper()}", f"json://{TOKEN}/" if name == "notify" else TOKEN)
    assert TOKEN not in renewal("settings").out
    assert TOKEN not in repr(Settings()) + str(Settings()) + Settings().model_dump_json()


def test_every_secret_field_is_known_as_one() -> None:
    assert {name for name, field in Settings.model_fields.items() if "SecretStr" in str(field.annotation)} == SECRET


@pytest.mark.parametrize("place", ["environment", ".env"])
def test_a_mistyped_setting_is_refused_with_the_nearest_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    monkeypatch.chdir(tmp_path)
    if place == ".env":
        (tmp_path / ".env").write_text("RENEWAL_RUNER=dask\n")
    else:
        monkeypatch.setenv("RENEWAL_RUNER", "dask")
    with pytest.raises(InputError, match="RENEWAL_RUNER: there is no such setting, the nearest is RENEWAL_RUNNER"):
        Settings()


@pytest.mark.parametrize(("value", "count"), [("", 0), ("json://a/", 1), ("json://a/ json://b/\njson://c/", 3), ('["json://a/", "json://b/"]', 2)])
def test_who_is_told_is_a_list(monkeypatch: pytest.MonkeyPatch, value: str, count: int) -> None:
    monkeypatch.setenv("RENEWAL_NOTIFY", value)
    assert len(Settings().notify) == count


@pytest.mark.parametrize("value", [f'["json://{TOKEN}"', f'[{{"a": "{TOKEN}"}}]'])
def test_a_secret_that_makes_no_sense_is_told_without_repeating_it(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("RENEWAL_NOTIFY", value)
    with pytest.raises(InputError, match="RENEWAL_NOTIFY") as told:
        Settings()
    assert TOKEN not in str(told.value)


def test_a_text_is_told_without_the_secrets_in_it() -> None:
    settings = Settings(notify=f"https://host/{TOKEN}", storage_secret="very-secret")
    assert settings.redacted(f"POST https://host/{TOKEN} with very-secret") == "POST ********** with **********"


@pytest.mark.parametrize("name", ["raw", "output", "dask_address", "storage_endpoint", "public_url"])
@pytest.mark.parametrize("user", [TOKEN, f"user:{TOKEN}", f"user:a/{TOKEN}", f"user:a@{TOKEN}", f":{TOKEN}/b"])
def test_a_password_in_an_address_is_never_shown(monkeypatch: pytest.MonkeyPatch, name: str, user: str) -> None:
    address = f"tls://{user}@127.0.0.1:8786/x"
    monkeypatch.setenv(f"RENEWAL_{name.upper()}", address)
    shown = renewal("settings").out
    assert TOKEN not in shown and "@127.0.0.1:8786/x" in shown
    assert TOKEN not in Settings().redacted(f"no answer from {address}, {user} is unknown")


@pytest.mark.parametrize("address", ["s3://bucket/a@b", "tcp://127.0.0.1:8786/a@b", "http://[::1]:9000", "raw", "x@y"])
def test_an_address_without_a_password_is_taken_and_shown_as_it_is(address: str) -> None:
    settings = Settings(raw=address)
    assert settings.place("raw", None) == settings.redacted(address) == address


@pytest.mark.parametrize(("output", "work"), [("data/output", "data/.renewal"), ("output", ".renewal"), ("s3://bucket/output", ".renewal")])
def test_what_is_a_runs_own_lies_beside_a_local_output(output: str, work: str) -> None:
    assert Settings().work_folder(output) == Path(work)
