"""A folder of raw texts with two short sources from another field than the first source's, and a release of it without Prefect."""
from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from flows import building
from flows.building import Outcome
from flows.checking.report import Report
from flows.declaring import declare

CARE = """2023
2023年5月
民政部、财政部《关于做好养老服务工作的通知》
一、总体要求
到2025年,养老机构护理型床位占比不低于55%。
二、主要任务
- 居家养老:鼓励社区开展助餐服务,每人每月补贴300元。
- 机构养老:严禁挪用床位补贴。
补贴标准如下:
| 类别 | 标准 |
|---|---|
| 新建床位 | 每张1万元 |
| 改建床位 | 每张5000元 |
2023年12月
中央经济工作会议
会议强调要发展银发经济。
"""
ROADS = """2024年3月15日
交通运输部《关于加快农村公路建设的指导意见》
1. 总体目标
到2027年,新建和改造农村公路30万公里。
2. 资金保障
鼓励地方发行专项债券,中央补助不超过总投资的60%。
不得新增地方政府隐性债务。
"""
MORE = "2024年9月\n国务院《关于促进农村物流发展的意见》\n到2026年,具备条件的建制村快递服务覆盖率达到90%。\n"
"""An event to add to a source."""


def write_source(raw: Path, name: str, text: str, *, replace: bool = False) -> Path:
    """Write `<name>.txt` into a folder of raw texts and declare it there."""
    raw.mkdir(exist_ok=True)
    path = raw / f"{name}.txt"
    path.write_text(text, encoding="utf-8", newline="")
    declare(path, title=name, licence="CC-BY-4.0", language="zh-Hans", source_id=None, retrieved=date(2026, 1, 1), notes="", replace=replace)
    return path


def write_raw(raw: Path) -> Path:
    """A folder of raw texts that declares both sources."""
    write_source(raw, "care", CARE)
    write_source(raw, "roads", ROADS)
    return raw


def parsed_in_parts(folder: Path) -> Path:
    """The data files of both sources, each in a part of its own, in a staging folder."""
    shelf = building.Shelf(folder / "output", write_raw(folder / "raw"), None, folder)
    return shelf.written(building.parse_sources(folder / "raw", folder / "work"), 1).folder


def remove_source(raw: Path, name: str) -> None:
    """Remove a source and its row of the manifest."""
    (raw / f"{name}.txt").unlink()
    manifest = raw / "manifest.csv"
    rows = manifest.read_text(encoding="utf-8").splitlines(keepends=True)
    manifest.write_text("".join(row for row in rows if not row.startswith(f"{name},")), encoding="utf-8")


def publish_plainly(raw: Path, output: Path, acknowledged: Sequence[str] = (), partition_bytes: int | None = None) -> Outcome:
    """What the flow does, without Prefect."""
    with building.shelf(output, raw, 10) as shelf, TemporaryDirectory() as work:
        staged = shelf.written(building.parse_sources(raw, Path(work)), partition_bytes)
        checks = shelf.checked(staged)
        building.require_passed(Report(checks=checks))
        while True:
            staged, changes = shelf.decide(staged)
            report = shelf.judge(staged, checks, acknowledged)
            building.require_passed(report)
            shelf.complete(staged, report, changes)
            if shelf.holds(staged):
                return shelf.unchanged(staged, report)
            if not shelf.repeats(staged):
                return shelf.promote(staged, report)
