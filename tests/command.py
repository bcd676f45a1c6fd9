"""`renewal` as a user meets it: in this process, which is fast, or as the installed command."""
from __future__ import annotations

import contextlib
import gc
import io
import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple
from unittest import mock

INSTALLED = Path(sys.executable).with_name("renewal")


class Ended(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str


def renewal(*arguments: object) -> Ended:
    """Run the command line in this process."""
    from flows.cli.main import main

    out, err, code = io.StringIO(), io.StringIO(), 0
    wide = mock.patch.dict(os.environ, {"COLUMNS": "200", "TERM": "dumb", "NO_COLOR": "1"})
    with wide, mock.patch.object(sys, "argv", ["renewal", *map(str, arguments)]), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            main()
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
        finally:
            gc.unfreeze()  # a command may keep what it loads out of the search for cycles
            gc.enable()  # a short one may do without
    return Ended(code, out.getvalue(), err.getvalue())


def installed(*arguments: object, folder: Path | None = None, timeout: float = 120, **environment: str) -> Ended:
    """Run the installed command in a process of its own."""
    command = [INSTALLED, *map(str, arguments)]
    done = subprocess.run(command, cwd=folder, env=os.environ | {"COLUMNS": "200"} | environment, capture_output=True, text=True, timeout=timeout, check=False)
    return Ended(done.returncode, done.stdout, done.stderr)
