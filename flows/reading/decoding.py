"""Bytes to text: which encoding a source is in, and refusal of what is no text.

The order is fixed, so equal bytes always give equal text: a byte order mark decides; else, where there are zero bytes,
the UTF-16 that reads as Chinese or ASCII for the greater part; else UTF-8; else GB18030 (of which GBK and GB2312 are parts). A statistical
detector was not taken: it may answer differently from one version to the next, and gives no offset.
"""
from __future__ import annotations

import codecs
import re

BYTE_ORDER_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
NO_TEXT = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffd\ufffe\uffff\ue000-\uf8ff]")
USUAL = re.compile("[\u4e00-\u9fff\u3000-\u303f\uff00-\uffef\u2010-\u201f\t\r\n -~]")
SAMPLE = 4096


class UndecodableError(ValueError):
    """Bytes that are no text in any supported encoding. `offset` is the first offending byte."""

    def __init__(self, offset: int, reason: str) -> None:
        super().__init__(f"byte {offset}: {reason}")
        self.offset = offset


def decode(data: bytes, known: str | None = None) -> tuple[str, str]:
    """The text of a source and its encoding as Python names it, where it is not known; UndecodableError where it is no text.

    The text is `data.decode(encoding)`, to the character.
    """
    encoding = known or _encoding(data)
    try:
        text, error = data.decode(encoding), None
    except UnicodeDecodeError as broken:
        text, error = data[: broken.start].decode(encoding, "ignore"), broken
    if odd := NO_TEXT.search(text):
        offset = len(text[: odd.start()].encode(encoding))
        raise UndecodableError(offset, f"the character U+{ord(odd.group()):04X} stands in no text (read as {encoding})")
    if error:
        raise UndecodableError(error.start, f"neither UTF-8, UTF-16 nor GB18030 ({error.reason})")
    return text, encoding


def _encoding(data: bytes) -> str:
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return encoding
    wide = max(("utf-16-le", "utf-16-be"), key=lambda encoding: _share_of_text(data, encoding))
    if b"\0" in data and _share_of_text(data, wide) > 0.5:
        return wide
    return max(("utf-8", "gb18030"), key=lambda encoding: _readable(data, encoding))


def _readable(data: bytes, encoding: str) -> int:
    """How many bytes decode before the first error; UTF-8 wins a tie, being first in the list."""
    try:
        data.decode(encoding)
    except UnicodeDecodeError as error:
        return error.start
    return len(data)


def _share_of_text(data: bytes, encoding: str) -> float:
    sample = data[:SAMPLE].decode(encoding, "replace")
    return len(USUAL.findall(sample)) / max(1, len(sample))
