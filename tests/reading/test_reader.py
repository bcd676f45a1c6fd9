"""Sources read together: each gives what it gives alone."""
from pathlib import Path

from flows.reading.corrections import Entry, locate
from flows.reading.reader import Unread, read_text, read_texts

GOLD = Path(__file__).parents[1] / "gold"


def test_sources_read_together_give_what_each_gives_alone() -> None:
    texts = [path.read_bytes().decode() for path in sorted(GOLD.glob("*/source.txt"))[:6]]
    unread = [Unread(f"source-{number}", text) for number, text in enumerate(["", *texts, "没有日期\n"])]
    assert read_texts(unread) == [read_text(*one) for one in unread]


def test_each_source_is_read_as_its_own_corrections_mend_it() -> None:
    text = "2023年5月\n民政部《关于养老的通知》\n- 支持建设甲张床位。\n"
    mend = locate("a", text, [Entry("replace", "支持建设甲张", 1, None, "严禁新建5张", (), "因", "why", "cited", "someone", "2023-01-01", "a.csv:2")])
    mended, as_it_stands = read_texts([Unread("a", text, mend), Unread("b", text)])
    assert [rows["directives"][0][11] for rows in (mended, as_it_stands)] == ["prohibition", "encouragement"]
    assert [len(rows["metrics"]) for rows in (mended, as_it_stands)] == [1, 0]
