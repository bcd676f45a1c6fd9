"""`renewal`: the verbs put together, and errors told in a sentence with the exit code that they ask for.

Each verb imports what it needs when it runs, so that `renewal parse` starts without Prefect and Great Expectations.
"""
from __future__ import annotations

import signal
import sys
import traceback
from typing import NoReturn

import typer

from flows.cli import check, corrections, declare, describe, diff, explorer, parse, publish, rebuild, release, runs, serve, settings, verify
from flows.errors import RenewalError

app = typer.Typer(
    name="renewal",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Read Chinese policy timelines into validated, versioned open data.",
    epilog="Exit codes: 0 done (published, unchanged, same), 1 the data failed its checks or differs, 2 bad input or usage, or a release, "
    "storage or server that does not serve, 3 a defect of this program, 130 or 143 ended from outside.",
)
UNEXPECTED = 3
for verb in (publish, parse, check, declare, describe, diff, verify, rebuild, explorer, corrections, serve, runs, settings):
    app.command()(getattr(verb, verb.__name__.rpartition(".")[2]))
app.add_typer(release.app, name="release")


def main() -> None:
    """Run the command line; an error that has an exit code, and a file that cannot be read or written, is a sentence, no traceback.

    Whatever else is raised shows where in the code it happened, and has an exit code that says nothing of the data.
    """
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))  # so that what was started is ended, as after Ctrl-C
    try:
        app()
    except BrokenPipeError:
        sys.exit(0)
    except OSError as error:
        if error.filename is None:
            _end_unexpected()
        _end(f"{error.filename}: {error.strerror}", RenewalError.exit_code)
    except Exception as error:  # a vocabulary may fail while the contract is imported, so its error cannot be imported here
        if not hasattr(error, "exit_code"):
            _end_unexpected()
        _end(str(error), error.exit_code)


def _end_unexpected() -> NoReturn:
    traceback.print_exc()
    _end("this is a defect of the program, not of the data; please report it with the lines above", UNEXPECTED)


def _end(sentence: str, code: int) -> NoReturn:
    print(f"renewal: {sentence}", file=sys.stderr)
    sys.exit(code)
