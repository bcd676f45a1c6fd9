"""What holds of findings on any text: spans, evidence, ids, order, validity; defects planted anywhere; work that stays linear."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.checking.findings import find_findings
from flows.reading.batches import to_arrow
from flows.reading.reader import read_text
from schemas import RECORDS, Finding
from tests.checking.findings.source import CLEAN, SOURCE, defects, findings

MARKS = "《》“”（）()【】*|-#：:；;。，,.、 \t\r\n①②1一二三20年月5日城市更新通知意见关于会议等部门项<br>[]`&nbsp;\ufffd\u200b"
PIECES = (
    "2021年3月\n",
    "2022\n",
    "国务院《关于城市更新的意见》\n",
    "- 项目：",
    "| a | b |\n",
    "|---|\n",
    "1. ",
    "2. ",
    "重点包括：\n",
    "三项工作",
    "（一）",
    "。",
    "\n",
    "**",
)
TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(alphabet=MARKS, max_size=12)), max_size=40).map("".join)
STATEMENTS = [line for line in CLEAN.split("\n") if line.endswith("。") and "|" not in line]


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_any_text_gives_valid_findings_whose_evidence_stands_at_their_span(text: str) -> None:
    rows = find_findings(SOURCE, text, read_text(SOURCE, text))
    found = to_arrow(Finding, rows).to_pylist()
    assert all(text[one["char_start"] : one["char_end"]] == one["evidence"] for one in found)
    assert [(one["char_start"], one["char_end"], one["rule"]) for one in found] == sorted({(one["char_start"], one["char_end"], one["rule"]) for one in found})
    assert len({one["finding_id"] for one in found}) == len(found)
    assert rows == find_findings(SOURCE, text, read_text(SOURCE, text))


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_every_finding_names_a_record_that_exists(text: str) -> None:
    read = read_text(SOURCE, text)
    keys = {name: {"/".join(str(one[part]) for part in RECORDS[name].key) for one in to_arrow(RECORDS[name], rows).to_pylist()} for name, rows in read.items()}
    keys["sources"] = {SOURCE}
    assert all(one["record_id"] in keys[one["record_type"]] for one in findings(text) if one["record_type"] in keys)


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(STATEMENTS),
    st.sampled_from([("》", "unbalanced_bracket"), ("**", "stray_markup"), ("（", "unbalanced_bracket"), ("。。", "stray_punctuation")]),
    st.data(),
)
def test_a_mark_planted_anywhere_in_a_statement_is_found_there(statement: str, planted: tuple[str, str], data: st.DataObject) -> None:
    mark, rule = planted
    inner = [
        place
        for place in range(max(statement.find("：") + 2, 5), len(statement) - 1)
        if statement[place - 1] not in "，。、：" and statement[place] not in "，。、"
    ]
    place = data.draw(st.sampled_from(inner))
    text = CLEAN.replace(statement, statement[:place] + mark + statement[place:])
    found = [one for one in defects(text) if one["rule"] == rule]
    assert [(one["char_start"], one["evidence"]) for one in found] == [(CLEAN.index(statement) + place, mark)]


@settings(max_examples=30, deadline=None)
@given(st.integers(0, len(STATEMENTS) - 1), st.text(alphabet="松柏槐榆桦杨", min_size=30, max_size=60))
def test_ids_of_findings_outlive_lines_inserted_before_them(place: int, words: str) -> None:
    broken = CLEAN.replace("落实养护责任。", "落实养护责任**。")
    line = STATEMENTS[place]
    inserted = broken.replace(line, f"{line}\n{words}。")
    before, after = ({one["finding_id"] for one in findings(text) if one["rule"] == "stray_markup"} for text in (broken, inserted))
    assert before == after


@pytest.mark.parametrize(
    "line",
    [
        "《" * 20_000,
        "。 " * 10_000,
        "（" * 10_000 + "）" * 10_000,
        "**" * 10_000,
        "、甲" * 10_000 + "三项工作",
        "1 " * 20_000,
        "<br " * 8_000,
        "`" * 20_000,
        "“" * 20_000,
        "》" * 20_000,
    ],
)
def test_a_long_hostile_line_is_checked_in_linear_time(line: str) -> None:
    text = CLEAN + "养护要求：" + line + "\n"
    rows = read_text(SOURCE, text)
    started = time.process_time()
    find_findings(SOURCE, text, rows)
    assert time.process_time() - started < 20  # well under 1 s; a quadratic step would take minutes


@pytest.mark.soak
def test_work_grows_with_the_text_and_not_with_its_square() -> None:
    def cost(copies: int) -> float:
        text = "".join(CLEAN.replace("2021\n", f"{1950 + copy % 50}\n").replace("公园", f"公园{copy}号") for copy in range(copies))
        rows = read_text(SOURCE, text)
        started = time.process_time()
        find_findings(SOURCE, text, rows)
        return time.process_time() - started

    cost(5)
    assert cost(160) < 10 * max(cost(40), 0.02)
