"""The page itself: template, style, scripts, charts and data in one file, under a policy that allows just these.

Everything that comes from a source travels as JSON in a script block that no browser runs, `<`, `>`, `&` and the line separators
escaped, and reaches the document as text alone (`scripts/dom.js`). Cost: 0.3 s and 1.7 MB for a source of 54 kB, 0.9 MB of
which are Vega-Lite, the library that draws the charts.
"""
from __future__ import annotations

import csv
import json
from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from flows.releasing.explorer.data import BYTES, page_data
from flows.releasing.explorer.vega import vega

HERE = Path(__file__).parent
PAGE = Path("explorer") / "index.html"
ESCAPED = {ord(mark): f"\\u{ord(mark):04x}" for mark in "<>&\u2028\u2029"}


def write_explorer(folder: Path, to: Path | None = None, budget: int = BYTES, kept: Path | None = None) -> Path:
    """Write the explorer of the release in `folder` to `to`, or to its place in the release; returns where it was written.

    `budget` is how many bytes of sources it carries at most; `kept` is where the script of the charts is kept from run to run.
    ReleaseError where the release is not complete.
    """
    path = to or folder / PAGE
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(explorer_html(page_data(folder, budget), vega(kept)), "utf-8", newline="\n")
    return path


def explorer_html(data: dict[str, Any], charting: str) -> str:
    """The page for what `page_data` gives, with the script that draws its charts."""
    style, scripts = _joined("style", "css"), [charting, _joined("scripts", "js")]
    environment = Environment(autoescape=True, loader=FileSystemLoader(HERE), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.get_template("explorer.html.jinja").render(
        dataset=data["dataset"],
        release=data["release"],
        words=words(),
        style=Markup(style),
        scripts=[Markup(script) for script in scripts],
        policy=policy([style], scripts),
        blocks={name: _json(block) for name, block in _blocks(data).items()},
    ) + "\n"


def _blocks(data: dict[str, Any]) -> dict[str, Any]:
    """What travels as JSON, each table in a block of its own: the page reads it when it is first asked for."""
    told = {name: part for name, part in data.items() if name != "tables"}
    return {"words": words(), "charts": charts(), "data": told, **{f"table-{name}": table for name, table in data["tables"].items()}}


def policy(styles: list[str], scripts: list[str]) -> str:
    """The Content-Security-Policy that allows these styles and scripts, pictures in the page, and nothing else."""
    allowed = {"script-src": scripts, "style-src": styles}
    rules = [f"{name} {' '.join(_hash(part) for part in parts)}" for name, parts in allowed.items()]
    return "; ".join(["default-src 'none'", *rules, "img-src data:", "base-uri 'none'", "form-action 'none'"])


@cache
def words() -> dict[str, list[str]]:
    """The words of the interface, in zh and en, by key."""
    with (HERE / "words.csv").open(encoding="utf-8", newline="") as file:
        return {row["key"]: [row["zh"], row["en"]] for row in csv.DictReader(file, strict=True)}


@cache
def charts() -> dict[str, Any]:
    """The Vega-Lite specifications by name; their titles are keys of `words.csv`, their data comes from the page."""
    return {path.stem: json.loads(path.read_bytes()) for path in sorted((HERE / "charts").glob("*.json"))}


def _joined(folder: str, ending: str) -> str:
    """The files of a folder, in the order of their names."""
    return "\n".join(path.read_text("utf-8") for path in sorted((HERE / folder).glob(f"*.{ending}")))


def _json(value: Any) -> Markup:
    """JSON that may stand in a script block: nothing in it can end the block."""
    return Markup(json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(ESCAPED))


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
