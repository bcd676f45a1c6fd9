"""A small good release in Parquet, made from two mini-sources, and the means to break one row of it.

Great Expectations takes seconds to import, so one `Runner` serves all tests of a worker.
"""
from __future__ import annotations

from collections.abc import Callable
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from flows.checking.gate import check_table
from flows.checking.report import Check
from flows.checking.runner import Runner
from flows.checking.widening import scan
from flows.parsing import Beside, concatenate, parse_source
from schemas import RECORDS, Source
from schemas.arrow import arrow_schema

Row = dict[str, Any]

FIRST = """2020
2020年7月
国务院办公厅《关于全面推进城镇老旧小区改造工作的指导意见》
总体目标:
- 目标任务: 到2025年,力争完成2000年底前建成的老旧小区改造任务,惠及居民20万户。
- 底线要求: 严禁大拆大建,加强历史文化保护。
资金支持:
| 地区 | 补助比例 |
| --- | --- |
| 东部 | 20% |
| 西部 | 80% |

2021
2021年3月16日
住房和城乡建设部《关于开展城市体检工作的通知》
- 鼓励居民参与城市更新,补齐公共服务设施短板。
- 每年开展1次城市体检。
"""
SECOND = """2022年5月
中央经济工作会议
- 支持刚性和改善性住房需求。
"""


def source_of(source_id: str, text: str) -> Source:
    """The record of a mini-source."""
    data = text.encode()
    return Source(
        source_id=source_id,
        file_name=f"{source_id}.txt",
        sha256=sha256(data).hexdigest(),
        bytes=len(data),
        line_count=len(text.splitlines()),
        encoding="utf-8",
        language="zh-Hans",
        title=source_id,
        licence="CC-BY-4.0",
        retrieved=date(2026, 1, 1),
    )


def write_release(folder: Path, texts: dict[str, str]) -> Path:
    """A release's Parquet files, read from texts by source id."""
    (folder / "parquet").mkdir(parents=True)
    for name, table in concatenate([parse_source(source_of(source, text), text, Beside()) for source, text in texts.items()]).items():
        pq.write_table(table, folder / "parquet" / f"{name}.parquet")
    return folder


def rewrite(folder: Path, table: str, change: Callable[[list[Row]], object]) -> None:
    """Change the rows of a published table in place, whatever the contract says of them."""
    path = folder / "parquet" / f"{table}.parquet"
    rows = pq.read_table(path).to_pylist()
    change(rows)
    lenient = pa.schema([field.with_nullable(True) for field in arrow_schema(RECORDS[table])])
    pq.write_table(pa.Table.from_pylist(rows, lenient), path)


def reshape(folder: Path, table: str, change: Callable[[pa.Table], pa.Table]) -> None:
    """Change a published table as a whole, its columns too."""
    path = folder / "parquet" / f"{table}.parquet"
    pq.write_table(change(pq.read_table(path)), path)


@pytest.fixture(scope="session")
def runner() -> Runner:
    return Runner()


@pytest.fixture
def release(tmp_path: Path) -> Path:
    """A good release that a test may break."""
    return write_release(tmp_path / "release", {"first": FIRST, "second": SECOND})


@pytest.fixture
def failures(release: Path, runner: Runner) -> Callable[[str], dict[str, Check]]:
    """The failed checks of one table of the release, by their name in its suite."""

    def failed(table: str) -> dict[str, Check]:
        checks = check_table(RECORDS[table], release, scan(release), runner)
        return {check.name.removeprefix(f"{table}."): check for check in checks if check.outcome == "failed"}

    return failed
