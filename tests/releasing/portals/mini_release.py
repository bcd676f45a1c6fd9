"""A whole small release from a small source of another field, with hostile cells, for the tests of portals and exports."""
from __future__ import annotations

from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa

from flows.parsing import Beside, concatenate, parse_source
from flows.reading.corrections import Entry
from flows.releasing.checksums import write_sums
from flows.releasing.exports import write_exports
from flows.releasing.files import write_data
from flows.releasing.identity import Identity
from flows.releasing.portals import write_metadata
from schemas import Source

TEXT = """2023
2023年5月
民政部、财政部《关于做好养老服务工作的通知》
一、总体要求
到2025年,养老机构护理型床位占比不低于55%。
=HYPERLINK("http://example.org","领取补贴")是骗局,严禁转发。
二、主要任务
- 居家养老:鼓励社区开展助餐服务,每人每月补贴300元。
- 机构养老:严禁挪用床位补贴,单个项目补贴不超过500万元。
社区食堂应当明码标价标价,收费上浮幅度不得超过20%。
补贴标准如下:
| 类别 | 标准 | =1+1 |
|---|---|---|
| 新建床位 | 每张1万元 | <script>alert(1)</script> |
| 改建床位 | 每张5000元 | @备注 |
2023年12月
中央经济工作会议
会议强调要发展银发经济。
2024年3月5日
国务院办公厅《关于发展银发经济的意见》
可以采用公建民营方式。
"""
MEND = Entry("replace", "明码标价标价", 1, None, "明码标价", (), "重复的词", "A doubled word.", "同句上下文", "编辑", "2026-10-01", "mini:1")
SOURCE = Source(
    source_id="mini",
    file_name="mini.txt",
    sha256=sha256(TEXT.encode()).hexdigest(),
    bytes=len(TEXT.encode()),
    line_count=TEXT.count("\n"),
    encoding="utf-8",
    language="zh-Hans",
    title="养老服务政策时间线",
    licence="CC0-1.0",
    retrieved=date(2026, 10, 1),
    notes=None,
)
IDENTITY = Identity(version="1.2.0", date=date(2026, 11, 1), previous="1.1.0", code="c0de" * 16)


class Release(NamedTuple):
    """A release folder with what it was made from."""

    folder: Path
    tables: dict[str, pa.Table]
    identity: Identity


def mini_tables() -> dict[str, pa.Table]:
    """The tables of the small source."""
    return concatenate([parse_source(SOURCE, TEXT, Beside([MEND]))])


def build(folder: Path) -> Release:
    """Write the whole small release into a new folder."""
    folder.mkdir(parents=True)
    tables = mini_tables()
    write_data(tables, folder, IDENTITY)
    write_exports(folder, IDENTITY)
    write_metadata(folder, IDENTITY)
    write_sums(folder)
    return Release(folder, tables, IDENTITY)


if __name__ == "__main__":
    import sys

    build(Path(sys.argv[1]))
