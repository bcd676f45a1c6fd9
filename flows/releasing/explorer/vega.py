"""The script that draws the charts: Vega, Vega-Lite and Vega-Embed as the wheel of vl-convert carries them, in one.

Making it takes 1.5 s of CPU, a tenth of a publish, and gives the same each time; so it can be kept in a folder, with its digest.
One that is not as it was kept is made anew.
"""
from __future__ import annotations

import tempfile
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

SNIPPET = "window.vegaEmbed=vegaEmbed;"


def vega(kept: Path | None = None) -> str:
    """The script as it may stand in a page: the one in the folder `kept`, where there is one; made and put there where there is none."""
    if kept is None:
        return _made()
    path = kept / f"{_digest(version('vl-convert-python') + Path(__file__).read_text('utf-8'))}.js"  # what makes it: the library and this file
    digest, _, script = path.read_bytes().decode("utf-8", "replace").partition("\n") if path.exists() else ("", "", "")
    if digest != _digest(script):
        script = _made()
        _keep(f"{_digest(script)}\n{script}", path)
    return script


@cache
def _made() -> str:
    from vl_convert import javascript_bundle

    return str(javascript_bundle(SNIPPET)).replace("</script", "<\\/script")


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _keep(text: str, path: Path) -> None:
    """Put a text in its place as a whole, whoever else does the same."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", newline="", dir=path.parent, delete=False) as file:
        file.write(text)
    Path(file.name).replace(path)
