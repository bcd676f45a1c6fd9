"""The clause around a place in a text, and the characters that end one.

Full-width and ASCII punctuation count alike. No more than `REACH` characters are looked at, so that a hostile line without any
punctuation costs no more than linear time.
"""
from __future__ import annotations

import re

REACH = 60
SENTENCE_REACH = 100
_CLAUSE_END = re.compile(r"[，,；;。：:!！?？\n]")
_NOTHING_FOLLOWS = frozenset("，,；;。.!！?？、:：)）】]」』”’》/（(|")
_SKIPPED = frozenset(" *　\t\u00a0\"'")


def clause_end(text: str, start: int) -> int:
    """Where the clause that goes on from `start` ends, before the mark that ends it."""
    mark = _CLAUSE_END.search(text, start, start + REACH)
    return mark.start() if mark else min(start + REACH, len(text))


def clause_after(text: str, end: int) -> str:
    """The rest of the clause from `end` on, without the mark that ends it."""
    return text[end : clause_end(text, end)]


def clause_before(text: str, start: int) -> str:
    """The clause up to `start`."""
    return _CLAUSE_END.split(text[max(0, start - REACH) : start])[-1]


def sentence_end(text: str, start: int) -> int:
    """Where the sentence that goes on from `start` ends, before its full stop."""
    end = text.find("。", start, start + SENTENCE_REACH)
    return end if end >= 0 else min(start + SENTENCE_REACH, len(text))


def nothing_follows(text: str, end: int) -> bool:
    """Whether a phrase ends at `end`: punctuation or the text's end comes next, markup and blanks aside."""
    while end < len(text) and text[end] in _SKIPPED:
        end += 1
    return end == len(text) or text[end] in _NOTHING_FOLLOWS


def ends_in_de(text: str, start: int, clause: str) -> bool:
    """Whether a clause that goes on from `start` ends in 的 before a comma: a condition (不能提供证明的，…), not a rule."""
    return clause.endswith("的") and len(clause) < REACH and text.startswith(("，", ","), start + len(clause))


def in_document_name(text: str, start: int) -> bool:
    """Whether `start` lies inside a closed 《…》."""
    opened = text.rfind("《", max(0, start - REACH), start)
    if opened < 0 or text.find("》", opened, start) >= 0:
        return False
    return text.find("》", start, start + REACH) >= 0
