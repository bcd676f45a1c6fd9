"""The Prefect server that a run is to use."""
from __future__ import annotations

import prefect.settings
import pytest

from flows.errors import RenewalError
from flows.server import server
from tests.server import free_port


def test_a_server_that_is_configured_and_does_not_answer_is_told_with_its_setting_and_the_way_out() -> None:
    api = f"http://user:pw-7f3a@127.0.0.1:{free_port()}/api"
    with prefect.settings.temporary_settings({prefect.settings.PREFECT_API_URL: api}), pytest.raises(RenewalError) as told, server():
        pass
    said = str(told.value)
    assert said.startswith("PREFECT_API_URL: no Prefect server answers at http://") and "prefect server start" in said and "pw-7f3a" not in said
    assert told.value.exit_code == 2
