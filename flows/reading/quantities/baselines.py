"""Baselines: values that others are compared with, or that a change leaves behind: 由|15年|提高至20年, 此前的下限是|20%."""
from __future__ import annotations

import re

from flows.reading.quantities.numerals import ARABIC_CHARS, CHINESE_CHARS
from flows.reading.quantities.scene import CUES, SAYS, Scene

COMPARED, SET_OFF = SAYS["baseline", "clause"], SAYS["baseline", "before"]
CHANGES = ("提高", "增加", "降", "延长", "调整", "逐步", "上升", "缩短", "下调", "上调", "增长", "扩大", "减", "压", "升")
CHANGED_TO = CUES["baseline", "after"]
CHANGED = re.compile(f"(?P<several>(?:[、和及][^，。；、,;]{{1,8}})?分别)?(?:{'|'.join(CHANGED_TO)})")  # |五十周岁|、五十五周岁分别延迟至
FROM = re.compile("[从由][^，。；、,;]{0,8}$")  # 起征点从月销售额|10万元提高到
FROM_SEVERAL = re.compile("[从由][^，。；,;]{0,14}$")
WAS = re.compile(  # 此前的下限是首套|20%、二套|30%, no 此前的30%调整为|20%
    f"此前的?[^，。；,;由{ARABIC_CHARS}{CHINESE_CHARS}]{{0,8}}(?:是|(?<![整宽长短改并高低少加缩升降])为)(?:(?![提降调增减延缩扩放达])[^，。；,;]){{0,14}}$"
)


def is_baseline(scene: Scene) -> bool:
    """Whether a value is one: by a word of comparison, by what it was, or by the change that is told behind it."""
    if scene.said & COMPARED:
        return True
    if scene.said & SET_OFF and any(word in scene.tail for word in CHANGES):
        return True
    if WAS.search(scene.near):
        return True
    changed = CHANGED.match(scene.tail)
    return changed is not None and (FROM_SEVERAL if changed["several"] else FROM).search(scene.near) is not None
