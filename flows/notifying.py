"""Telling people how a run ended: to Apprise's services (mailto://, slack://, …) and to webhooks, which get JSON by POST.

A webhook is any http(s) address; it is sent what Apprise's json:// sends: title, message and type, and the form's version. A notification that cannot be
delivered is logged by the kind of its service, since the address itself may hold a token, and changes nothing else.
"""
from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import Any, Literal
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

import apprise
from apprise.manager_plugins import NotificationManager
from pydantic import SecretStr

Kind = Literal["failure", "success", "warning"]
QUIET = ("apprise", "urllib3")
"""Loggers that would write the addresses."""
LONGEST = 8000
"""Characters of a message: services cut or refuse longer ones."""


def notify(urls: Iterable[SecretStr], title: str, message: str, kind: Kind, log: logging.Logger | logging.LoggerAdapter[logging.Logger]) -> int:
    """Send a message to every address; how many of them took it."""
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    body = message if len(message) <= LONGEST else f"{message[:LONGEST]}\n…"
    return sum(_told(number, url.get_secret_value(), title, body, kind, log) for number, url in enumerate(urls, start=1))


def _told(number: int, url: str, title: str, body: str, kind: Kind, log: logging.Logger | logging.LoggerAdapter[logging.Logger]) -> bool:
    service = url.partition("://")[0] if "://" in url else "unknown"
    try:
        target = apprise.Apprise.instantiate(url) or apprise.Apprise.instantiate(_webhook(url))
        told = target is not None and bool(target.notify(body=body, title=title, notify_type=apprise.NotifyType(kind)))
    except Exception as error:  # whatever a service's plugin raises, a run does not end by it
        log.warning("notification %d (%s) was not delivered: %s", number, service, type(error).__name__)
        return False
    if not told:
        log.warning("notification %d (%s) was not delivered: %s", number, service, "it did not take it" if target else _wrong_with(url))
    return told


def _wrong_with(url: str) -> str:
    """Why an address that Apprise makes nothing of is none, without repeating it."""
    scheme, separator, _ = url.partition("://")
    if not separator:
        return "it is no address, which begins with a service and ://"
    services: Any = NotificationManager  # it carries no types
    if scheme.lower() not in services().schemas():
        return "there is no service of that name"
    return "its addresses are of another form, though the service is known; see https://appriseit.com/services/"


def _webhook(url: str) -> str:
    """A plain http(s) address as Apprise's json(s)://, its query passed on to the webhook."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https"):
        return url
    query = urlencode([(f"-{name}", value) for name, value in parse_qsl(parts.query, keep_blank_values=True)], quote_via=quote)
    return urlunsplit(("jsons" if parts.scheme == "https" else "json", parts.netloc, parts.path, query, ""))
