"""The errors that a user of the pipeline meets, each with the exit code that `renewal` ends with.

RenewalError
├── InputError      bad input or usage (exit 2): names the file, the place in it and the way out
├── ChecksFailed    the data failed its checks (exit 1): nothing was published
└── ReleaseError    a release could not be written, read or promoted (exit 2): nothing published was touched
"""
from __future__ import annotations


class RenewalError(Exception):
    """What all of them are."""

    exit_code = 2
    lasting = False
    """Whether the same input fails again, so that there is nothing to do until it changes."""


class InputError(RenewalError):
    """Bad input or usage: names the file, the place in it and the way out."""

    lasting = True


class ChecksFailed(RenewalError):
    """The data failed its checks: nothing was published."""

    exit_code = 1
    lasting = True


class ReleaseError(RenewalError):
    """A release could not be written, read or promoted: nothing published was touched."""
