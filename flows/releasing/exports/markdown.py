"""Text for Markdown: cells that break no table, tables of rows, and the templates of the folder `templates`."""
from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).with_name("templates")
LONGEST = 80
"""Characters of a value that a cell shows."""

ESCAPES = str.maketrans({sign: f"\\{sign}" for sign in "\\|`*_<>[]"} | {"\n": " ", "\r": " "})


def cell(value: Any, longest: int = LONGEST) -> str:
    """A value as a table cell: its text, at most `longest` characters of it, without any meaning to Markdown."""
    if value is None:
        return ""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return (text if len(text) <= longest else text[: longest - 1] + "…").translate(ESCAPES)


def table(heads: Sequence[str], rows: Iterable[Sequence[Any]], longest: int = LONGEST) -> str:
    """A Markdown table."""
    lines = [heads, ["---"] * len(heads), *([cell(value, longest) for value in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def render(template: str, **words: Any) -> str:
    """A template of the folder, filled in."""
    return _environment().get_template(template).render(**words)


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(loader=FileSystemLoader(TEMPLATES), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True)
    environment.filters["cell"] = cell
    return environment
