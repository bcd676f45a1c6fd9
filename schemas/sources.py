"""The record of a source: one raw text file, as received."""
from __future__ import annotations

from datetime import date

from schemas.base import IDENTIFIER, SHA256, Record, column


class Source(Record):
    """A raw text file that the dataset was read from. It is decoded once and never rewritten."""

    table = "sources"
    title_zh, title_en = "来源", "Sources"
    key = ("source_id",)

    source_id: str = column("来源编号", "Source", "Identifier of the source, chosen in the manifest.", pattern=IDENTIFIER)
    file_name: str = column("文件名", "File name", "Name of the file in the folder of raw texts.", min_length=1)
    sha256: str = column("SHA-256", "SHA-256", "SHA-256 of the file's bytes.", pattern=SHA256)
    bytes: int = column("字节数", "Bytes", "Size of the file.", unit="byte", ge=1)
    line_count: int = column("行数", "Lines", "Number of lines; each has one row in lines.", unit="line", ge=1)
    encoding: str = column("编码", "Encoding", "The encoding the file was decoded with, as Python names it.", min_length=1)
    language: str = column("语言", "Language", "Language of the text, as a BCP 47 tag.", pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")
    title: str = column("题名", "Title", "Title of the text.", min_length=1)
    licence: str = column("许可", "Licence", "Licence or terms of the text, as an SPDX identifier or in words.", min_length=1)
    retrieved: date = column("取得日期", "Retrieved", "The day on which the text was received.")
    notes: str | None = column("备注", "Notes", "What else is to know about the source.", null="nothing is noted", default=None)
