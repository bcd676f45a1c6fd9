"""The first source: the defects that its readers know of stand where they should, with and without the official record."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from flows.checking.findings import find_findings
from flows.reading.reader import read_text
from flows.reading.references import link
from flows.reference_files import read_references
from schemas import Finding
from schemas.base import columns_of

SOURCE = Path(__file__).parents[3] / "raw" / "urban-renewal-timeline.txt"
KNOWN = """
block_copied_between_events 87; same_document_two_events 264 354; same_title_many_events 3; collapsed_table 323;
run_together_lines 327; pasted_duplicate 327; merged_title 319; title_without_brackets 253 319; instrument_conflict 195;
unbalanced_bracket 387; stray_markup 315 327; leftover_markup 243 246 247 254 281 331 370 374 382; stray_punctuation 384;
numbering_restarted 38 64; numbering_without_first 334; missing_marker 328; flattened_levels 42 48 56 176 269 273 413 416;
unmarked_list_items 14 174 188 200 238 301 324 347 357 383 387; count_mismatch 64; partial_list 30 155;
count_agrees 20 48 55 62 132 135 245 246 268 298 357 358 364; missing_enumeration_member 325; table_without_rule 21 365 396;
table_without_caption 396; short_name 30 154 68; inconsistent_name 234; undefined_short_title 93; missing_document_title 92;
inconsistent_punctuation 4; near_duplicate 101 193 226 227; missing_issuer 99 319; issuer_conflict 154; missing_separator 393;
truncated_word 311; item_order_suspect 302; end_of_list_punctuation 304; prose_as_heading 211 350; unterminated_items 336;
remark_after_full_stop 411 414 415 417; enumeration_not_listed 165; intro_items_mismatch 122; ordinal_in_cell 366;
date_conflict 172 263 405; title_conflict 319; document_suspect 195 210; claim_disagrees 117 235 243 355 380;
claim_partly_agrees 115 116 364
"""


@cache
def found() -> list[tuple[str, int]]:
    """Rule and first line of each finding."""
    text = SOURCE.read_text(encoding="utf-8")
    rows = read_text("timeline", text)
    rows |= link("timeline", rows, read_references(SOURCE))
    columns = columns_of(Finding)
    rule, line = columns.index("rule"), columns.index("line_start")
    return [(row[rule], row[line]) for row in find_findings("timeline", text, rows)]


@pytest.mark.parametrize("entry", [entry.strip() for entry in KNOWN.split(";")], ids=lambda entry: entry.split()[0])
def test_a_known_defect_stands_where_it_should(entry: str) -> None:
    rule, *lines = entry.split()
    assert {int(line) for line in lines} <= {line for name, line in found() if name == rule}


def test_the_findings_stay_few_enough_to_be_read() -> None:
    assert len(found()) < 180
