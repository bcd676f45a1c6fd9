"""The rules written for each table: what no single column can promise. One entry a rule: name, condition, sentence in zh and en.

A condition is a Polars expression that is true where a row keeps the rule, over the columns that `widening` puts side by side:
the table's own, `<table>.<column>` of a referenced row, `first_line.…` of the line a record begins on, and `counted.…`, tallies of
other tables. A rule about a referenced row passes where there is none (the reference rule names that), so that one defect fails
one rule. Tolerances are in `thresholds.csv`, with their reasons.
"""

from __future__ import annotations

import polars as pl

from flows.checking.conditions import Rule, both_or_neither, field, of, quotes, within
from flows.checking.thresholds import THRESHOLDS
from schemas import vocabulary
from schemas.events import UNLISTED

SIZED = of("comparator").replace_strict({"ge": "min", "gt": "min", "le": "max", "lt": "max"}, default="both")
BOUNDS = (of("value_min").is_not_null() == (SIZED != "max")) & (of("value_max").is_not_null() == (SIZED != "min"))
IS_DATE = of("quantity_kind") == "date"
UTF8 = of("encoding").is_in(["utf-8", "utf-8-sig", "ascii"])
BYTES_LEFT = of("bytes") - of("counted.utf8_bytes") - of("counted.line_end_characters")
CHARACTERS = of("counted.characters") + of("counted.line_end_characters")
DATE_PARTS = pl.concat_str(
    of("year").cast(pl.String).str.zfill(4), of("month").cast(pl.String).str.zfill(2), of("day").cast(pl.String).str.zfill(2), separator="-", ignore_nulls=True
)
PRECISION = pl.when(of("day").is_not_null()).then(pl.lit("day")).when(of("month").is_not_null()).then(pl.lit("month")).otherwise(pl.lit("year"))
REAL_DAY = of("day").is_null() | of("date").str.to_date("%Y-%m-%d", strict=False).is_not_null()
PREVIOUS_LINE = of("line_start").shift(1).over("source_id").fill_null(0)
PREVIOUS_END = of("char_end").shift(1).over("source_id")
LINE_END = of("char_start") - PREVIOUS_END
SEQ = of("seq").shift(1).over("event_id").fill_null(0)
SEVERITY = of("rule").replace_strict({code: row["severity"] for code, row in vocabulary("rules").items()}, default=None)
UNPARSED = THRESHOLDS["unparsed_share"]
TOPICS = THRESHOLDS["topic_share"]

WRITTEN: dict[str, tuple[Rule, ...]] = {
    "sources": (
        Rule("line_count", of("line_count") == of("counted.lines"), "声明的行数与 lines 的行数相符", "line_count is the number of its lines"),
        Rule(
            "characters_accounted",
            of("counted.characters") + of("counted.line_end_characters") == of("counted.last_character"),
            "各行文字与换行相加，正好是全文，一字不漏",
            "Its lines and line ends add up to the text, to the character",
        ),
        Rule(
            "bytes_accounted",  # what is left: one line end at the very end (2 bytes) and a byte order mark (3)
            pl.when(UTF8).then(BYTES_LEFT.is_between(0, 5)).otherwise(of("bytes").is_between(CHARACTERS, 4 * CHARACTERS + 8)),
            "各行的字节数与文件大小相符（UTF-8 精确到字节）",
            "Its lines add up to the file's size (to the byte in UTF-8)",
        ),
        Rule(
            "mostly_parsed",
            of("counted.unparsed_lines") <= UNPARSED.value * of("counted.lines_with_words"),
            f"未识别的行不超过有字行的 {UNPARSED.value:.0%}",
            f"At most {UNPARSED.value:.0%} of its lines with words are unparsed",
            "error",
            UNPARSED.reason,
        ),
        Rule(
            "mostly_with_topics",
            of("counted.directives_with_topic") >= TOPICS.value * of("counted.directives"),
            f"至少 {TOPICS.value:.0%} 的条文标有主题",
            f"At least {TOPICS.value:.0%} of its directives name a topic",
            "warning",
            TOPICS.reason,
        ),
    ),
    "lines": (
        Rule("contiguous", of("line_start") == PREVIOUS_LINE + 1, "行号从 1 起连续不断", "Lines are numbered from 1 without a gap"),
        Rule("one_line", of("line_start") == of("line_end"), "每行只占一行", "A line begins and ends on itself"),
        Rule(
            "no_character_lost",
            pl.when(PREVIOUS_END.is_null()).then(of("char_start") == 0).otherwise(LINE_END.is_between(1, 2)),
            "相邻两行之间只隔换行符",
            "Between two lines stands a line end and nothing else",
        ),
        Rule(
            "text_fills_span", of("raw_text").str.len_chars() == of("char_end") - of("char_start"), "原文长度与位置相符", "The raw text is as long as its span"
        ),
        Rule("within_event", of("event_id").is_null() | within("events"), "属于事件的行在该事件的范围之内", "A line of an event lies within it"),
        Rule(
            "unparsed_is_a_finding",
            (of("kind") != "unparsed") | of("counted.unparsed_findings"),
            "未识别的行必有一条质量发现",
            "An unparsed line is always also a finding",
        ),
        Rule(
            "statement_is_a_directive",
            (of("kind") != "directive") | (of("counted.directives") > 0),
            "每个条文行都成为条文记录",
            "Every statement line became a directive",
        ),
    ),
    "events": (
        Rule("date_agrees", of("date") == DATE_PARTS, "年、月、日与日期一致", "Year, month and day agree with the date"),
        Rule("date_precision_agrees", of("date_precision") == PRECISION, "日期精度与年、月、日一致", "The precision agrees with year, month and day"),
        Rule("date_exists", REAL_DAY, "日期在日历上存在", "The date is a day of the calendar"),
        Rule("n_directives", of("n_directives") == of("counted.directives"), "条文数与条文记录相符", "n_directives is the number of its directives"),
        Rule("n_metrics", of("n_metrics") == of("counted.metrics"), "数量数与数量记录相符", "n_metrics is the number of its metrics"),
        Rule("n_tables", of("n_tables") == of("counted.tables"), "表格数与表格记录相符", "n_tables is the number of its tables"),
        Rule("issuers_paired", of("issuers").list.len() == of("issuer_names").list.len(), "机构代码与机构名称一一对应", "Issuer codes and names pair up"),
        Rule(
            "unlisted_is_a_finding",
            ~of("issuers").list.contains(UNLISTED) | of("counted.unlisted_findings"),
            "未收录的机构必有一条质量发现",
            "A body outside the vocabulary is always also a finding",
        ),
        Rule(
            "untitled_is_a_finding",
            (of("title") != "") | of("counted.untitled_findings"),
            "无标题的事件必有一条质量发现",
            "An event without title is always also a finding",
        ),
        Rule("apart", PREVIOUS_END.is_null() | (of("char_start") >= PREVIOUS_END), "事件互不重叠", "Events do not overlap"),
    ),
    "directives": (
        Rule("within_event", within("events"), "条文在其事件的范围之内", "A directive lies within its event"),
        Rule("seq_contiguous", of("seq") == SEQ + 1, "条文在事件内从 1 起连续编号", "Directives are numbered from 1 within their event"),
        Rule("depth_agrees", of("depth") == of("heading_path").list.len(), "层级等于小标题的个数", "Depth is the number of headings above"),
        Rule(
            "on_a_statement_line", ~of("first_line.found") | (of("first_line.kind") == "directive"), "条文来自条文行", "A directive stands on a statement line"
        ),
        Rule("raw_text_quoted", quotes("raw_text"), "原文与来源该处逐字相同", "The raw text is what the source says there"),
        Rule(
            "modality_cue_quoted",
            of("modality_cue").is_null() | quotes("modality_cue", "modality_cue_start", "modality_cue_end"),
            "力度线索与来源逐字相同",
            "The cue is what the source says there",
        ),
        Rule(
            "modality_has_its_cue",
            (of("modality") == "declaration") == of("modality_cue").is_null(),
            "有力度必有线索，陈述句没有线索",
            "Every strength has its cue; a declaration has none",
        ),
        Rule(
            "topics_have_evidence",
            of("topics").list.sort() == field("topic_evidence", "topic").list.unique().list.sort(),
            "每个主题都有依据，每条依据都有主题",
            "Each topic has evidence and each evidence a topic",
        ),
        Rule(
            "topic_evidence_fits",
            of("topic_evidence")
            .list.eval(pl.element().struct.field("char_end") - pl.element().struct.field("char_start") == pl.element().struct.field("term").str.len_chars())
            .list.all()
            & (field("topic_evidence", "char_start").list.min().fill_null(of("char_start")) >= of("char_start"))
            & (field("topic_evidence", "char_end").list.max().fill_null(of("char_end")) <= of("char_end")),
            "主题依据在条文之内，长度与词语相符",
            "Topic evidence lies within the statement and is as long as its term",
        ),
    ),
    "metrics": (
        Rule("within_event", within("events"), "数量在其事件的范围之内", "A metric lies within its event"),
        Rule("within_directive", of("directive_id").is_null() | within("directives"), "数量在其条文的范围之内", "A metric lies within its directive"),
        Rule("within_table", of("table_id").is_null() | within("tables"), "数量在其表格的范围之内", "A metric lies within its table"),
        Rule(
            "one_parent", of("directive_id").is_null() | of("table_id").is_null(), "数量不同时属于条文和表格", "A metric has a directive or a table, never both"
        ),
        Rule(
            "cell_of_its_table",
            both_or_neither("table_id", "column_index") & (of("row_index").is_null() | of("table_id").is_not_null()),
            "有表格才有行列位置",
            "Row and column go with a table",
        ),
        Rule("cell_exists", of("row_index").is_null() | of("cell.found"), "所指的单元格存在", "The cell it names exists"),
        Rule("raw_quoted", quotes("raw"), "原文与来源该处逐字相同", "The quantity is what the source says there"),
        Rule("values_ordered", (of("value_min") <= of("value_max")).fill_null(True), "最小值不大于最大值", "The minimum is no more than the maximum"),
        Rule(
            "bounds_fit_comparator",
            IS_DATE | BOUNDS,
            "比较词哪一侧敞开，哪一侧的值就为空",
            "The side that the comparator leaves open is null, the other is not",
        ),
        Rule("equal_is_one_value", IS_DATE | (of("comparator") != "eq") | (of("value_min") == of("value_max")), "“等于”只有一个值", "“eq” has one value"),
        Rule("dates_have_dates", of("date_value").is_not_null() == IS_DATE, "日期才有日期值，日期必有日期值", "Dates have a date value and nothing else has"),
        Rule("units", of("unit").is_null() == IS_DATE, "日期没有单位，其余都有单位", "All but dates have a unit"),
    ),
    "tables": (
        Rule("within_event", within("events"), "表格在其事件的范围之内", "A table lies within its event"),
        Rule(
            "n_rows",
            (of("n_rows") == of("counted.rows")) & (of("n_rows") == of("counted.last_row") + 1),
            "行数与单元格相符",
            "n_rows is the number of rows that its cells make",
        ),
        Rule(
            "cells_fit",
            of("counted.cells") <= of("n_rows") * of("columns").list.len(),
            "单元格不多于行数乘列数",
            "There are no more cells than rows times columns",
        ),
        Rule("has_columns", of("columns").list.len() > 0, "表格至少有一列", "A table has a column"),
        Rule("caption_has_its_line", both_or_neither("caption", "caption_line"), "有表题才有表题行", "A caption goes with its line"),
    ),
    "table_cells": (
        Rule("within_table", within("tables"), "单元格在其表格的范围之内", "A cell lies within its table"),
        Rule(
            "column_named",
            ~of("tables.found") | (of("tables.columns").list.get(of("column_index"), null_on_oob=True) == of("column")),
            "列名与表头一致",
            "The column is the head that its number names",
        ),
        Rule("raw_text_quoted", quotes("raw_text"), "原文与来源该处逐字相同", "The raw text is what the source says there"),
    ),
    "formulations": (
        Rule("n_occurrences", of("n_occurrences") == of("counted.occurrences"), "出现次数与出现记录相符", "n_occurrences is the number of its occurrences"),
        Rule("n_events", of("n_events") == of("counted.events"), "事件数与出现记录相符", "n_events is the number of events of its occurrences"),
        Rule("n_variants", of("variants").list.len() == of("counted.variants"), "变体与出现记录相符", "Its variants are the wordings of its occurrences"),
        Rule("first_occurrence", of("char_start") == of("counted.first_start"), "位置是首次出现之处", "It stands where it first occurs"),
        Rule("dates_in_order", (of("first_date") <= of("last_date")).fill_null(True), "首见不晚于末见", "The first date is no later than the last"),
        Rule(
            "first_date_of_its_event",
            both_or_neither("first_event_id", "first_date") & (~of("events.found") | (of("events.date") == of("first_date"))),
            "首见日期是首见事件的日期",
            "The first date is that of the first event",
        ),
        Rule("curated_is_labelled", (of("origin") == "curated") == of("label_en").is_not_null(), "词表中的提法都有英文", "What the list has is labelled"),
    ),
    "formulation_occurrences": (
        Rule("within_event", of("event_id").is_null() | within("events"), "出现在其事件的范围之内", "An occurrence lies within its event"),
        Rule("within_directive", of("directive_id").is_null() | within("directives"), "出现在其条文的范围之内", "An occurrence lies within its directive"),
        Rule("raw_quoted", quotes("raw"), "原文与来源该处逐字相同", "The words are what the source says there"),
        Rule(
            "date_of_its_event",
            both_or_neither("event_id", "date") & (~of("events.found") | (of("events.date") == of("date"))),
            "日期是所属事件的日期",
            "The date is that of its event",
        ),
        Rule(
            "variant_listed",
            ~of("formulations.found") | of("formulations.variants").list.contains(of("variant")),
            "措辞在提法的变体之中",
            "The wording is one of the formulation's variants",
        ),
    ),
    "findings": (
        Rule("record_exists", of("named.found"), "所指的记录存在", "The record that it is about exists"),
        Rule("severity_of_its_rule", of("severity") == SEVERITY, "严重程度与规则的规定一致", "The severity is its rule's"),
        Rule("correction_exists", of("correction_id").is_null() | of("corrections.found"), "所写的更正存在", "The correction that it names exists"),
        Rule(
            "corrected_by",
            (of("status") == "corrected") == of("correction_id").is_not_null(),
            "已更正的发现写明更正",
            "A corrected finding names its correction, and no other does",
        ),
    ),
    "official_documents": (
        Rule("within_event", within("events"), "位置在其事件的范围之内", "It stands within its event"),
        Rule("held_in_order", (of("date_held_start") <= of("date_held_end")).fill_null(True), "会议先开始后结束", "A meeting ends no earlier than it begins"),
        Rule("has_evidence", of("evidence").list.len() > 0, "必有依据", "It rests on evidence"),
    ),
    "verifications": (
        Rule("within_event", within("events"), "陈述在其事件的范围之内", "The statement stands within its event"),
        Rule("quoted", quotes("quote"), "引文与来源该处逐字相同", "The quotation is what the source says there"),
        Rule("has_evidence", of("evidence").list.len() > 0, "必有依据", "It rests on evidence"),
        Rule(
            "verdict_has_strength",
            (of("verdict") == "not_verified") | (of("strength") != "unverified"),
            "有结论必有查证过的依据",
            "A verdict rests on more than general knowledge",
        ),
        Rule(
            "disagreement_is_a_finding",
            (of("verdict") != "disagree") | of("counted.disagreements"),
            "不符之处必有一条质量发现",
            "A disagreement is always also a finding",
        ),
    ),
    "corrections": (
        Rule(
            "excerpt_fills_span",
            of("raw_excerpt").str.len_chars() == of("char_end") - of("char_start"),
            "摘录长度与位置相符",
            "The excerpt is as long as its span",
        ),
    ),
}
"""Table → the rules written for it."""
