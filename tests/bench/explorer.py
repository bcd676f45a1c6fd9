"""The explorer of a large source: how big its page is, and how long a browser takes to open, search and jump in it."""
from __future__ import annotations

import datetime
import shutil
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow.parquet as pq

from flows.parsing import parse_file
from flows.releasing.explorer.page import write_explorer
from flows.releasing.identity import Identity, write_identity
from tests.bench.corpus import generate

SIZES = (54_000, 5_000_000)
QUERIES = ("历史文化", "heritage", "不超过 20%")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"]


def main() -> None:
    """Make sources, releases and pages, open each in Chromium, and print the seconds."""
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.exit("explorer: there is no Chromium here; install Debian's `chromium`")
    for size in SIZES:
        with TemporaryDirectory() as place:
            began = time.process_time()
            page = _page(Path(place), size)
            print(f"\na source of {size / 1e6:.2f} MB: read and page made in {time.process_time() - began:.1f} s of CPU, page {page.stat().st_size / 1e6:.1f} MB")
            for told, seconds in _used(page, chromium).items():
                print(f"  {told:32} {seconds:6.2f} s")


def _page(place: Path, size: int) -> Path:
    source = place / "s.txt"
    source.write_text(generate(size), "utf-8")
    (place / "parquet").mkdir()
    for name, table in parse_file(source).items():
        pq.write_table(table, place / "parquet" / f"{name}.parquet")
    write_identity(place, Identity(version="0.1.0", date=datetime.date(2026, 1, 1), previous=None, code="0" * 64))
    return write_explorer(place)


def _used(path: Path, chromium: str) -> dict[str, float]:
    """What was done in the browser → seconds until it was on the screen."""
    from playwright.sync_api import sync_playwright

    figures = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        page = browser.new_page()
        page.set_default_timeout(120_000)
        figures["open"] = _timed(lambda: (page.goto(path.as_uri()), page.wait_for_selector(".event")))
        for query in QUERIES:
            figures[f"search {query}"] = _timed(lambda query=query: page.evaluate(_SEARCH, query))  # type: ignore[misc]
        figures["source"] = _timed(lambda: page.evaluate(_GO, "#/source"))
        figures["a record in the middle"] = _timed(lambda: page.evaluate(_GO, page.evaluate("idHash(directives.id(directives.size >> 1))")))
        figures["pictures"] = _timed(lambda: page.evaluate(_GO, "#/pictures"))
        figures["wording"] = _timed(lambda: page.evaluate(_GO, "#/wording"))
        browser.close()
    return figures


_DRAWN = "new Promise((done) => requestAnimationFrame(() => setTimeout(done)))"
_SEARCH = f"(query) => {{ const input = document.getElementById('q'); input.value = query; input.dispatchEvent(new Event('input')); return new Promise((done) => setTimeout(done, 121)).then(() => {_DRAWN}); }}"
_GO = f"(hash) => {{ location.hash = hash; return new Promise((done) => addEventListener('hashchange', done, {{ once: true }})).then(() => {_DRAWN}); }}"


def _timed(work: Any) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
