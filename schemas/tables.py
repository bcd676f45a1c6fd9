"""The records of tables and their cells."""
from __future__ import annotations

from typing import ClassVar

from schemas.base import IDENTIFIER, Spanned, column

declared = column  # within TableCell, `column` is the name of a column


class Table(Spanned):
    """One table of the text. Its cells are published in table_cells, and wide as a CSV file of its own."""

    table = "tables"
    title_zh, title_en = "表格", "Tables"
    key = ("table_id",)
    references: ClassVar[dict[str, str]] = {"source_id": "sources", "event_id": "events"}

    table_id: str = column("表格编号", "Table", "Stable identifier, derived from event and raw column heads (id scheme 1).", pattern=IDENTIFIER)
    event_id: str = column("事件编号", "Event", "The event that the table belongs to.")
    caption: str | None = column("表题", "Caption", "Text of the heading that introduces the table.", null="no heading introduces it", default=None)
    caption_line: int | None = column("表题行", "Caption line", "Line of that heading.", unit="line", null="no heading introduces it", default=None, ge=1)
    columns: tuple[str, ...] = column("列名", "Columns", "Column heads, in order.")
    n_rows: int = column("行数", "Rows", "Number of body rows.", unit="row", ge=0)


class TableCell(Spanned):
    """One body cell of a table, in long form. Column heads stand in tables.columns."""

    table = "table_cells"
    title_zh, title_en = "单元格", "Table cells"
    key = ("table_id", "row_index", "column_index")
    references: ClassVar[dict[str, str]] = {"source_id": "sources", "table_id": "tables"}

    table_id: str = declared("表格编号", "Table", "The table that the cell belongs to.")
    row_index: int = declared("行序", "Row", "Body row, counted from 0.", ge=0)
    column_index: int = declared("列序", "Column number", "Column, counted from 0.", ge=0)
    column: str = declared("列名", "Column", "The column's head.")
    text: str = declared("文本", "Text", "The cell cleaned, corrections applied.")
    raw_text: str = declared("原文", "Raw text", "The cell as it stands in the source, without outer blanks.")
