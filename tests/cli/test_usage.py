"""Every verb says what it does, and a wrong use ends with exit code 2 and a sentence."""
from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.command import installed, renewal
from tests.two_sources import CARE, write_raw

VERBS = {
    "publish": "publish what changed",
    "parse": "Read texts into records",
    "check": "without publishing",
    "declare": "Declare a source",
    "describe": "Describe the records of the dataset",
    "diff": "Compare two releases",
    "verify": "checksums, spans against the raw text",
    "rebuild": "Build a release again",
    "corrections": "List every correction",
    "explorer": "one page that needs no network",
    "serve": "Publish on a schedule",
    "runs": "Show what the last runs read",
    "settings": "Show the settings",
    "release list": "List every release, newest first",
    "release show": "Show where a release lies",
    "release latest": "Print the latest version",
}


def test_the_installed_command_lists_its_verbs_and_exit_codes() -> None:
    ended = installed("--help")
    assert ended.code == 0
    assert all(verb.split()[0] in ended.out for verb in VERBS)
    assert "Exit codes: 0" in ended.out


@pytest.mark.parametrize(("verb", "said"), VERBS.items(), ids=list(VERBS))
def test_the_help_of_a_verb_says_what_it_does(verb: str, said: str) -> None:
    ended = renewal(*verb.split(), "--help")
    assert ended.code == 0
    assert said in " ".join(re.sub("[│╭╮╰╯─]", " ", ended.out).split())


@pytest.mark.parametrize("verb", VERBS)
def test_an_unknown_option_ends_with_2_and_is_named(verb: str) -> None:
    ended = renewal(*verb.split(), "--nonsense")
    assert (ended.code, "No such option" in ended.err) == (2, True)


@pytest.mark.parametrize("arguments", [("nonsense",), ("parse",), ("diff", "0.1.0"), ("release", "nonsense"), ("declare", "x", "--retrieved", "soon")])
def test_a_wrong_use_ends_with_2_and_a_usage_line(arguments: tuple[str, ...]) -> None:
    ended = renewal(*arguments)
    assert (ended.code, "Usage: " in ended.err) == (2, True)


@pytest.mark.parametrize("verb", [("check",), ("corrections",), ("corrections", "--propose", "x")])
def test_a_folder_that_is_not_there_ends_with_2_and_a_sentence(tmp_path: Path, verb: tuple[str, ...]) -> None:
    ended = renewal(*verb, "--raw", tmp_path / "nowhere")
    assert (ended.code, ended.err) == (2, f"renewal: {tmp_path}/nowhere: there is no such folder of raw texts; name one with --raw\n")


@pytest.mark.parametrize("verb", [("check",), ("corrections",)])
def test_a_malformed_manifest_ends_with_2_and_its_place(tmp_path: Path, verb: tuple[str, ...]) -> None:
    (tmp_path / "manifest.csv").write_text("a,b\n")
    ended = renewal(*verb, "--raw", tmp_path)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith(f"renewal: {tmp_path}/manifest.csv:1: the header must be ")
    assert ended.err.count("\n") == 1


def test_an_error_of_the_installed_command_is_a_sentence_without_a_traceback(tmp_path: Path) -> None:
    ended = installed("parse", tmp_path / "nowhere.txt")
    assert ended == (2, "", f"renewal: {tmp_path}/nowhere.txt: No such file or directory\n")


def test_what_no_one_expected_ends_with_3_a_traceback_and_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise KeyError("no one expected this")

    monkeypatch.setattr("flows.cli.describing.contract", broken)
    ended = renewal("describe")
    assert (ended.code, "KeyError: 'no one expected this'" in ended.err) == (3, True)
    assert ended.err.splitlines()[-1].startswith("renewal: this is a defect of the program")


# Declaring


def test_declare_writes_the_manifest_and_says_what_it_wrote(tmp_path: Path) -> None:
    (tmp_path / "care.txt").write_text(CARE)
    ended = renewal("declare", tmp_path / "care.txt", "--title", "养老", "--licence", "CC-BY-4.0", "--retrieved", "2026-02-03", "--id", "care-homes")
    assert (ended.code, ended.err) == (0, "")
    assert re.fullmatch(r"declared care-homes: care\.txt [0-9a-f]{64}\n", ended.out)
    assert ",2026-02-03," in (tmp_path / "manifest.csv").read_text(encoding="utf-8")


def test_declare_says_what_is_missing(tmp_path: Path) -> None:
    (tmp_path / "care.txt").write_text(CARE)
    ended = renewal("declare", tmp_path / "care.txt", "--title", "养老")
    assert (ended.code, ended.err) == (2, f"renewal: {tmp_path}/care.txt: say --licence of the source\n")


def test_the_command_that_an_error_names_mends_it(tmp_path: Path) -> None:
    raw = write_raw(tmp_path)
    (raw / "care.txt").write_text(CARE + "更多。\n")
    (command,) = re.findall("run: renewal (.*)\n", renewal("corrections", "--raw", raw).err)
    assert renewal(*command.split()).code == 0
    assert renewal("corrections", "--raw", raw).code == 0


# Settings


@pytest.mark.parametrize(("option", "setting"), [("--raw", ""), ("--output", ""), ("", "RENEWAL_RAW"), ("", "RENEWAL_DASK_ADDRESS"), ("", "RENEWAL_STORAGE_ENDPOINT")])
@pytest.mark.parametrize("verb", [("publish",), ("serve", "--watch", "60")])
def test_a_password_in_an_address_is_refused_before_anything_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, verb: tuple[str, ...], option: str, setting: str
) -> None:
    monkeypatch.chdir(tmp_path)
    address = "ftp://user:PWSECRET9@127.0.0.1:9/raw"
    if setting:
        monkeypatch.setenv(setting, address)
    ended = renewal(*verb, *([option, address] if option else []))
    assert (ended.code, f"renewal: {option or setting}: an address may hold no user, password or key" in ended.err) == (2, True)
    assert "PWSECRET9" not in ended.out + ended.err and list(tmp_path.iterdir()) == []


def test_folders_are_taken_from_the_environment_where_the_command_line_names_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RENEWAL_RAW", str(tmp_path / "elsewhere"))
    assert "elsewhere: there is no such folder" in renewal("corrections").err


@pytest.mark.parametrize(("name", "value"), [("RENEWAL_LOCK_WAIT", "soon"), ("RENEWAL_BATCH_BYTES", "0")])
def test_a_setting_that_makes_no_sense_ends_with_2_and_names_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    ended = renewal("release", "list")
    assert (ended.code, name in ended.err, "Traceback" in ended.err) == (2, True, False)


@pytest.mark.parametrize("verb", ["publish", "check", "verify", "diff"])
def test_the_help_names_the_places_that_are_taken_where_none_is_given(verb: str) -> None:
    assert "[default: (output)]" in renewal(verb, "--help").out
