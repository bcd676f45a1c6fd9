"""Brackets without a partner, told from pairs in one search of the text, against a look at each character."""
from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from flows.checking.findings.lines import OPENING, QUOTES
from tests.checking.findings.source import CLEAN, findings

ROUND = str.maketrans("（）", "()")
TEXTS = st.text(alphabet="更《》()（）“”‘’[]1、\r\n", max_size=30)


def unpaired(line: str) -> list[int]:
    """Places of the brackets of a line that have no partner, one after another; quotation marks aside."""
    pairs = {closing: opening for opening, closing in OPENING.items()}
    opened: list[int] = []
    lost: list[int] = []
    for place, mark in enumerate(line):
        if mark in OPENING:
            opened.append(place)
        elif mark in pairs:
            partner = next((one for one in reversed(opened) if line[one].translate(ROUND) == pairs[mark].translate(ROUND)), None)
            if partner is None:
                lost.append(place)
            else:
                lost += opened[opened.index(partner) + 1 :]
                del opened[opened.index(partner) :]
    return [place for place in lost + opened if line[place] not in QUOTES]


@given(TEXTS)
@example("（更)(更）")
@example("《更\r》")
@example("“《更》”")
def test_brackets_without_a_partner_are_found_wherever_they_stand(text: str) -> None:
    added = [f"更{line}。" for line in text.replace("\r", "\n").split("\n")]
    found = {one["char_start"] - len(CLEAN) for one in findings(CLEAN + "\n".join(added)) if one["rule"] == "unbalanced_bracket" and one["evidence"] not in QUOTES}
    starts = [sum(len(line) + 1 for line in added[:order]) for order in range(len(added))]
    assert found == {start + place for start, line in zip(starts, added, strict=True) for place in unpaired(line)}


def test_the_bracket_of_a_list_marker_needs_no_partner() -> None:
    assert [one["rule"] for one in findings(CLEAN + "1）完善标准（更）。\n") if one["rule"] == "unbalanced_bracket"] == []
