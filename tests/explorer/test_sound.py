"""What holds of the whole page in a browser: it asks for nothing, complains of nothing, and serves every reader."""
from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.explorer.conftest import Visit

VIEWS = ["#/timeline?q=heritage", "#/pictures", "#/wording", "#/quality"]
GRAVE = ("serious", "critical")
KEPT = 8
"""How many of each repeated element axe looks at: all are made alike, and it takes its time over each."""


@pytest.fixture(scope="module", params=[("light", "zh-CN", 1280), ("dark", "en-US", 1280), ("light", "en-US", 390)], ids=["light", "dark", "phone"])
def shaded(request: pytest.FixtureRequest, opened: Callable[..., Visit], real_page: Path) -> Visit:
    scheme, language, width = request.param
    return opened(real_page, color_scheme=scheme, locale=language, viewport={"width": width, "height": 844})


def thin(visit: Visit) -> None:
    """Keep the first few of each repeated element, and open what is folded."""
    visit.call(
        """(kept) => {
            for (const name of ['.event', '.passages li', '.rule', 'tbody tr', '.card', '.concordance li', '.line:not(.on)', 'option'])
                for (const parent of new Set([...document.querySelectorAll(name)].map((one) => one.parentElement)))
                    [...parent.querySelectorAll(`:scope > ${name.split(' ').at(-1)}`)].slice(kept).forEach((one) => one.remove());
            document.querySelectorAll('.stage').forEach((stage) => stage.replaceWith(stage.cloneNode(false)));
            [...document.querySelectorAll('details')].slice(0, kept).forEach((details) => { details.open = true; });
        }""",
        KEPT,
    )


@pytest.mark.parametrize("view", [*VIEWS, "record"])
def test_axe_finds_nothing_serious(shaded: Visit, view: str) -> None:
    page = shaded.go(view if view != "record" else f"#{shaded.call('() => TABLES.corrections.id(2)')}")
    thin(shaded)
    found = [violation for violation in Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"] if violation["impact"] in GRAVE]
    assert [(violation["id"], [node["html"][:160] for node in violation["nodes"][:3]]) for violation in found] == []


@pytest.mark.parametrize("view", [*VIEWS, "record"])
def test_a_phone_shows_every_view_without_scrolling_sideways(opened: Callable[..., Visit], real_page: Path, phone: Visit, view: str) -> None:
    phone.go(view if view != "record" else f"#{phone.call('() => TABLES.corrections.id(2)')}")
    assert phone.call("() => document.documentElement.scrollWidth") <= 390


@pytest.fixture(scope="module")
def phone(opened: Callable[..., Visit], real_page: Path) -> Visit:
    return opened(real_page, viewport={"width": 390, "height": 844}, has_touch=True)


def test_nothing_is_asked_of_the_network_and_nothing_goes_wrong(opened: Callable[..., Visit], real_page: Path) -> None:
    visit = opened(real_page)
    for view in [*VIEWS, "#/source"]:
        visit.go(view)
        visit.call("() => document.querySelectorAll('.stage, .part, .slot').forEach(come)")
        visit.call("() => document.querySelectorAll('details').forEach((details) => { details.open = true; })")
        visit.page.wait_for_timeout(60)
    assert visit.requests == []
    assert visit.complaints == []
    visit.page.context.close()
