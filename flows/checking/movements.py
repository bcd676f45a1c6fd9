"""What moved between two releases, as frames of one row a subject: the material of the release guards.

Figures are compared over the sources that both releases have, so that a new source is no movement. Every frame has `subject`
and what is compared (`previous`, `current`); those of vanished things have the place they had in the release before.
"""
from __future__ import annotations

from collections.abc import Callable, Iterator

import polars as pl

from flows.checking.columns import constraints, is_list, told
from flows.checking.widening import Scans, names_in
from schemas import RECORDS, Record

Measures = Callable[[type[Record]], Iterator[tuple[str, pl.Expr]]]
SHARES = {"subject": pl.String, "table": pl.String, "rows": pl.Int64, "previous": pl.Float64, "current": pl.Float64}
COUNTS = {"subject": pl.String, "table": pl.String, "previous": pl.Int64, "current": pl.Int64}


def kept(current: Scans, previous: Scans, table: str) -> pl.DataFrame:
    """One row a key of the table in the release before: whether it still stands in the current one (`holds`)."""
    (key,) = RECORDS[table].key
    place = [name for name in ("source_id", "line_start", "title") if name in names_in(previous[table])]
    still = current[table].select(pl.col(key).alias("subject"), pl.lit(True).alias("holds")).unique("subject")
    before = previous[table].select(pl.col(key).alias("subject"), *place)
    return before.join(still, on="subject", how="left", maintain_order="left").with_columns(pl.col("holds").fill_null(False)).collect()


def columns_kept(current: Scans, previous: Scans) -> pl.DataFrame:
    """One row a published column of the release before: whether it still stands in the current one (`holds`)."""
    rows = [
        (f"{table}.{column}", table in current and column in names_in(current[table]))
        for table, frame in _tables(previous)
        for column in frame.collect_schema().names()
    ]
    return pl.DataFrame(rows, schema={"subject": pl.String, "holds": pl.Boolean}, orient="row")


def row_counts(current: Scans, previous: Scans) -> pl.DataFrame:
    """One row a table and source that both releases have: how many rows it had and has."""
    rows = []
    for table, then, now in _both(current, previous):
        before, after = _by_source(then), _by_source(now)
        rows += [(f"{table} of {source}", table, before.get(source, 0), after.get(source, 0)) for source in sorted(_sources(previous) & _sources(current))]
    return pl.DataFrame(rows, schema=COUNTS, orient="row")


def fill_rates(current: Scans, previous: Scans) -> pl.DataFrame:
    """One row a column that may be empty: the share of its rows, in the sources of both, that had and have a value."""
    return _shares(current, previous, _filled)


def code_shares(current: Scans, previous: Scans) -> pl.DataFrame:
    """One row a code of a vocabulary column: the share of its rows, in the sources of both, that had and have it."""
    return _shares(current, previous, _codes)


def _shares(current: Scans, previous: Scans, measures: Measures) -> pl.DataFrame:
    sources = sorted(_sources(current) & _sources(previous))
    rows = []
    for table, then, now in _both(current, previous):
        shared = names_in(then) & names_in(now)
        wanted = {name: share for name, share in measures(RECORDS[table]) if share.meta.root_names()[0] in shared}
        before, after = (_figures(frame, sources, wanted) for frame in (then, now))
        fewest = min(before["rows"], after["rows"])
        rows += [(f"{table}.{name}", table, fewest, before[name], after[name]) for name in wanted if fewest]
    return pl.DataFrame(rows, schema=SHARES, orient="row")


def _filled(record: type[Record]) -> Iterator[tuple[str, pl.Expr]]:
    for name in record.model_fields:
        if is_list(record, name):
            yield name, (pl.col(name).list.len() > 0).mean()
        elif "null_meaning" in told(record, name):
            yield name, pl.col(name).is_not_null().mean()


def _codes(record: type[Record]) -> Iterator[tuple[str, pl.Expr]]:
    for name in record.model_fields:
        for code in constraints(record, name).get("enum", ()):
            held = pl.col(name).list.contains(code) if is_list(record, name) else pl.col(name).eq_missing(code)
            yield f"{name}={code}", held.mean()


def _figures(frame: pl.LazyFrame, sources: list[str], measures: dict[str, pl.Expr]) -> dict[str, float]:
    chosen = frame.filter(pl.col("source_id").is_in(sources))
    return chosen.select(pl.len().alias("rows"), *(share.alias(name) for name, share in measures.items())).collect(engine="streaming").row(0, named=True)


def _tables(scans: Scans) -> list[tuple[str, pl.LazyFrame]]:
    return [(table, scans[table]) for table in RECORDS if table in scans]


def _both(current: Scans, previous: Scans) -> list[tuple[str, pl.LazyFrame, pl.LazyFrame]]:
    """The tables but `sources` itself that both releases have, with the source of each row."""
    pairs = [(table, frame, current[table]) for table, frame in _tables(previous) if table in current and table != "sources"]
    return [pair for pair in pairs if "source_id" in names_in(pair[1]) & names_in(pair[2])]


def _sources(scans: Scans) -> set[str]:
    return set(scans["sources"].select("source_id").collect()["source_id"])


def _by_source(frame: pl.LazyFrame) -> dict[str, int]:
    counts = frame.group_by("source_id").len().collect(engine="streaming")
    return dict(zip(counts["source_id"], counts["len"], strict=True))
