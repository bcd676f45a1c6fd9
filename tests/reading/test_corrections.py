"""Corrections mend what is read and never the source: every span still quotes it."""
import pytest

from flows.reading.corrections import Entry, StaleCorrectionError, locate
from flows.reading.reader import read_text
from schemas import RECORDS, columns_of

TEXT = "2023年5月\n民政部《关于做好养老服务工作的通知》\n- 补贴:每人每月不超过300元由财政承担**。\n类别标准新建每张1万元改建每张5千元\n"


def entry(excerpt: str, replacement: str, kind: str = "replace", occurrences: int = 1, which: int | None = None) -> Entry:
    return Entry(kind, excerpt, occurrences, which, replacement, (), "因", "why", "cited", "someone", "2023-01-01", "corrections.csv:2")


def read(text: str, *entries: Entry) -> dict[str, list[dict]]:
    rows = read_text("mini", text, locate("mini", text, entries))
    return {name: [dict(zip(columns_of(RECORDS[name]), row, strict=True)) for row in own] for name, own in rows.items()}


def test_a_corrected_record_shows_raw_text_and_text():
    (directive,) = [row for row in read(TEXT, entry("承担**。", "承担。"))["directives"] if row["label"]]
    assert directive["raw_text"].endswith("承担**。")
    assert directive["text"] == "补贴:每人每月不超过300元由财政承担。"


def test_a_number_that_only_a_correction_puts_into_a_title_or_heading_is_read():
    text = "2023年5月\n民政部部署养老床位甲张\n增加床位乙张：\n- 甲\n- 丙\n"
    found = read(text, entry("甲张", "5张"), entry("乙张", "6张"))
    assert [row["value_min"] for row in found["metrics"]] == [5, 6]


def test_spans_still_quote_the_source_after_a_correction_before_them():
    found = read(TEXT, entry("- 补贴:每人", "- 生活补贴:对每人"))
    metrics = [row for row in found["metrics"] if row["raw"] == "300元"]
    assert [TEXT[row["char_start"] : row["char_end"]] for row in metrics] == ["300元"]


def test_a_collapsed_table_is_rebuilt_from_its_own_words():
    found = read(TEXT, entry("类别标准新建每张1万元改建每张5千元", "| 类别 | 标准 |\n| 新建 | 每张1万元 |\n| 改建 | 每张5千元 |", "table"))
    assert [cell["text"] for cell in found["table_cells"]] == ["新建", "每张1万元", "改建", "每张5千元"]
    assert all(TEXT[cell["char_start"] : cell["char_end"]] == cell["raw_text"] for cell in found["table_cells"])
    assert found["tables"][0]["columns"] == ("类别", "标准")
    assert {"1万元", "5千元"} <= {row["raw"] for row in found["metrics"]}


def test_a_cell_that_is_not_in_the_excerpt_stops_the_run():
    with pytest.raises(StaleCorrectionError, match="每张2万元"):
        read(TEXT, entry("类别标准新建每张1万元", "| 类别 | 标准 |\n| 新建 | 每张2万元 |", "table"))


def test_a_stale_correction_stops_the_run_with_its_place():
    with pytest.raises(StaleCorrectionError, match=r"corrections\.csv:2.*0 times"):
        read(TEXT, entry("早已改掉的话", "新话"))


def test_an_ambiguous_correction_stops_the_run():
    with pytest.raises(StaleCorrectionError, match="2 times"):
        read(TEXT, entry("每张", "每床"))


def test_one_of_several_places_can_be_meant():
    found = read(TEXT, entry("每张", "每床", occurrences=2, which=2))
    assert found["lines"][3]["text"] == "类别标准新建每张1万元改建每床5千元"


def test_overlapping_corrections_stop_the_run():
    with pytest.raises(StaleCorrectionError, match="overlaps"):
        read(TEXT, entry("每人每月", "每人"), entry("每月不超过", "不超过"))


def test_a_correction_across_lines_stops_the_run():
    with pytest.raises(StaleCorrectionError, match="crosses the end of line 3"):
        read(TEXT, entry("承担**。\n类别", "承担。"))
