"""README and CONTRIBUTING tell the truth: their examples run, and the commands and files that they name exist."""
from __future__ import annotations

import re
import shlex
from functools import cache
from pathlib import Path

import pytest
from typer.testing import CliRunner

from flows.cli.main import app
from flows.parsing import parse_file, write_parsed

ROOT = Path(__file__).parents[1]
PAGES = ("README.md", "CONTRIBUTING.md")
EXAMPLE = re.compile(r"<!-- tested: (\w+) -->\n```python\n(.*?)```", re.DOTALL)
VERB = re.compile(r"`renewal ([a-z]+)|^(?:\.venv/bin/)?renewal ([a-z]+)", re.MULTILINE)
CODE = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\(([^)#:]+)\)")
MADE = ("output/", "parsed/", ".venv/", "build/", "bench/", "quality/", "changes.json", "release.json", "SHA256SUMS")
"""What is made by a run and need not lie in a fresh clone."""


@cache
def page(name: str) -> str:
    """The text of a page at the root of the repo."""
    return (ROOT / name).read_text(encoding="utf-8")


def named_paths(name: str) -> list[str]:
    """The files and folders that a page names: link targets, and code spans and command words with a slash that begin at the root."""
    words = [word for span in CODE.findall(page(name)) for word in span.split()] + LINK.findall(page(name))
    tops = {path.name for path in ROOT.iterdir()}
    candidates = dict.fromkeys(word.rstrip(".,:;") for word in words if word.split("/")[0] in tops)
    return [word for word in candidates if not word.startswith(MADE) and not set(word) & set("<>*")]


def make_targets(name: str) -> list[str]:
    """The targets of `make` that a page names."""
    return sorted(set(re.findall(r"(?:^|`)make ([a-z]+)", page(name), re.MULTILINE)))


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `output/latest` in it: the repo itself where a release lies there, else one with the records as parsed."""
    if (ROOT / "output" / "latest").exists():
        return ROOT
    folder = tmp_path_factory.mktemp("readme")
    latest = folder / "output" / "latest"
    latest.mkdir(parents=True)
    write_parsed(parse_file(ROOT / "raw" / "urban-renewal-timeline.txt"), latest)
    return folder


@pytest.mark.parametrize(("name", "code"), EXAMPLE.findall(page("README.md")))
def test_an_example_of_the_readme_runs(name: str, code: str, published: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(published)
    exec(compile(code, f"README.md: {name}", "exec"), {})
    assert capsys.readouterr().out.strip()


def test_the_readme_has_an_example_for_each_library() -> None:
    assert [name for name, _ in EXAMPLE.findall(page("README.md"))] == ["polars", "pandas", "duckdb"]


@pytest.mark.parametrize("name", PAGES)
def test_every_verb_named_exists_and_has_help(name: str) -> None:
    verbs = {first or second for first, second in VERB.findall(page(name))}
    assert verbs
    for verb in verbs:
        shown = CliRunner().invoke(app, [verb, "--help"])
        assert shown.exit_code == 0, f"{name}: renewal {verb}"
        assert "Usage" in shown.output


@pytest.mark.parametrize("name", PAGES)
def test_every_option_shown_is_one_of_its_verb(name: str) -> None:
    for command in (span for span in CODE.findall(page(name)) if span.startswith("renewal ")):
        _, verb, *words = shlex.split(command)
        shown = CliRunner().invoke(app, [verb, "--help"], env={"COLUMNS": "200", "TERM": "dumb"}).output
        assert [word for word in words if word.startswith("--") and word not in shown] == []


def test_every_verb_stands_in_the_readme() -> None:
    verbs = {command.name or getattr(command.callback, "__name__", "") for command in app.registered_commands}
    assert verbs | {"release"} <= {first or second for first, second in VERB.findall(page("README.md"))}


@pytest.mark.parametrize(("name", "path"), [(name, path) for name in PAGES for path in named_paths(name)])
def test_every_file_named_exists(name: str, path: str) -> None:
    assert (ROOT / path).exists()


@pytest.mark.parametrize(("name", "target"), [(name, target) for name in PAGES for target in make_targets(name)])
def test_every_make_target_named_exists(name: str, target: str) -> None:
    assert re.search(rf"^{target}:", page("Makefile"), re.MULTILINE)
