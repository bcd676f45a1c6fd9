"""Bounds: the comparator of a value from the words around it, beside it or earlier in its clause."""
from __future__ import annotations

import re
from functools import lru_cache

from flows.reading.quantities.clauses import clause_start
from flows.reading.quantities.comparators import WORDS, Comparator, word_after, word_before
from flows.reading.quantities.model import Hit
from flows.reading.quantities.numerals import BLANK_CHARS

REACH = 30  # characters before a quantity in which a word may still bind it
FAR = 14  # characters that may part 最高 from its number: 最高一次性给予补贴 3万元
NEAR = 3  # characters that may part 限 from its number: 限领1次
SCALES = frozenset("百千万亿")
SINGLE = frozenset(("value", "amount", "scale"))
DATES = frozenset(("date",))
SCALED = frozenset(("scale",))
AMOUNTS = frozenset(("value", "amount"))  # what a comparator may apply to, of most kinds of values
KINDS = {"duration": frozenset(("value", "span")), "length": AMOUNTS | {"span", "distance"}}
PARTS = ("部分", "的部分", "规定", "时")  # 超过部分按30%收: another thing is bound
CHANGES = ("加", "减", "浮", "降", "降低", "下降", "提高", "提升", "下调", "上调", "延长", "缩短", "减少")
LEVELS = "不上下"  # what begins with these bounds a level, not a change of it: 下限降低|0.5个百分点
LIMITED = re.compile("[^，,；;可按在]{0,8}(?:额度|限额)")  # 最高贷款额度上浮|30%
NEGATIVE = "不"
RULED = "的按"  # 低于平均水平的按补贴标准|50%: another thing is bound
MEASURES = ("的", "标准")  # what a share is of: 低于最低生活保障标准|1.5倍
HINT = re.compile("不|限|只能|最[高低多少大长短]|至[少多码]|起[少多码]|封顶")  # a search skips by first characters where each is written out
SINCE = re.compile("[^,，。;；、]{1,8}以来")  # 2019年LPR改革|以来
ONLY = "|".join(word.word for word in WORDS if word.word.startswith("只能"))
BINDS_ONE = re.compile(f"(?:至少|最少|不少于|不低于|最多|至多|不超过|仅限|只限|{ONLY})[^,，。;；、0-9]{{0,6}}$")  # 每季度至少召开|一次
LABELLED = re.compile("([^,，。;；:：]{2,12})[:：][^,，。;；:：]{0,12}$")  # 最高额度：单缴存职工|60万元
CEILING = re.compile("(最高|最低|最多|至少|上限|下限)(?:支付)?(?:额度|限额|金额|价格?|值)?$")
REACHING = tuple(word for word in WORDS if word.reach in ("clause", "far", "near"))
BY_WORD = {word.word: word for word in REACHING}


def bounded_at(text: str, start: int, end: int) -> bool:
    """Whether a bound rules the number `text[start:end]`: 至少召开|一次, 上|千家, 亿元|以上."""
    if BINDS_ONE.search(text[max(0, start - FAR) : start]):
        return True
    return word_before(text, start, SINGLE) is not None or word_after(text, end, SINGLE) is not None


@lru_cache(maxsize=4096)
def head_bound(head: str) -> str | None:
    """The comparator that the head of a column or row gives its cells (容积率上限)."""
    found = [word for word in REACHING if word.reach != "near" and _stands(word, head, head.find(word.word))]
    return max(found, key=lambda word: len(word.word)).code if found else None


def bound(text: str, hit: Hit, floor: int) -> None:
    """Sets the comparator of a value, from the words after it first. `floor`: the end of the value before."""
    if hit.comparator != "eq" or hit.named:
        return
    kinds = _kinds(text, hit)
    if after := word_after(text, hit.end, kinds):
        hit.comparator, hit.closes = after
        hit.side = "after"
    elif before := word_before(text, hit.start, kinds):
        word, hit.opens = before
        hit.comparator, hit.side = word.code, "before"
        if word.word == "上":
            hit.start, hit.clause = hit.opens, clause_start(text, hit.opens)  # 上千万 is one word
    elif found := _reaching(text, hit, floor):
        hit.comparator, hit.opens = found
        hit.side = "far"


def date_word(text: str, hit: Hit) -> str | None:
    """The comparator that the words beside a date give it."""
    if after := word_after(text, hit.end, DATES):
        return after[0]
    if SINCE.match(text, hit.end):
        return "since"
    before = word_before(text, hit.start, DATES)
    return before[0].code if before else None


def _kinds(text: str, hit: Hit) -> frozenset[str]:
    kinds = KINDS.get(hit.kind, AMOUNTS)
    return kinds | SCALED if text[hit.start] in SCALES else kinds


def _reaching(text: str, hit: Hit, floor: int) -> tuple[str, int] | None:
    """The code of a bound earlier in the clause, or in the label before it, and where it begins."""
    start, opens = hit.start, max(floor, hit.clause, hit.start - REACH)
    share = hit.kind in ("percentage", "ratio") and text[opens:start].rstrip(BLANK_CHARS).endswith(MEASURES)
    if share or HINT.search(text, opens, start):
        clause = text[opens:start].rstrip(BLANK_CHARS)
        changed = clause.endswith(CHANGES)
        ends = [(end, len(word.word), word) for word in REACHING if word.word in clause and (end := _binds(word, clause, share, changed)) >= 0]
        if ends:
            end, length, word = max(ends, key=lambda found: found[:2])
            return word.code, start - (len(clause) - end) - length
    return _labelled(text, hit, floor)


def _binds(word: Comparator, clause: str, share: bool, changed: bool) -> int:
    """Where the word ends in a clause whose last number it binds; -1 where it does not."""
    at = clause.rfind(word.word)
    end = at + len(word.word)
    if not _stands(word, clause, at) or clause.startswith(PARTS, end):
        return -1
    if changed and (word.word[0] in LEVELS or LIMITED.match(clause, end)):
        return -1
    gap = len(clause) - end
    if word.reach == "near":
        return end if gap <= NEAR else -1
    strong = word.reach == "far" or word.word[0] == NEGATIVE
    if share and RULED in clause[end:]:
        return -1
    return end if share or (strong and gap <= FAR) else -1


def _stands(word: Comparator, text: str, at: int) -> bool:
    """Whether the word stands at `at` as itself, not as a part of another word."""
    end = at + len(word.word)
    return at >= 0 and not text.endswith(word.not_after, 0, at) and not text.startswith(word.not_before, end)


def _labelled(text: str, hit: Hit, floor: int) -> tuple[str, int] | None:
    """The bound that the label before the clause of a sum of money ends in: 最高额度：单缴存职工60万元."""
    if hit.kind != "currency":
        return None
    opens = max(floor, hit.start - REACH)
    if max(text.find(":", opens, hit.start), text.find("：", opens, hit.start)) < 0:
        return None
    label = LABELLED.search(text[opens : hit.start])
    ceiling = CEILING.search(label.group(1)) if label else None
    return (BY_WORD[ceiling.group(1)].code, -1) if ceiling else None
