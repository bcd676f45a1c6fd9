"""`renewal`: the verbs put together, and errors told in a sentence with the exit code that they ask for.

Each verb imports what it needs when it runs, so that `renewal parse` starts without Prefect and Great Expectations.
"""
from __future__ import annotations

import signal
import sys

import typer

from flows.cli import check, corrections, declare, describe, diff, explorer, parse, publish, rebuild, release, runs, serve, settings, verify
from flows.errors import RenewalError

app = typer.Typer(
    name="renewal",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Read Chinese policy timelines into validated, versioned open data.",
    epilog="Exit codes: 0 done (published, unchanged, same), 1 the data failed its checks or differs, 2 bad input or usage.",
)
for verb in (publish, parse, check, declare, describe, diff, verify, rebuild, explorer, corrections, serve, runs, settings):
    app.command()(getattr(verb, verb.__name__.rpartition(".")[2]))
app.add_typer(release.app, name="release")


def main() -> None:
    """Run the command line; an error that has an exit code, and a file that cannot be read or written, is a sentence, no traceback."""
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))  # so that what was started is ended, as after Ctrl-C
    try:
        app()
    except BrokenPipeError:
        sys.exit(0)
    except OSError as error:
        if error.filename is None:
            raise
        _end(f"{error.filename}: {error.strerror}", RenewalError.exit_code)
    except Exception as error:  # a vocabulary may fail while the contract is imported, so its error cannot be imported here
        if not hasattr(error, "exit_code"):
            raise
        _end(str(error), error.exit_code)


def _end(sentence: str, code: int) -> None:
    print(f"renewal: {sentence}", file=sys.stderr)
    sys.exit(code)
