"""Addresses, and what may not stand in them: a user, password or key, since addresses are shown, recorded and sent to Prefect's server."""
from __future__ import annotations

import re

from flows.errors import InputError

MASK = "**********"
USERINFO = re.compile(r"(?<=://)(?:[^\s/?#@:\[]*:(?!\d+(?:[/?#\s]|$))\S{0,300}|[^\s/?#]{0,300})@")
"""What stands before the host, with its @. Keys of object storage hold slashes, so what follows a colon that begins no port is part of it."""


def userinfo(address: str) -> str | None:
    """The user and password in an address; None where it holds none."""
    found = USERINFO.search(address)
    return found[0].removesuffix("@") if found else None


def without_userinfo(text: str) -> str:
    """A text, the users and passwords of the addresses in it struck out."""
    return USERINFO.sub(f"{MASK}@", text)


def require_plain(name: str, address: str) -> None:
    """InputError, without repeating it, where the address that an option or setting names holds a user or password."""
    if userinfo(address) is not None:
        way_out = "leave it out; keys of object storage belong into RENEWAL_STORAGE_KEY and RENEWAL_STORAGE_SECRET"
        raise InputError(f"{name}: an address may hold no user, password or key, since it is shown and recorded; {way_out}")
