"""All rules of a record: its key, its references and its span, derived from its declaration, then what `written` has for it."""

from __future__ import annotations

import polars as pl

from flows.checking.conditions import Rule, of
from flows.checking.written import WRITTEN
from schemas import Record, Spanned


def rules_of(record: type[Record]) -> tuple[Rule, ...]:
    """All rules of a record: the key, its references and its span, then what is written for it."""
    return (_key(record), *_references(record), *(_span(record) if issubclass(record, Spanned) else ()), *WRITTEN.get(record.table, ()))


def _key(record: type[Record]) -> Rule:
    names = ", ".join(record.key)
    condition = pl.len().over(record.key) == 1
    return Rule("key_unique", condition, f"主键（{names}）不重复", f"The key ({names}) stands once")


def _references(record: type[Record]) -> list[Rule]:
    return [
        Rule(f"{column}.exists", of(column).is_null() | of(f"{table}.found"), f"{column} 所指的记录在 {table} 中", f"The {column} stands in {table}")
        for column, table in record.references.items()
    ]


def _span(record: type[Record]) -> tuple[Rule, ...]:
    """A span runs forwards, within its source and on the lines it names, and rows stand in source order."""
    ordered = (of("char_start") <= of("char_end")) & (of("line_start") <= of("line_end"))
    exists = ~of("sources.found") | (of("line_end") <= of("sources.line_count"))
    on_lines = (of("char_start") >= of("first_line.char_start")) & (of("char_end") <= of("last_line.char_end"))
    both_found = of("first_line.found") & of("last_line.found")
    in_order = of("char_start") >= of("char_start").shift(1).over("source_id").fill_null(0)
    return (
        Rule("span_ordered", ordered, "起点不在终点之后", "The span runs forwards"),
        Rule("span_within_source", exists, "位置在来源之内", "The span lies within the source"),
        Rule("span_on_its_lines", ~both_found | on_lines, "字符位置落在所写的行内", "The characters stand on the lines it names"),
        Rule("source_order", in_order, "记录按来源中的次序排列", "Rows stand in the order of the source"),
    )
