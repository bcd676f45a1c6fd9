"""References linked to the records that they speak of, and stopped where they no longer fit."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.reading.batches import to_arrow
from flows.reading.reader import read_text
from flows.reading.references import Reference, References, StaleReferenceError, link
from schemas.official_documents import OfficialDocument
from schemas.supported_cities import SupportedCity
from schemas.verifications import Verification

TEXT = """2024
2024年5月
财政部《关于开展补助试点的通知》
- 补助标准:每个城市补助8亿元,补助资金分年拨付。
- 补助标准:每个城市补助8亿元,补助资金分年拨付。
| 地区 | 标准 |
| 东部 | 8亿元 |
入选城市共2个城市。
"""
EVENT = {"event_date": "2024-05", "event_title": "财政部《关于开展补助试点的通知》"}
STATEMENT = "- 补助标准:每个城市补助8亿元,补助资金分年拨付。"
CLAIM: dict[str, Any] = EVENT | {
    "statement": STATEMENT,
    "quote": "补助",
    "which": 2,
    "measure": "sum",
    "stated_value": None,
    "official_value": None,
    "official_says": "8亿元",
    "verdict": "agree",
    "strength": "strong",
    "note": None,
    "evidence": [{"fact": "sum", "source": "press", "says": None, "strength": "weak"}],
}
DOCUMENT: dict[str, Any] = EVENT | {
    "identification": "identified",
    "kind": "document",
    "title": "关于开展补助试点的通知",
    "english_title": "Notice",
    "document_number": None,
    "issuers": ["MOF"],
    "official_date": "2024-05",
    "date_signed": "2024-05-08",
    "date_held_start": None,
    "date_held_end": None,
    "date_published": None,
    "address": None,
    "date_agrees": True,
    "title_agrees": True,
    "strength": "medium",
    "note": None,
    "inferred": [],
    "recalled": [{"field": "date_published", "value": "2024-05-09"}],
    "evidence": [],
}
CITY: dict[str, Any] = EVENT | {
    "quote": "2个城市",
    "programme": "fiscal_support",
    "year": 2024,
    "seq": 1,
    "division_code": "320100",
    "name_zh": "南京市",
    "name_en": "Nanjing",
    "level": "prefecture_city",
    "province_code": "320000",
    "province_zh": "江苏省",
    "province_en": "Jiangsu",
    "citation": "press",
}


def linked(text: str = TEXT, **entries: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """The linked rows as records, validated; entries are given by the name of their list in References."""
    references = References(**{name: [Reference(entry, f"{name}.jsonl:7")] for name, entry in entries.items()})
    rows = link("s", read_text("s", text), references)
    return {record.table: to_arrow(record, rows[record.table]).to_pylist() for record in (OfficialDocument, Verification, SupportedCity)}


def test_a_claim_stands_on_the_named_occurrence_of_its_quotation() -> None:
    (claim,) = linked(claims=CLAIM)["verifications"]
    assert claim["char_start"] == TEXT.index("补助8亿")
    assert TEXT[claim["char_start"] : claim["char_end"]] == "补助"
    assert claim["directive_id"] and claim["metric_id"] is None


def test_a_claim_about_a_quantity_names_its_metric() -> None:
    (claim,) = linked(claims=CLAIM | {"quote": "补助8亿元", "which": 1})["verifications"]
    assert claim["metric_id"].startswith(claim["directive_id"])


def test_a_claim_about_a_cell_names_its_table() -> None:
    (claim,) = linked(claims=CLAIM | {"statement": "| 东部 | 8亿元 |", "quote": "8亿元", "which": 1})["verifications"]
    assert claim["table_id"] and claim["directive_id"] is None


def test_a_document_stands_on_its_event_s_title_with_real_days() -> None:
    (document,) = linked(documents=DOCUMENT)["official_documents"]
    assert document["line_start"] == 3
    assert document["date_signed"] == date(2024, 5, 8)
    assert document["date_published"] is None and document["recalled"] == [{"field": "date_published", "value": "2024-05-09"}]


def test_a_city_stands_where_the_source_speaks_of_its_programme() -> None:
    (city,) = linked(cities=CITY)["supported_cities"]
    assert TEXT[city["char_start"] : city["char_end"]] == "2个城市"


@given(st.integers(0, 5), st.sampled_from(["2023\n2023年5月\n国务院常务会议\n会议部署工作。\n", "\n", ""]))
def test_lines_before_an_event_move_its_references_and_keep_their_ids(count: int, before: str) -> None:
    moved = linked(before * count + TEXT, claims=CLAIM, documents=DOCUMENT, cities=CITY)
    for table, records in linked(claims=CLAIM, documents=DOCUMENT, cities=CITY).items():
        key = next(iter(records[0]))
        assert [record[key] for record in moved[table]] == [record[key] for record in records]


@pytest.mark.parametrize(
    ("entry", "missing"),
    [
        (CLAIM | {"quote": "无此语"}, "无此语"),
        (CLAIM | {"which": 4}, "fewer than 4"),
        (CLAIM | {"event_date": "2024-06"}, "2024-06"),
        (CLAIM | {"event_title": "财政部《别的通知》"}, "别的通知"),
        (CLAIM | {"statement": "- 别的条文。"}, "补助"),
    ],
)
def test_a_reference_that_no_longer_fits_stops_with_its_place(entry: dict[str, Any], missing: str) -> None:
    with pytest.raises(StaleReferenceError, match=rf"claims\.jsonl:7: .*{missing}.*; write into the entry"):
        linked(claims=entry)


def test_a_reference_to_one_of_two_equal_events_stops() -> None:
    with pytest.raises(StaleReferenceError, match="2 events"):
        linked(TEXT + TEXT, documents=DOCUMENT)


def test_width_and_blanks_of_a_title_do_not_matter() -> None:
    assert linked(documents=DOCUMENT | {"event_title": "财政部 《关于开展补助试点的通知》"})["official_documents"]
