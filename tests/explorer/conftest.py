"""Releases small and real, their explorers, and a headless Chromium that opens them from files.

Where there is no Chromium the tests in it are skipped, and say so. One browser serves a worker.
"""
from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from flows.parsing import parse_file
from flows.releasing.explorer.page import write_explorer
from flows.releasing.identity import Identity, write_identity

REPOSITORY = Path(__file__).parents[2]
SOURCE = REPOSITORY / "raw" / "urban-renewal-timeline.txt"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
ACCURACY = {
    "accuracy": [
        {"source_id": "all", "column": "events.title", "precision": None, "recall": None, "score": 1.0, "hits": 27, "total": 27},
        {"source_id": "all", "column": "metrics.role", "precision": None, "recall": None, "score": 0.85, "hits": 85, "total": 100},
    ]
}
CHANGES = {
    "previous": "0.1.0",
    "decision": {"level": "minor", "rule": "records-added", "reason_zh": "新增了记录", "reason_en": "records were added", "version": "0.2.0"},
    "changes": {"records": {"events": {"before": 26, "after": 27, "added_count": 1, "removed_count": 0, "changed_count": 2}}},
}


def write_release(folder: Path, tables: dict[str, pa.Table]) -> Path:
    """The published files that the explorer reads."""
    (folder / "parquet").mkdir(parents=True)
    (folder / "quality").mkdir()
    for name, table in tables.items():
        pq.write_table(table, folder / "parquet" / f"{name}.parquet")
    write_identity(folder, Identity(version="0.2.0", date=date(2026, 1, 1), previous="0.1.0", code="0" * 64))
    (folder / "quality" / "accuracy.json").write_text(json.dumps(ACCURACY))
    (folder / "changes.json").write_text(json.dumps(CHANGES))
    return folder


def release_of(folder: Path, text: str) -> Path:
    """A release of one source text."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "s.txt"
    path.write_text(text, "utf-8")
    return write_release(folder / "release", dict(parse_file(path)))


@dataclass
class Visit:
    """A page that is open, and what it complained of or asked for."""

    page: Page
    address: str
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def go(self, hash_: str) -> Page:
        """Follow an address within the page."""
        self.page.evaluate("hash => { if (location.hash === hash) draw(); else location.hash = hash; }", hash_)
        self.page.wait_for_function("hash => drawn === location.hash && decodeURIComponent(location.hash) === decodeURIComponent(hash)", arg=hash_)
        return self.page

    def call(self, expression: str, *arguments: Any) -> Any:
        """The value of a JavaScript expression or function of the page."""
        return self.page.evaluate(expression, *arguments)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("there is no Chromium here: install Debian's `chromium` to test the explorer in a browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def opened(browser: Browser) -> Callable[..., Visit]:
    """Open an explorer in a browser window of its own."""

    def open_(path: Path, hash_: str = "", **options: Any) -> Visit:
        page = browser.new_context(**({"viewport": {"width": 1280, "height": 900}, "locale": "zh-CN"} | options)).new_page()
        page.set_default_timeout(5000)
        visit = Visit(page, path.as_uri())
        page.on("console", lambda message: visit.complaints.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: visit.complaints.append(str(error)))
        page.on("dialog", lambda dialog: (visit.complaints.append(f"dialog {dialog.message}"), dialog.dismiss()))
        page.on("request", lambda request: visit.requests.append(request.url) if request.url.partition(":")[0] not in ("file", "data") else None)
        page.goto(visit.address + hash_)
        return visit

    return open_


@pytest.fixture(scope="session")
def real_release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release of the real source."""
    return write_release(tmp_path_factory.mktemp("real") / "release", dict(parse_file(SOURCE)))


@pytest.fixture(scope="session")
def real_page(real_release: Path) -> Path:
    return write_explorer(real_release)


@pytest.fixture(scope="session")
def real(opened: Callable[..., Visit], real_page: Path) -> Visit:
    """The explorer of the real source, open all along."""
    return opened(real_page)
