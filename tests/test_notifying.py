"""Notifications, to a real HTTP receiver on loopback."""
from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
from pydantic import SecretStr

from flows.notifying import LONGEST, notify
from tests.receiver import Receiver, receiving

LOG = logging.getLogger("tests.notifying")


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """A receiver that lives as long as the test."""
    with receiving() as made:
        yield made


def told(*urls: str, message: str = "原因 reason") -> int:
    """Notify, as a failed run does."""
    return notify([SecretStr(url) for url in urls], "renewal: nothing was published", message, "failure", LOG)


@pytest.mark.parametrize("scheme", ["http", "json"])
def test_a_webhook_gets_title_message_and_kind(receiver: Receiver, scheme: str) -> None:
    assert told(f"{scheme}://{receiver.place}/hook") == 1
    [(path, body)] = receiver.got
    assert path == "/hook"
    assert body == {"version": "1.0", "title": "renewal: nothing was published", "message": "原因 reason", "attachments": [], "type": "failure"}


def test_a_token_in_the_query_reaches_the_webhook(receiver: Receiver) -> None:
    assert told(f"http://{receiver.place}/hook?token=a%20b&team=7") == 1
    assert receiver.got[0][0] in ("/hook?token=a+b&team=7", "/hook?token=a%20b&team=7")


def test_every_address_is_told_though_another_fails(receiver: Receiver, caplog: pytest.LogCaptureFixture) -> None:
    assert told("json://127.0.0.1:9/secret-path", f"json://{receiver.place}/") == 1
    assert len(receiver.got) == 1
    assert "notification 1 (json) was not delivered" in caplog.text


def test_a_receiver_that_refuses_is_logged(receiver: Receiver, caplog: pytest.LogCaptureFixture) -> None:
    receiver.status = 500
    assert told(f"json://{receiver.place}/hook") == 0
    assert "notification 1 (json) was not delivered: it did not take it" in caplog.text


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("nosuch://token-7f3a", "there is no service of that name"),
        ("no address token-7f3a", "it is no address"),
        ("json://", "its addresses are of another form"),
        ("tgram://token-7f3a/", "its addresses are of another form"),
        ("mailto://user:token-7f3a@127.0.0.1:9", "its addresses are of another form"),
    ],
)
def test_an_address_that_is_none_is_logged_with_what_is_wrong_and_without_repeating_it(url: str, why: str, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        assert told(url) == 0
    assert f"was not delivered: {why}" in caplog.text and "token-7f3a" not in caplog.text


def test_no_token_is_logged_at_any_level(receiver: Receiver, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        told(f"http://user:token-7f3a@{receiver.place}/token-7f3a?token=token-7f3a", "json://127.0.0.1:9/token-7f3a")
    assert "token-7f3a" not in caplog.text


def test_a_long_message_is_cut(receiver: Receiver) -> None:
    told(f"json://{receiver.place}/", message="长" * 100_000)
    assert LONGEST <= len(receiver.got[0][1]["message"]) < LONGEST + 10
