"""What looks like a quantity and is none: idioms, names of documents, ordinals, identifiers, years within names."""
from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator

from daachorse import MATCH_KIND_LEFTMOST_LONGEST, CharwiseDoubleArrayAhoCorasick

from flows.reading.quantities.lexicon import rows, several
from flows.reading.quantities.numerals import BLANK_CHARS, BLANKS

IDIOMS = {row["phrase"]: several(row["not_before"]) for row in rows("idioms")}
PHRASES = tuple(IDIOMS)
MATCHER = CharwiseDoubleArrayAhoCorasick(list(PHRASES), MATCH_KIND_LEFTMOST_LONGEST)
CLOSABLE = frozenset(phrase[at : at + 2] for phrase in PHRASES for at in range(len(phrase) - 1))  # a numeral within an idiom is in one of these
TITLE_MARKS = re.compile("[《》]")
NAMED_IN_TITLE = re.compile("关于[^《》,，。;；]{1,80}?的(?:通知|意见|决定|公告|通告|批复|函|方案|办法|通报)")
ORDINAL_BEFORE = tuple(row["before"] for row in rows("exceptions") if row["before"] and not row["after"])
AFTER = tuple(row["after"] for row in rows("exceptions") if row["after"] and not row["before"])
AROUND = tuple((row["before"], row["after"]) for row in rows("exceptions") if row["before"] and row["after"])
AROUND_AFTER = tuple({after for _, after in AROUND})
LAST = BLANKS | set(BLANK_CHARS) | {before[-1] for before in ORDINAL_BEFORE} | {""}  # what may stand just before an ordinal,
FOLLOWING = (*AFTER, *AROUND_AFTER)  # and what behind one
FIRST = {after[0] for after in FOLLOWING}
CHAIN = re.compile(f"[{BLANK_CHARS}]*[、至到和及与或—–~～-][{BLANK_CHARS}]*")
NAME_REACH = 14
BREAK = re.compile("[,，。;；、:：]")
NAMES_AFTER = tuple((row["word"], int(row["reach"])) for row in rows("year_names") if row["side"] == "after")
NAME_AFTER = re.compile("|".join(word for word, _ in NAMES_AFTER))
NAMES_BEFORE = tuple(row["word"] + bracket for row in rows("year_names") if row["side"] == "before" for bracket in "(（")


def closed_spans(text: str, title: bool) -> deque[tuple[int, int]]:
    """The spans of a text in which no number counts, in order: 《…》, idioms, and in a title 关于…的通知."""
    spans = [*_documents(text), *_idioms(text)] if "《" in text else list(_idioms(text))
    if title:
        spans.extend(match.span() for match in NAMED_IN_TITLE.finditer(text))
    return deque(sorted(spans) if len(spans) > 1 else spans)


def _documents(text: str) -> Iterator[tuple[int, int]]:
    opened: list[int] = []
    for mark in TITLE_MARKS.finditer(text):
        if mark.group() == "《":
            opened.append(mark.start())
        elif opened:
            yield opened.pop(), mark.end()


def _idioms(text: str) -> Iterator[tuple[int, int]]:
    for start, end, index in MATCHER.find(text):
        if not text.startswith(IDIOMS[PHRASES[index]], end):
            yield start, end


def is_ordinal(text: str, start: int, end: int, ordinal_end: int) -> bool:
    """Whether the numeral `text[start:end]` is an ordinal, an identifier, or follows one in a list (第5、6条)."""
    head = text[max(0, start - 8) : start].rstrip(BLANK_CHARS)
    if head.endswith(ORDINAL_BEFORE) or (ordinal_end and _chained(text, ordinal_end, start)):
        return True
    if text.startswith(AFTER, end):
        return True
    if not text.startswith(AROUND_AFTER, end):
        return False
    return any(head.endswith(before) and text.startswith(after, end) for before, after in AROUND)


def _chained(text: str, ordinal_end: int, start: int) -> bool:
    link = CHAIN.match(text, ordinal_end)
    return link is not None and link.end() == start


def in_a_name(text: str, start: int, end: int) -> bool:
    """Whether the date `text[start:end]` belongs to the name of a document (2024年政府工作报告, 规划(2021—2035年))."""
    if NAME_AFTER.search(text, end, end + NAME_REACH):
        tail = BREAK.split(text[end : end + NAME_REACH])[0]
        if any(0 <= tail.find(word) <= reach for word, reach in NAMES_AFTER):
            return True
    return text.startswith((")", "）"), end) and text[max(0, start - 8) : start].endswith(NAMES_BEFORE)
