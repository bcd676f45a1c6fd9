"""List markers: `1.`, `一、`, `（一）`, `①`, `-`, `•`, `## 2.1` and their rank, from the outermost kind to the innermost.

The ranks follow the order of numbering that Chinese official documents use (GB/T 9704-2012, 7.3.3: 一、（一）1.（1）), with
markdown heads, chapters and sections above it and bullets below.
"""
from __future__ import annotations

import re
from typing import NamedTuple

CHINESE = "[一二三四五六七八九十百]"
DIGIT = "[0-9０-９]"
BLANK = "[ \t\u00a0\u3000]"
QUANTITY = "[万亿元%％个平公亩吨人户倍米年月日]"

KINDS: tuple[tuple[str, str], ...] = (
    ("hash", f"#{{1,6}}(?:{BLANK}+(?:[0-9]{{1,2}}(?:\\.[0-9]{{1,2}}){{0,3}}[.、]?(?={BLANK})|{CHINESE}{{1,4}}、|[（(]{CHINESE}{{1,3}}[）)]))?"),
    ("chapter", f"第(?:{CHINESE}|{DIGIT}){{1,4}}[编篇章](?={BLANK}|$)"),
    ("section", f"第(?:{CHINESE}|{DIGIT}){{1,4}}节(?={BLANK}|$)"),
    ("article", f"第(?:{CHINESE}|{DIGIT}){{1,5}}条(?={BLANK})"),
    ("chinese", f"{CHINESE}{{1,4}}[、.．]"),
    ("bracketed_chinese", f"[（(]{CHINESE}{{1,3}}[）)][、.．]?"),
    ("nested", f"[0-9]{{1,2}}(?:\\.[0-9]{{1,2}}){{1,3}}[.、]?(?={BLANK}+(?!{QUANTITY}))"),
    ("arabic", f"{DIGIT}{{1,2}}(?:[.．、](?!{DIGIT})|[)）])"),
    ("bracketed_arabic", f"[（(]{DIGIT}{{1,2}}[）)][、.．]?"),
    ("circled", "[①-⑳⑴-⒇⒈-⒛㈠-㈩❶-❿]"),
    ("bullet", f"[•·●○◦■□▪▫◆◇★☆►▶‣➢➤√✓※]|[*+](?={BLANK})|——(?!—)|[-–—](?={BLANK}|[^-–—0-9０-９ \t.|:])"),
)
RANK = {kind: rank for rank, (kind, _) in enumerate(KINDS)}
BULLET = RANK["bullet"]
BOLD = r"(?:\*\*)?"
FIRST = "[#第一二三四五六七八九十百0-9０-９（(①-⑳⑴-⒇⒈-⒛㈠-㈩❶-❿•·●○◦■□▪▫◆◇★☆►▶‣➢➤√✓※*+—–-]"  # of any marker: most lines have none
MARKER = re.compile(f"{BLANK}*{BOLD}(?={FIRST})(?:" + "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in KINDS) + ")")
INDENT = 4


class Marker(NamedTuple):
    """A list marker: as written, its kind, its rank (bullets one more for every step of indentation), where it ends."""

    text: str
    kind: str
    rank: float
    end: int


def find_marker(raw: str) -> Marker | None:
    """The list marker that a line begins with, if any."""
    match = MARKER.match(raw)
    if match is None:
        return None
    kind = match.lastgroup or ""
    start, end = match.span(kind)
    text = raw[start:end]
    rank = float(RANK[kind])
    if kind == "hash":
        rank = 0.1 * len(text.split()[0])
    elif kind == "bullet" and start:
        rank += min(len(raw[:start].expandtabs(INDENT)) // 2, 8) * 0.1
    return Marker(text, kind, rank, end)
