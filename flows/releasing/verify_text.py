"""Whether a release quotes its sources: their bytes, the account of every line, and every span, against the raw files."""
from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path

import polars as pl

from flows.releasing.checksums import sha256_of
from flows.releasing.columns import CHARACTER, Table, unit_of
from flows.releasing.problems import Problem, cases

Texts = Mapping[str, str]
WHOLE = ("raw", "raw_text")
"""Columns that hold what the record's span quotes; line ends at the end of a line's span do not count."""


def read_texts(sources: Table, raw: Path, rows: Iterable[tuple[str, bytes]] = ()) -> tuple[dict[str, str], list[Problem]]:
    """Source id → decoded text, and what is wrong with the raw files. `rows` are the texts of sources that are no files of their own: id and bytes."""
    texts, problems = dict[str, str](), list[Problem]()
    in_tables: dict[str, tuple[str, str, str]] = {}
    for row in sources.scan().select("source_id", "file_name", "sha256", "encoding").collect().iter_rows():
        source_id, name, digest, encoding = row
        path = raw / name
        if "#" in name and not path.is_file():
            in_tables[source_id] = (name, digest, encoding)
        elif not path.is_file():
            problems.append(Problem("sources", name, f"not in {raw}"))
        elif sha256_of(path) != digest:
            problems.append(Problem("sources", name, "its bytes are not those that the release was made from"))
        else:
            texts[source_id] = path.read_bytes().decode(encoding)
    for source_id, data in rows if in_tables else ():
        name, digest, encoding = in_tables.get(source_id, ("", "", ""))
        if sha256(data).hexdigest() == digest:
            texts[source_id] = data.decode(encoding)
            del in_tables[source_id]
    problems += [Problem("sources", name, f"no such text in {raw}") for name, _, _ in in_tables.values()]
    return texts, problems


def verify_lines(lines: Table, texts: Texts) -> Iterator[Problem]:
    """Every line once, numbered without a gap, and together with the line ends every character of the source."""
    rows = lines.scan().select("source_id", "line_start", "char_start", "char_end").sort("source_id", "line_start").collect()
    by_source = {key[0]: frame for key, frame in rows.partition_by("source_id", as_dict=True).items()}
    for source_id, text in texts.items():
        frame = by_source.get(source_id, rows.clear())
        numbers = frame["line_start"].to_list()
        if numbers != list(range(1, len(numbers) + 1)):
            yield Problem("lines", source_id, "the lines are not numbered from 1 without a gap")
        if lost := _left_out(text, frame):
            yield Problem("lines", source_id, f"characters that no line holds, or two do: {cases(lost)}")


def _left_out(text: str, frame: pl.DataFrame) -> list[object]:
    at, lost = 0, list[object]()
    for start, end in frame.select("char_start", "char_end").iter_rows():
        if start < at or text[at:start].strip("\r\n"):
            lost.append((at, start))
        at = end
    return [*lost, (at, len(text))] if text[at:].strip("\r\n") else lost


def verify_spans(table: Table, texts: Texts) -> Iterator[Problem]:
    """Every span within its source, and every quotation what its span holds."""
    if not table.spanned:
        return
    span = pl.struct("source_id", start="char_start", end="char_end")
    yield from _verify(table, "span", span.alias("at"), pl.lit(None, pl.String).alias("words"), texts, _within)
    for column in table.schema.names:
        if column in WHOLE:
            yield from _verify(table, column, span.alias("at"), pl.col(column).alias("words"), texts, _quotes_line)
        elif {f"{column}_start", f"{column}_end"} <= set(table.schema.names):
            place = pl.struct("source_id", start=f"{column}_start", end=f"{column}_end")
            yield from _verify(table, column, place.alias("at"), pl.col(column).alias("words"), texts, _quotes)
        elif words := _quoting_part(table, column):
            part = pl.col(column).struct
            place = pl.struct("source_id", start=part.field("char_start"), end=part.field("char_end"))
            yield from _verify(table, column, place.alias("at"), part.field(words).alias("words"), texts, _quotes, explode=column)


def _quoting_part(table: Table, column: str) -> str | None:
    """The part of a list of structs that quotes the span in its other parts: the one that is named `term`."""
    inner = getattr(table.schema.field(column).type, "value_type", None)
    parts = {field.name: unit_of(field) for field in inner} if inner is not None and hasattr(inner, "fields") else {}
    return "term" if {"term", "char_start", "char_end"} <= parts.keys() and parts["char_start"] == CHARACTER else None


def _verify(
    table: Table, column: str, at: pl.Expr, words: pl.Expr, texts: Texts, holds: Callable[[str, int, int, str | None], bool], explode: str | None = None
) -> Iterator[Problem]:
    rows = table.scan().explode(explode) if explode else table.scan()
    wrong: list[object] = []
    for (source_id, start, end), quoted in _places(rows.select(at, words)):
        if source_id in texts and start is not None and not holds(texts[source_id], start, end, quoted):
            wrong.append((source_id, start, end))
    if wrong:
        yield Problem("spans", f"{table.name}.{column}", f"not what the source holds there: {cases(wrong)}")


def _places(rows: pl.LazyFrame) -> Iterator[tuple[tuple[str, int, int], str | None]]:
    for place, quoted in rows.collect().iter_rows():
        yield (place["source_id"], place["start"], place["end"]), quoted


def _within(text: str, start: int, end: int, _: str | None) -> bool:
    return 0 <= start <= end <= len(text)


def _quotes(text: str, start: int, end: int, quoted: str | None) -> bool:
    return text[start:end] == quoted


def _quotes_line(text: str, start: int, end: int, quoted: str | None) -> bool:
    return quoted is not None and text[start:end].rstrip("\r\n") == quoted.rstrip("\r\n")
