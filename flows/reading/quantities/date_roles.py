"""Roles of dates: by when something is due, since when it holds, whom or what a date tells apart, as of when something is told."""
from __future__ import annotations

import re

from flows.reading.quantities.dates import year_of
from flows.reading.quantities.model import Context, Hit
from flows.reading.quantities.numerals import BLANK_CHARS
from flows.reading.quantities.scene import CUES, ROLES, Scene

SCOPE = ROLES["scope"]
AS_OF = ("截至", "截止", "截止到", "截至到")
HAS_BEEN = re.compile(  # 截至2月28日|，31个省份已建立协调机制: a date of account
    "(?![前止])[，,]?[^。；;，,]{0,16}已(?:建[立成]|完成|开[工展通]|形成|累计|达|实现|覆盖|发[放布]|办理|出台|印发|设立|启动|提出|受理|竣工|交付|投用|纳入|培育|认定|归集)"
    "(?![^，,。；;]{0,8}的)[^。；;]*"
)
DEMANDS = re.compile("[须应需]|不得|可以|可申请|尽快|务必|一律|要(?=将|对|把|在)")
AS_OF_ALONE = re.compile(f"(?:^|[。；;，,：:])[{BLANK_CHARS}]*截[至止]到?[{BLANK_CHARS}]*$")  # no 报名截至|7月15日
SENTENCE_STARTS = frozenset("。；;：:" + BLANK_CHARS)
BORN = re.compile("[之以]?前[^，,；;]{1,14}的")  # 对2025年1月1日|之前出生的婴幼儿
DONE = re.compile("[之以]前(?:建成|投产|开工|竣工|成立|注册|登记|取得|购买|签订|参加|出生)[^，,；;]{0,10}的")  # 2025年6月1日|以前投产的项目
WHOSE_REACH = 20
QUALIFYING = ("期间的", "之间的", "期间内的")  # 购置日期在2024年…至2025年…|期间的
WHOSE = re.compile("(?:^|[，,；;：:])(?:[一二三四五六七八九十]是|其中|并|同时)?[对凡]([^，,；;]*)$")  # 对年中转量达|1500万件


def role_of_date(text: str, hit: Hit, before: Hit | None, context: Context, line: int) -> str:
    """The role of a date; `line`: what its line says."""
    if hit.comparator == "by":
        if hit.side == "after" and _says_whose(text, hit):
            return "limit"
        past = (year_of(hit) or 9999) < (context.year or 0)
        if past and hit.side == "after":
            return "time_reference" if is_as_of(text, hit.start) else "limit"
        return "time_reference" if _is_of_account(text, hit, context) else "deadline"
    if hit.comparator == "since":
        scene = Scene(text, hit, before, line)
        if scene.said & SCOPE or any(cue in scene.tail for cue in CUES["scope", "clause"]):
            return "limit"
    if hit.ranged:
        return "limit" if text.startswith(QUALIFYING, hit.end) else "time_reference"
    return "deadline" if _opens_an_aim(text, hit, context) else "time_reference"


def is_as_of(text: str, start: int) -> bool:
    """Whether the date that starts there is one of account: 截至|2月28日."""
    return text[max(0, start - 6) : start].rstrip(BLANK_CHARS).endswith(AS_OF)


def _is_of_account(text: str, hit: Hit, context: Context) -> bool:
    """Whether a date of account, in the event's year, stands before what has been, and nothing is demanded there."""
    if (year_of(hit) or 9999) > (context.year or 0) or not AS_OF_ALONE.search(text, max(0, hit.start - 6), hit.start):
        return False
    told = HAS_BEEN.match(text, hit.end)
    return told is not None and DEMANDS.search(told.group()) is None


def _says_whose(text: str, hit: Hit) -> bool:
    """Whether a date says which persons or things are meant, by what they did before it."""
    if DONE.match(text, hit.end):
        return True
    return BORN.match(text, hit.end) is not None and WHOSE.search(text, max(0, hit.start - WHOSE_REACH), hit.start) is not None


def _opens_an_aim(text: str, hit: Hit, context: Context) -> bool:
    """Whether a year to come opens a sentence, which then says what is to be by then: 2027年，全市入园率达到96%."""
    opens = context.parent == "directive" and not text.startswith("起", hit.end) and (hit.start == 0 or text[hit.start - 1] in SENTENCE_STARTS)
    return opens and context.year is not None and (year_of(hit) or 0) > context.year
