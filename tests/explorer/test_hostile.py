"""Text that wants to be more than text, spans that cross, and releases that lack what the page shows."""
from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from flows.parsing import parse_file
from flows.releasing.explorer.page import write_explorer
from tests.explorer.conftest import SOURCE, Visit, release_of, write_release

ATTACKS = (
    "<script>window.caught=1;alert(1)</script>",
    "</script><script>window.caught=1</script>",
    '"><img src=x onerror="window.caught=1">',
    "' onmouseover='window.caught=1",
    "javascript:window.caught=1",
    "<!-- <script>",
    "\U00020bb7野家要求改造20%以上\u2028的小区",
    "{{constructor.constructor('window.caught=1')()}}",
)
TEXT = "2020\n2020年7月\n住建部《" + ATTACKS[0] + "的通知》\n" + "\n".join(f"- 要求{attack}不低于30%。" for attack in ATTACKS) + "\n| a | " + ATTACKS[2] + " |\n| - | - |\n| b | " + ATTACKS[1] + " |\n"


@pytest.fixture(scope="module")
def hostile(opened: Callable[..., Visit], tmp_path_factory: pytest.TempPathFactory) -> Visit:
    return opened(write_explorer(release_of(tmp_path_factory.mktemp("hostile"), TEXT)))


@pytest.mark.parametrize("view", ["#/timeline", "#/source", "#/pictures", "#/wording", "#/quality", "#/timeline?q=<script>", "#/timeline?topic=%22%3E%3Cscript%3E", "#<script>alert(1)</script>"])
def test_hostile_text_stays_text_in_every_view(hostile: Visit, view: str) -> None:
    hostile.go(view)
    hostile.call("() => { document.querySelectorAll('.stage, .part, .slot').forEach(come); document.querySelectorAll('details').forEach((one) => { one.open = true; }); }")
    hostile.page.wait_for_timeout(50)
    assert hostile.call("() => window.caught") is None
    assert hostile.call("() => document.querySelectorAll('main script, main img, main [onerror], main [onmouseover], a[href^=\"javascript\"]').length") == 0
    assert hostile.complaints == []


def test_hostile_text_is_shown_as_it_stands(hostile: Visit) -> None:
    hostile.go("#/source")
    hostile.call("() => document.querySelectorAll('.part').forEach(come)")
    assert "\n".join(hostile.call("() => [...document.querySelectorAll('.text .words')].map((words) => words.textContent)")) == TEXT.rstrip("\n")


def test_a_span_after_a_character_of_two_units_is_marked_at_its_place(hostile: Visit) -> None:
    found = hostile.call("() => metrics.rows().filter((row) => /^20%/.test(metrics.get(row, 'raw'))).map((row) => [metrics.get(row, 'raw'), wordsOf({ table: metrics, row })])")
    assert found and all(raw == words for raw, words in found)


def test_an_address_that_is_no_web_address_is_no_link(hostile: Visit) -> None:
    assert hostile.call("() => outward('javascript:alert(1)', 'x').tagName") == "SPAN"
    assert hostile.call("() => outward('https://example.org/', 'x').tagName") == "A"


@pytest.fixture(scope="module")
def crossing(opened: Callable[..., Visit], tmp_path_factory: pytest.TempPathFactory) -> Visit:
    """A release in which two findings cross and a third nests in both, on the fourth line of the real source."""
    tables = dict(parse_file(SOURCE))
    rows = tables["findings"].slice(0, 3).to_pylist()
    for place, (row, (start, end)) in enumerate(zip(rows, ((2, 8), (5, 12), (6, 7)), strict=True)):
        row |= {"finding_id": f"s-f-{place}", "line_start": 4, "line_end": 4, "char_start": 23 + start, "char_end": 23 + end}
    folder = write_release(tmp_path_factory.mktemp("crossing") / "release", tables)
    pq.write_table(tables["findings"].from_pylist(rows, tables["findings"].schema), folder / "parquet" / "findings.parquet")
    return opened(write_explorer(folder))


def test_crossing_and_nested_spans_are_cut_into_segments_each_with_all_its_strokes(crossing: Visit) -> None:
    crossing.go("#urban-renewal-timeline/L4")
    crossing.call("() => { for (const name of [...shown]) if (name !== 'findings') shown.delete(name); chosen = null; redrawLines(); }")
    cut = crossing.call("() => [...document.querySelectorAll('[data-line=\"3\"] .seg')].map((seg) => [seg.textContent.length, seg.dataset.over ? seg.dataset.over.split(' ').length : 0, (seg.style.backgroundImage.match(/linear-gradient/g) || []).length])")
    assert cut[:7] == [[2, 0, 0], [3, 1, 1], [1, 2, 2], [1, 3, 3], [1, 2, 2], [4, 1, 1], [81, 0, 0]]


def test_spans_that_meet_never_share_a_lane(crossing: Visit) -> None:
    lanes = crossing.call("() => { const spans = [{layer: 'findings', start: 2, end: 8}, {layer: 'findings', start: 5, end: 12}, {layer: 'metrics', start: 8, end: 9}]; laned(spans); return spans.map((span) => span.lane); }")
    assert lanes == [0, 1, 0]


def test_words_where_spans_cross_lead_to_both_records(crossing: Visit) -> None:
    page = crossing.go("#urban-renewal-timeline/L4")
    crossing.call("() => showPlace(3, STARTS[3] + 5)")
    assert page.locator(".panel .card.of-findings").count() == 2


def test_a_release_without_formulations_still_has_every_view(opened: Callable[..., Visit], tmp_path: Path) -> None:
    tables = {name: table for name, table in parse_file(SOURCE).items() if not name.startswith("formulation")}
    visit = opened(write_explorer(write_release(tmp_path / "release", tables)))
    for view in ("#/timeline", "#/source", "#/pictures", "#/wording", "#/quality"):
        visit.go(view)
    assert visit.complaints == []
    visit.page.context.close()


@pytest.mark.parametrize("budget", [0, 10**9])
def test_an_empty_page_says_what_is_not_in_it(opened: Callable[..., Visit], tmp_path: Path, budget: int) -> None:
    visit = opened(write_explorer(release_of(tmp_path, "2020\n2020年7月\n中央经济工作会议\n- 支持住房。\n" if budget == 0 else "没有日期的一行\n"), budget=budget))
    for view in ("#/timeline", "#/source", "#/pictures", "#/wording", "#/quality"):
        visit.go(view)
    assert visit.complaints == []
    assert visit.page.locator("main > .note.warn").count() == (budget == 0)
    visit.page.context.close()
