"""The explorer of the real source as people use it: search, filters, links, jumps, languages, keyboard."""
from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.explorer.conftest import SOURCE, Visit

FILTERED = [("year", "2021", "year"), ("issuer", "住房和城乡建设部", "issuer_names"), ("instrument", "notice", "instrument")]


def shown_events(visit: Visit) -> list[str]:
    """The ids of the events in the timeline."""
    return visit.call("() => [...document.querySelectorAll('.event h3 a')].map((link) => decodeURIComponent(link.hash.slice(1)))")


def test_a_search_in_chinese_finds_the_passages_and_marks_the_words(real: Visit) -> None:
    page = real.go("#/timeline")
    page.fill("#q", "拆建比")
    expect(page.locator(".passages mark").first).to_have_text("拆建比")
    assert real.call("() => location.hash") == "#/timeline?q=%E6%8B%86%E5%BB%BA%E6%AF%94"
    assert all("拆建比" in text for text in page.locator(".passages li > a").all_inner_texts())


def test_a_search_in_english_finds_titles_and_topics(real: Visit) -> None:
    page = real.go("#/timeline?q=heritage")
    assert page.locator(".passages li").count() > 5
    real.go("#/timeline?q=large-scale+demolition")
    assert shown_events(real)


def test_a_search_takes_no_notice_of_width_and_case(real: Visit) -> None:
    real.go("#/timeline?q=２０％")
    wide = shown_events(real)
    real.go("#/timeline?q=20%25")
    assert wide and wide == shown_events(real)


@pytest.mark.parametrize(("name", "value", "column"), FILTERED)
def test_a_filter_of_events_leaves_the_events_that_fit(real: Visit, name: str, value: str, column: str) -> None:
    page = real.go("#/timeline")
    page.select_option(f"#f-{name}", value)
    fits = real.call("([column, value]) => events.rows().filter((row) => [events.get(row, column)].flat().map(String).includes(value)).map((row) => events.id(row))", [column, value])
    assert sorted(shown_events(real)) == sorted(fits)
    assert f"{name}=" in real.call("() => location.hash")


@pytest.mark.parametrize(("name", "value", "column"), [("topic", "heritage", "topics"), ("strength", "prohibition", "modality")])
def test_a_filter_of_directives_leaves_the_passages_that_fit(real: Visit, name: str, value: str, column: str) -> None:
    page = real.go("#/timeline")
    page.select_option(f"#f-{name}", value)
    expect(page.locator(f"#f-{name}")).to_have_class("set")
    found = real.call("(filters) => search(filters).flatMap((event) => event.hits.map(directiveOn))", {name: value})
    fits = real.call("([column, value]) => directives.rows().filter((row) => [directives.get(row, column)].flat().includes(value))", [column, value])
    assert sorted(found) == fits
    assert f"{name}={value}" in real.call("() => location.hash")


def test_filters_and_search_work_together_and_are_restored_by_their_link(opened: Callable[..., Visit], real_page: Path) -> None:
    visit = opened(real_page, "#/timeline?year=2021&strength=prohibition&q=拆除")
    assert visit.page.input_value("#q") == "拆除"
    assert visit.page.input_value("#f-year") == "2021"
    assert shown_events(visit) == visit.call("() => search({ year: '2021', strength: 'prohibition', q: '拆除' }).map((event) => events.id(event.row))")
    visit.page.context.close()


def test_a_passage_leads_to_its_words_in_the_source(real: Visit) -> None:
    page = real.go("#/timeline?q=拆建比")
    words = page.locator(".passages li > a").first.inner_text()
    page.locator(".passages li > a").first.click()
    expect(page.locator(".panel .card[open]").first).to_be_visible()
    assert words in "".join(page.locator(".seg.chosen").all_inner_texts())


def test_words_lead_to_every_record_that_stands_on_them(real: Visit) -> None:
    row = real.call("() => metrics.rows().find((row) => metrics.get(row, 'raw') === '20%')")
    line = real.call("(row) => lineId(placeOf({ table: metrics, row }).first)", row)
    page = real.go(f"#{line}")
    page.locator(".line.on .seg[data-over~=metrics]").last.click()
    kinds = set(real.call("() => [...document.querySelectorAll('.panel .card')].map((card) => card.className.match(/of-([a-z_]+)/)[1])"))
    assert {"metrics", "directives", "events"} <= kinds
    assert page.locator(".panel .card").first.get_attribute("open") is not None


@pytest.mark.parametrize("table", ["events", "directives", "metrics", "table_cells", "findings", "corrections", "verifications", "official_documents", "formulation_occurrences"])
def test_every_kind_of_record_has_a_link_that_opens_it_at_its_words(real: Visit, table: str) -> None:
    identifier = real.call("(name) => TABLES[name].id(TABLES[name].size - 1)", table)
    page = real.go(f"#{identifier}")
    expect(page.locator(f".panel .card.of-{table}[open]")).to_have_count(1)
    assert page.locator(".panel .card[open] .address code").inner_text() == identifier
    chosen = "".join(page.locator(".seg.chosen").all_inner_texts())
    assert chosen and real.call("(id) => wordsOf(recordOf(id)).replaceAll('\\n', '')", identifier).startswith(chosen[:200])


def test_a_link_to_a_record_that_is_not_there_says_so(real: Visit) -> None:
    expect(real.go("#no-such-record").locator(".panel")).to_contain_text("no-such-record")


def test_the_source_is_shown_character_for_character(real: Visit) -> None:
    page = real.go("#/source")
    real.call("() => document.querySelectorAll('.part').forEach(come)")
    shown = real.call("() => [...document.querySelectorAll('.text .words')].map((words) => words.textContent)")
    assert shown == SOURCE.read_text("utf-8").splitlines()
    assert page.locator(".no").count() == len(shown)


def test_a_correction_shows_what_was_and_what_it_became(real: Visit) -> None:
    page = real.go(f"#{real.call('() => TABLES.corrections.id(0)')}")
    mend = page.locator(".line.on .mend").first
    expect(mend.locator("del")).to_have_text(real.call("() => TABLES.corrections.get(0, 'raw_excerpt')"))
    expect(mend.locator("ins")).to_have_text(real.call("() => TABLES.corrections.get(0, 'replacement')"))
    assert page.locator(".line.on .seg.mended").count() > 0


def test_a_finding_stands_below_its_line_until_its_layer_is_put_out(real: Visit) -> None:
    page = real.go(f"#{real.call('() => TABLES.findings.id(3)')}")
    expect(page.locator(".line.on .notes")).to_contain_text(real.call("() => TABLES.findings.get(3, 'message_zh')"))
    page.locator(".layer-findings input").uncheck()
    expect(page.locator(".line.on .notes")).to_have_count(0)
    page.locator(".layer-findings input").check()


def test_both_languages_are_one_click_apart(real: Visit) -> None:
    page = real.go("#/timeline")
    page.click("#in-en")
    expect(page.locator("h1")).to_have_text("China Urban Renewal Policy Dataset")
    assert page.get_attribute("html", "lang") == "en"
    expect(page.locator(".english").first).to_be_visible()
    page.click("#in-zh")
    expect(page.locator("h1")).to_have_text("中国城市更新政策数据集")
    assert page.get_attribute("html", "lang") == "zh-Hans"


def test_light_and_dark_follow_the_system_and_the_switch(opened: Callable[..., Visit], real_page: Path) -> None:
    visit = opened(real_page, color_scheme="dark")
    assert visit.call("() => shade()") == "dark"
    dark = visit.call("() => getComputedStyle(document.body).backgroundColor")
    visit.page.click("#shade")
    assert visit.call("() => getComputedStyle(document.body).backgroundColor") != dark
    visit.page.context.close()


def test_pictures_are_drawn_and_lead_to_what_they_show(real: Visit) -> None:
    page = real.go("#/pictures")
    real.call("() => document.querySelectorAll('.stage').forEach(come)")
    figures = page.locator("figure.chart").count()
    expect(page.locator("figure.chart .stage svg")).to_have_count(figures)
    assert figures >= 5
    page.locator(".of-strengths .mark-rect path").nth(1).click()
    page.wait_for_function("() => /strength=/.test(location.hash)")


def test_bounds_and_money_stand_with_their_sentences(real: Visit) -> None:
    page = real.go("#/pictures?bounds=limit")
    limits = real.call("() => metrics.rows().filter((row) => metrics.get(row, 'role') === 'limit').map((row) => metrics.get(row, 'raw'))")
    assert page.locator(".of-bounds tbody mark").all_inner_texts() == limits
    assert page.locator(".of-bounds tbody .strong").all_inner_texts() == limits


def test_a_formulation_is_read_place_by_place(real: Visit) -> None:
    row = real.call("() => formulations.rows().sort((a, b) => formulations.get(b, 'n_occurrences') - formulations.get(a, 'n_occurrences'))[0]")
    page = real.go("#/wording")
    page.fill("#wq", real.call("(row) => formulations.get(row, 'formulation')", row))
    page.locator(".matrix tbody th a").first.click()
    expect(page.locator(".concordance li")).to_have_count(real.call("(row) => formulations.get(row, 'n_occurrences')", row))
    page.locator(".concordance a").first.click()
    expect(page.locator(".panel .card.of-formulation_occurrences[open]")).to_have_count(1)


def test_quality_figures_are_those_of_the_records(real: Visit) -> None:
    page = real.go("#/quality")
    assert page.locator(".tile .figure").all_inner_texts()[0] == str(real.call("() => findings.size"))
    page.locator(".tile a").first.click()
    page.wait_for_function("() => /severity=error/.test(location.hash)")
    assert page.locator(".rule").count() == real.call("() => new Set(findings.rows().filter((row) => findings.get(row, 'severity') === 'error').map((row) => findings.get(row, 'rule'))).size")


def test_the_keyboard_reaches_search_lines_and_records(real: Visit) -> None:
    page = real.go("#/timeline")
    page.keyboard.press("/")
    assert real.call("() => document.activeElement.id") == "q"
    line = real.call("() => lineId(10)")
    page = real.go(f"#{line}")
    page.locator("[data-line='10'] .no").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_function("() => /L12$/.test(location.hash)")
    expect(page.locator(".panel")).to_contain_text("第 12 行")
    page.keyboard.press("Escape")
    expect(page.locator(".panel.open")).to_have_count(0)
