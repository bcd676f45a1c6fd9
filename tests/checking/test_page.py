"""The quality page: one offline file that escapes what it shows, is the same for the same release, and says what is weak."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.checking.accuracy import Accuracy
from flows.checking.measures import measure_release
from flows.checking.page import label_of, write_quality
from flows.checking.quoted import AROUND, findings_by_rule
from flows.checking.report import Check, FailingRow, Report
from flows.checking.summary import percent, sound_points, weak_points
from flows.checking.widening import scan
from tests.checking.conftest import FIRST, SECOND, rewrite, write_release

HOSTILE = "<script>alert('x')</script><img src=x onerror=alert(1)>{{ 7 * 7 }}"
ACCURACY = (
    Accuracy("all", "metrics.found", 0.99, 0.98, 0.985, 98, 100),
    Accuracy("all", "metrics.subject", None, None, 0.52, 52, 100),
    Accuracy("gold-text", "metrics.subject", None, None, 0.52, 52, 100),
)
VOID = {"meta", "input", "br", "img", "link"}


def check(**values: object) -> Check:
    """A check that passed, but for what is said otherwise."""
    told = {"suite": "events", "name": "events.year.range", "expectation": "expect_column_values_to_be_between", "columns": ("year",)}
    said = {"sentence_zh": "“年”不小于 1900", "sentence_en": "year is at least 1900", "severity": "error", "outcome": "passed", "checked": 3, "unexpected": 0}
    return Check.model_validate({**told, **said, **values})


def failing(**values: object) -> Check:
    """A check that failed on one row."""
    row = FailingRow(key={"event_id": "first-e-1"}, source_id="first", line=2, values={"year": HOSTILE})
    return check(outcome="failed", unexpected=1, rows=(row,), **values)


class Page(HTMLParser):
    """What a browser would find in a page: its tags, in order, and whether each is closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, f"</{tag}> closes another tag"

    def values(self, attribute: str) -> list[str]:
        """The values of an attribute, wherever it stands."""
        return [str(attributes[attribute]) for _, attributes in self.tags if attribute in attributes]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release from texts of which one is hostile."""
    hostile = f"2023年1月\n国务院《关于{HOSTILE}的通知》\n- 推进城市更新{HOSTILE}。\n{HOSTILE}\n| {HOSTILE} | b |\n|---|---|\n| {HOSTILE} | 5% |\n"
    folder = write_release(tmp_path_factory.mktemp("page") / "release", {"first": FIRST, "second": SECOND, "hostile": hostile})
    for name in ("title", "file_name", "notes"):
        rewrite(folder, "sources", lambda rows, name=name: rows[2].update({name: HOSTILE}))  # type: ignore[misc]
    rewrite(folder, "findings", lambda rows: rows.append({**rows[0], "finding_id": "planted", "message_zh": HOSTILE, "message_en": HOSTILE}))
    return folder


@pytest.fixture(scope="module")
def html(folder: Path) -> str:
    """The page of that release, with a failed check, an acknowledged guard and figures of accuracy."""
    guard = failing(suite="guards", name="events_kept", acknowledged=True, sentence_zh=HOSTILE, sentence_en=HOSTILE)
    write_quality(Report(checks=(check(), failing(name="events.x", note=HOSTILE), guard), previous=True), folder, ACCURACY)
    return (folder / "quality" / "index.html").read_text("utf-8")


def test_hostile_text_shows_as_text(html: str) -> None:
    assert "&lt;script&gt;alert(" in html
    assert "<script" not in html
    assert "<img" not in html
    assert "{{ 7 * 7 }}" in html


def test_no_attribute_carries_hostile_text_out_of_its_quotes(html: str) -> None:
    assert not [name for _, attributes in Page(html).tags for name in attributes if name.startswith("on")]


def test_every_tag_is_closed_and_every_id_stands_once(html: str) -> None:
    page = Page(html)
    assert page.open == []
    assert len(page.values("id")) == len(set(page.values("id")))


def test_the_page_asks_the_network_for_nothing(html: str) -> None:
    page = Page(html)
    assert not page.values("src")
    assert not {tag for tag, _ in page.tags} & {"script", "link", "img", "iframe", "object", "base"}
    assert all(re.fullmatch(r"#[a-z]+|[a-z]+\.json", link) for link in page.values("href"))
    assert "@import" not in html
    assert "url(" not in html


def test_every_link_within_the_page_has_its_section(html: str) -> None:
    page = Page(html)
    assert {link[1:] for link in page.values("href") if link.startswith("#")} <= set(page.values("id"))


def test_everything_said_is_said_in_both_languages(html: str) -> None:
    page = Page(html)
    languages = [attributes["class"] for tag, attributes in page.tags if tag == "span" and attributes.get("class") in ("zh", "en")]
    assert languages[::2] == ["zh"] * (len(languages) // 2)
    assert languages[1::2] == ["en"] * (len(languages) // 2)


def test_equal_releases_give_equal_pages(folder: Path, html: str) -> None:
    files = sorted((folder / "quality").iterdir())
    before = {path.name: path.read_bytes() for path in files}
    test_report = Report.model_validate_json(before["report.json"])
    write_quality(test_report, folder, ACCURACY)
    assert {path.name: path.read_bytes() for path in files} == before


def test_the_report_is_published_and_can_be_loaded_again(folder: Path, html: str) -> None:
    report = Report.model_validate_json((folder / "quality" / "report.json").read_bytes())
    assert [each.name for each in report.checks if each.acknowledged] == ["events_kept"]


def test_a_failure_is_told_first_and_its_row_is_named(html: str) -> None:
    assert "Not fit to publish" in html
    assert "first-e-1" in html
    assert "failed, acknowledged" in html


def test_a_finding_stands_on_its_line_with_its_words_marked(folder: Path) -> None:
    groups = {group.code: group for group in findings_by_rule([scan(folder)])}
    quote = groups["missing_enumeration_member"].quotes[0]
    assert (quote.row["line_start"], quote.before, quote.words, quote.after) == (10, "| ", "东部", " | 20% |")


def test_findings_come_the_gravest_first(folder: Path) -> None:
    severities = [group.severity for group in findings_by_rule([scan(folder)])]
    assert severities == sorted(severities, key=["error", "warning", "info"].index)


def test_a_long_line_is_cut_around_the_marked_words(tmp_path: Path) -> None:
    text = f"2020年7月\n某次会议\n- {'甲' * 300}《乙{'丙' * 300}。\n"
    quotes = [quote for group in findings_by_rule([scan(write_release(tmp_path / "long", {"long": text}))]) for quote in group.quotes]
    assert quotes
    assert all(len(quote.before) <= AROUND + 1 and len(quote.after) <= AROUND + 1 for quote in quotes)


def test_a_lost_character_shows_in_the_figures(release: Path) -> None:
    whole = measure_release(release)
    assert whole.accounted == whole.characters
    rewrite(release, "lines", lambda rows: rows.pop(4))
    lost = measure_release(release)
    assert lost.accounted < lost.characters == whole.characters


def test_weak_columns_are_named_with_their_score(release: Path) -> None:
    points = weak_points(Report(checks=(check(),)), measure_release(release), ACCURACY)
    assert [point.en for point in points if point.section == "accuracy"] == ["Agree with readings by hand in fewer than 90% of cases: metrics.subject 52%"]


def test_a_release_that_failed_is_not_called_sound(release: Path) -> None:
    points = sound_points(Report(checks=(failing(),)), measure_release(release), ())
    assert "checks" not in {point.section for point in points}


def test_a_page_without_accuracy_says_so(release: Path) -> None:
    write_quality(Report(checks=(check(),)), release)
    html = (release / "quality" / "index.html").read_text("utf-8")
    assert "This release was not compared with readings by hand." in html
    assert "This is the first release" in html


@pytest.mark.parametrize(
    ("measure", "label"), [("events.date", "Date"), ("metrics.exact", "Wholly right"), ("tables", "Tables, all"), ("else.where", "else.where")]
)
def test_measures_of_accuracy_have_labels(measure: str, label: str) -> None:
    assert label_of(measure)[1] == label


@given(st.integers(0, 10**9), st.integers(1, 10**9))
def test_only_what_is_whole_reads_a_hundred_per_cent(part: int, more: int) -> None:
    assert percent(part / part if part else 1.0) == "100%"
    assert percent(part / (part + max(more, part // 10**8 + 1))) != "100%"


def test_a_long_list_of_sources_is_cut_and_says_so(release: Path) -> None:
    rewrite(release, "sources", lambda rows: rows.extend({**rows[0], "source_id": f"source-{number}"} for number in range(60)))
    rewrite(release, "lines", lambda rows: rows.extend([{**rows[0], "source_id": f"source-{number}"} for number in range(60)]))
    write_quality(Report(checks=(check(),)), release)
    assert "and 12 more in the table sources" in (release / "quality" / "index.html").read_text("utf-8")
