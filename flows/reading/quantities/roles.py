"""Roles of values: what a quantity does in the policy, from its kind, its bound and the cue words around it (role_cues.csv).

The order of the rules is the reading. Of a value: how many a list has, what is left behind or compared with, what the head of a column
says, a limit by its words, a planning standard, a threshold to qualify, what is given, how long, at what rate, an aim, a bound that
binds, and else a fact of size.
"""
from __future__ import annotations

import re
from functools import lru_cache

from flows.reading.quantities.baselines import is_baseline
from flows.reading.quantities.date_roles import WHOSE
from flows.reading.quantities.model import Context, Hit
from flows.reading.quantities.numerals import ARABIC_CHARS, CHINESE_CHARS
from flows.reading.quantities.scene import CUES, GOALS, ROLES, SAYS, Scene

FEW = 20  # a Chinese numeral up to this with a classifier enumerates: 两个…领域
ENUMERATING = frozenset("个项类种条方级点部档")
PLANNED = frozenset(("duration", "length", "population", "area", "count"))
GIVEN = frozenset(("currency", "percentage", "ratio"))
THRESHOLDS = frozenset(("currency", "duration", "area", "percentage", "ratio", "population"))
BOUNDS = frozenset(("ge", "gt", "le", "lt"))
THRESHOLDS_BY = BOUNDS | {"between"}
COLUMN_YEAR = re.compile("((?:19|20)[0-9]{2})年?")
LISTED = ("”等", "》等", "’等")  # “楼道革命”“环境革命”等|3个重点: of quoted names, not of bodies or places
LAST_CLAUSE = re.compile("[^，,：:]*$")
LISTING = frozenset("类种档")  # classifiers that a list may end in: 国家公园、自然保护区、自然公园|3类
NO_LIST = re.compile(f"[{ARABIC_CHARS}{CHINESE_CHARS}各等]")  # what makes members no list of names
NORM, STANDARD, FUNDING, GRANT = ROLES["norm"], ROLES["standard"], ROLES["funding"], ROLES["grant"]
AGE, RATE, FACT, TARGET = ROLES["age"], ROLES["rate"], ROLES["fact"] | SAYS["fact", "ahead"], ROLES["target"]
AIMED, RAISED = SAYS["target", "ahead"], SAYS["target", "before"]
LIMIT, LASTING, EFFORT = ROLES["limit"], ROLES["duration"], SAYS["effort", "ahead"]
PRICED, EXAMPLE = ROLES["priced"], ROLES["example"]
PER, REACHED = re.compile("每[百千万]"), ("达到", "达", "超过", "提高到", "提高至", "增加到")  # 每万人口发明专利达到|12件
STEPS = frozenset(("pp", "bp"))  # the size of a change, not a rate
OFFSET = re.compile("(?:(?<![增追叠附])加|(?<![削缩核递])减|[上下]浮)$")  # 不低于 LPR 加|20个基点
RESET = ("调整为", "调整到", "调整至")  # 征免年限由5年调整到|2年: the term of a rule
RATE_HEAD = re.compile(  # of a column: a rate that is set, no 居民消费率 or 实际税率
    "(?:适用|执行|现行|优惠|法定|暂定|普通|调整前|调整后|首套|二套|贷款|存款|公积金|年|月|增值税|所得税|消费税|契税|关税|车船税|最惠国|缴存|保险)*"
    "(?:利率|税率|费率|征收率)(?:[（(][^（）()]*[）)])?"
)
PLACES_OF_ALL = ("", "全国", "全省", "全市", "全县", "全区", "全部", "上述", "其中")  # |75%|以上的沙化土地得到治理
REACHED_BY_ALL = re.compile("得到|完成|实现|达到|达标|建成|覆盖|开展试点")
ASKED = re.compile("[须应要]|不得|用于|预留|方可|同意|的[，,]|已|未")  # 90%|以上的业主完成签约的，方可: a condition
KEPT = ("稳定在", "保持在", "维持在")  # 生猪保有量稳定在|4100万头: aimed at, not a line to hold
STEPPED = ("下调", "下降", "降低", "上调", "提高", "上升", "增加", "减少", "回落")  # 利率下调|0.25个百分点
MAY = re.compile("(?<![认许])可(?!再生|持续|复制|推广|靠|行|操作|比|及|见|视|达|用)[^，。；、,;]{2,9}$")  # 可展期|4次, no 可再生, 可持续
RATED = ("的标准", "的比例", "的幅度", "的奖", "的补", "的资助")  # 按不超过1500元|的标准发放: how much, not for whom
IF = ("如", "若")
CONDITIONAL = ("的，", "的,")  # 中选企业为2家|的，
OF_WHOM = re.compile("[^，,；;]{0,14}[的且]")  # |以上的企业，给予奖励
MUST = re.compile("(?:应当?|必?须|需)(?:大于|高于|超过|多于|长于|在)$")  # 用地面积应当大于|10000平方米
LENT_BEFORE, LENT_AFTER = re.compile("利率[^，。；,;]*$"), re.compile("[^，。；,;]{0,10}利率")  # |5年|以上利率: for how long is lent
AGE_UNIT, SPAN_OF_LIFE = "岁", "寿命"
UNTIL = re.compile("(?:直至|直到|至其)[^，。；、,;]{0,6}$")
SHARE = re.compile("按[^，。；、,;]{0,24}的$|基数的$|标准为[^，。；、,;]{0,12}的$")  # 按居民人均可支配收入的|50%确定
BINDING_CODES = frozenset(("ge", "le", "lt"))
BINDING = frozenset(("before", "far"))  # sides of the words that bind; those after a number (以上) may only measure


def role_of_value(hit: Hit, scene: Scene, before: Hit | None, dated: int | None, context: Context, *, ahead: bool = False, after: str = "") -> str:
    """The role of a value. `before` is the value before it in the line, `after` that one's role, `dated` the year last named there.

    `ahead`: that year, or a date by which the value is to be met, is still to come. A baseline also takes the unit that it leaves out from the count before it.
    """
    if hit.kind == "count" and hit.unit == "item" and _enumerates(hit, scene):
        return "enumeration"
    if is_baseline(scene):
        if before and hit.unit == "item" and before.kind == "count":
            hit.unit = before.unit
        return "baseline"
    if hit.kind == "duration" and after == "baseline" and (scene.said & RAISED or scene.near.endswith(RESET)):
        return "limit"  # 缴费年限由十五年提高至|二十年: a rule's term, not an aim
    return _role_of_value(hit, scene, dated, context, ahead)


def _enumerates(hit: Hit, scene: Scene) -> bool:
    """Whether a count says how many a list has: 六项…, or 等3个重点 after its members, or as many members before it as it says."""
    if not hit.unit_raw or (hit.comparator in BOUNDS and hit.side in BINDING):
        return False  # 至少建成|一个
    few = hit.unit_raw[0] in ENUMERATING and (hit.high or hit.low or 0) <= FEW
    return few and (hit.chinese or scene.near.endswith(LISTED) or (hit.unit_raw[0] in LISTING and _ends_a_list(hit, scene.near)))


def _ends_a_list(hit: Hit, near: str) -> bool:
    """Whether as many names stand before a count as it says, and no other number."""
    names = LAST_CLAUSE.findall(near)[0]
    members = names.count("、") + 1
    return hit.comparator == "eq" and members > 1 and members == hit.high and NO_LIST.search(names) is None


@lru_cache(maxsize=1024)
def _role_of_column(column: str, year: int | None) -> str | None:
    """What the head of a column makes of its values: an aim, or a value compared with; by its words, else by its year."""
    for role in ("target", "baseline"):
        if any(cue in column for cue in CUES[role, "column"]) and "前后" not in column:
            return role
    named = COLUMN_YEAR.search(column)
    if named is None or year is None:
        return None
    return "target" if int(named.group(1)) > year else "baseline"


@lru_cache(maxsize=1024)
def _heads_rates(column: str) -> bool:
    """Whether the head of a column says that its values are rates that are set."""
    return RATE_HEAD.fullmatch(column) is not None


def _role_of_value(hit: Hit, scene: Scene, dated: int | None, context: Context, ahead: bool) -> str:
    if context.column and (role := _role_of_column(context.column, context.year)):
        return "limit" if role == "target" and context.binding else role
    kind, comparator, said = hit.kind, hit.comparator, scene.said
    if hit.unit == "%" and comparator not in BOUNDS and context.column and _heads_rates(context.column):
        return "standard"
    bounded, binds = comparator in BOUNDS, hit.side in BINDING and comparator in BINDING_CODES and hit.opens < hit.start  # 上亿人 binds none
    past = not ahead and dated is not None and dated < (context.year or 0)
    if not past and ((said & LIMIT and not said & GRANT and not scene.near.endswith(KEPT)) or _is_allowed(hit, scene) or _is_condition(hit, scene)):
        return "limit"
    if said & EXAMPLE and kind == "currency" and not bounded:
        return "count"
    if _is_age_limit(hit, scene) or (said & PRICED and kind == "currency" and comparator in THRESHOLDS_BY):
        return "limit"
    if kind in PLANNED and said & (NORM if bounded else STANDARD) and not _is_rated_aim(hit, scene, ahead):
        return "standard"
    strives = said & EFFORT and kind != "currency"
    qualifies = scene.tail.startswith(CUES["scope", "after"]) and not scene.tail.startswith(RATED) and not _is_share_of_all(hit, scene)
    if comparator in THRESHOLDS_BY and kind in THRESHOLDS and qualifies and not strives:
        return "limit"
    if kind in GIVEN and said & (FUNDING if kind == "currency" else GRANT) and not strives:
        return "funding"
    told = bool(said & FACT and not said & EFFORT and not ahead and not binds)
    return _role_of_aim(hit, scene, binds=binds, past=past or told, ahead=ahead)


def _is_rated_aim(hit: Hit, scene: Scene, ahead: bool) -> bool:
    """Whether words of a planning norm are none: how long something lasts, and what is to come to so many for every 10,000."""
    if hit.kind == "duration":
        return scene.said & LASTING != 0
    return ahead and scene.near.endswith(REACHED) and PER.search(scene.near) is not None


def _is_condition(hit: Hit, scene: Scene) -> bool:
    """Whether a value is what another thing hangs on: 中选企业为|2家|的，… and 连续|3个月|下降的城市…, 如…连续|3个月|上涨, 对…达|80件|以上的…."""
    if scene.tail.startswith(CONDITIONAL):
        return True
    if hit.comparator in BOUNDS and MUST.search(scene.near):
        return True
    if hit.comparator in BOUNDS and (whose := WHOSE.search(scene.near)) and OF_WHOM.match(scene.tail):
        return not any(word in whose[1] for word in CUES["grant", "any"])
    lasts = hit.kind == "duration" and scene.near.endswith("连续")
    return lasts and ("的" in scene.tail[:10] or any(word in scene.near for word in IF))


def _is_share_of_all(hit: Hit, scene: Scene) -> bool:
    """Whether a share opens its clause and is one of all there are: |75%|以上的沙化土地得到治理; no condition, as 持股30%以上的企业 is."""
    shares = hit.unit == "%" and hit.side == "after" and hit.comparator in ("ge", "gt") and scene.tail.startswith("的")
    if not shares or LAST_CLAUSE.findall(scene.near)[0] not in PLACES_OF_ALL:
        return False
    return REACHED_BY_ALL.search(scene.tail) is not None and ASKED.search(scene.tail) is None


def _is_age_limit(hit: Hit, scene: Scene) -> bool:
    """Whether an age says who is meant: |0-6岁|儿童, |5岁|以下儿童, 直至孩子|5周岁."""
    if not (hit.unit_raw or "").endswith(AGE_UNIT) or SPAN_OF_LIFE in scene.near:
        return False
    return hit.comparator in THRESHOLDS_BY or UNTIL.search(scene.near) is not None


def _is_allowed(hit: Hit, scene: Scene) -> bool:
    """Whether a count is how many one may have: 可展期|4次, 可再购买|1套."""
    return hit.kind == "count" and hit.unit == "item" and (hit.high or 0) <= FEW and MAY.search(scene.near) is not None


def _role_of_aim(hit: Hit, scene: Scene, *, binds: bool, past: bool, ahead: bool) -> str:
    """What a value is that is neither given nor a planning norm: how long, at what rate, by how much more, an aim, a limit, or a fact."""
    said, bounded = scene.said, hit.comparator in BOUNDS
    if hit.kind == "duration" and hit.side == "after" and (LENT_BEFORE.search(scene.near) or LENT_AFTER.match(scene.tail)):
        return "duration"
    if hit.kind == "duration" and hit.side == "after" and hit.comparator == "le" and not past:
        return "limit"  # 三年|内完成: a term, not an aim
    if hit.kind == "duration" and not bounded and not said & RAISED:
        return "standard" if said & AGE else "duration"
    if hit.unit in STEPS and OFFSET.search(scene.near):
        return "limit"
    if said & RATE and not bounded and hit.unit not in STEPS:
        return "standard"
    goals = said & GOALS or ahead
    if hit.unit == "%" and not bounded and not goals and SHARE.search(scene.near):
        return "standard"
    if hit.unit in STEPS and not goals and scene.near.endswith(STEPPED):
        return "count"
    if not past and (goals or said & TARGET):
        caps = binds and hit.comparator == "le" and not said & GOALS  # 到2035年用水总量不超过|620亿立方米
        return "limit" if caps or (binds and not goals and not said & AIMED) else "target"
    if _is_share_of_all(hit, scene):
        return "count" if past else "target"
    return "limit" if bounded and (binds or hit.side == "after") and not past else "count"
