"""What the page says first: where the release is sound and where it is weak, as sentences made from its figures.

A sentence is said only where its figure calls for it, so a clean release has no weak points listed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from flows.checking.accuracy import ALL, Accuracy
from flows.checking.measures import Measures
from flows.checking.report import Report
from schemas import vocabulary

WEAK = 0.9
"""Below this agreement with the reading by hand a column is called weak: one value in ten is wrong, which a user of the column must know."""

NAMED = 5
"""How many weak columns or grave rules are named; the sections below have all."""


class Point(NamedTuple):
    """A sentence in zh and en, and the section of the page that shows more."""

    zh: str
    en: str
    section: str


def percent(share: float) -> str:
    """A share in per cent with one decimal, rounded down: only what is whole reads 100 %."""
    tenths = int(share * 1000 + 1e-9)
    return f"{tenths // 10}%" if tenths % 10 == 0 else f"{tenths / 10:.1f}%"


def overall(accuracy: Sequence[Accuracy]) -> list[Accuracy]:
    """The accuracy over all texts, column by column."""
    return [row for row in accuracy if row.source_id == ALL]


def sound_points(report: Report, measures: Measures, accuracy: Sequence[Accuracy]) -> list[Point]:
    """What a user may rely on."""
    points = []
    if measures.characters and measures.accounted == measures.characters:
        zh, en = (
            "来源原文一字不漏：每个字符都在某一行中，可逐字还原",
            "No character of the sources is lost: each stands in a line, and the lines give the text back",
        )
        points.append(Point(zh, en, "coverage"))
    if not report.failed:
        zh, en = f"{report.count('passed')} 项检查通过，没有一项错误", f"{report.count('passed')} checks passed and none failed as an error"
        points.append(Point(zh, en, "checks"))
    strong = [row for row in overall(accuracy) if row.score >= 0.99]
    if strong:
        zh = f"与人工阅读对照的 {len(overall(accuracy))} 项中，{len(strong)} 项一致率不低于 99%"
        en = f"{len(strong)} of {len(overall(accuracy))} measures agree with readings by hand in 99% of cases or more"
        points.append(Point(zh, en, "accuracy"))
    if count := sum(measures.mended.values()):
        points.append(
            Point(f"{count} 条发现已公开更正，原文保持不变", f"{count} findings are settled by published corrections; the raw text stays as it is", "findings")
        )
    if agreeing := measures.verdicts.get("agree"):
        points.append(Point(f"{agreeing} 处陈述与官方文本相符", f"{agreeing} statements agree with the official texts", "record"))
    return points


def weak_points(report: Report, measures: Measures, accuracy: Sequence[Accuracy]) -> list[Point]:
    """What a user should know before relying on it, the gravest first."""
    return [*_failures(report), *_unread(measures), *_inaccurate(accuracy), *_contradicted(measures), *_defects(measures), *_topicless(measures)]


def _failures(report: Report) -> Iterator[Point]:
    for check in report.checks:
        if check.outcome == "failed":
            section = "guards" if check.suite == "guards" else "checks"
            told = ("（已知悉）", " (acknowledged)") if check.acknowledged else ("", "")
            yield Point(f"未通过：{check.sentence_zh}{told[0]}", f"Not kept: {check.sentence_en}{told[1]} ({check.suite})", section)


def _unread(measures: Measures) -> Iterator[Point]:
    if unparsed := sum(source.unparsed for source in measures.sources):
        yield Point(f"{unparsed} 行未能识别，只保留了原文", f"{unparsed} lines could not be read and are kept as raw text alone", "coverage")


def _inaccurate(accuracy: Sequence[Accuracy]) -> Iterator[Point]:
    weak = sorted((row for row in overall(accuracy) if row.score < WEAK), key=lambda row: row.score)[:NAMED]
    if weak:
        named = "、".join(f"{row.column} {percent(row.score)}" for row in weak)
        yield Point(
            f"以下各列与人工阅读的一致率不足 {percent(WEAK)}：{named}",
            f"Agree with readings by hand in fewer than {percent(WEAK)} of cases: {named.replace('、', ', ')}",
            "accuracy",
        )


def _contradicted(measures: Measures) -> Iterator[Point]:
    if count := measures.verdicts.get("disagree"):
        checked = sum(measures.verdicts.values())
        zh, en = f"核对过的 {checked} 处陈述中，{count} 处与官方文本不符", f"{count} of {checked} statements that were checked disagree with the official texts"
        yield Point(zh, en, "record")


def _defects(measures: Measures) -> Iterator[Point]:
    rules = vocabulary("rules")
    for severity, zh, en in (("error", "有误", "wrong"), ("warning", "可疑", "suspicious")):
        if count := measures.severities.get(severity, 0):
            codes = [code for code in measures.findings if rules[code]["severity"] == severity]
            zh_labels, en_labels = ([rules[code][f"label_{language}"] for code in codes[:NAMED]] for language in ("zh", "en"))
            mended, more = measures.mended.get(severity, 0), " …" if len(codes) > NAMED else ""
            said_zh = f"来源原文有 {count} 处{zh}（{mended} 处已更正）：{'、'.join(zh_labels)}{more}"
            said_en = f"{count} places in the sources are {en} ({mended} mended): {', '.join(en_labels).lower()}{more}"
            yield Point(said_zh, said_en, "findings")


def _topicless(measures: Measures) -> Iterator[Point]:
    directives = measures.rows("directives")
    without = directives - measures.directives_with_topic
    if without:
        share = percent(without / directives)
        yield Point(f"{without} 条条文没有主题（{share}）", f"{without} directives have no topic ({share})", "coverage")
