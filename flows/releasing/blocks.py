"""The words of whole events, to tell an id that was made another way from one that changed with its words."""
from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from flows.releasing.columns import Table
from flows.releasing.diff_records import ROW, RecordDiff

EVENT = "event_id"
PLACE = ["#event", "#start", "#end", "#at"]
NO_PAIRS = pl.DataFrame(schema={"old": pl.UInt32, "new": pl.UInt32, "similarity": pl.Float64})


class Blocks:
    """The events whose lines read the same in both releases: old id → new id, and the offset at which each begins.

    Only events that lost or won a record are looked at. Without `lines` in both releases none is known, and nothing counts as
    re-keyed.
    """

    def __init__(self, sides: Mapping[str, tuple[Table | None, Table | None]], diffs: Mapping[str, RecordDiff]) -> None:
        old, new = sides.get("lines", (None, None))
        self._same: pl.DataFrame | None = None
        if old and new and EVENT in old.schema.names and EVENT in new.schema.names:
            left, right = ((table, _events(diffs, side)) for table, side in ((old, "removed"), (new, "added")))
            words = ["source_id", "#words", "#nth"]
            self._same = _blocks(*left).join(_blocks(*right), on=words, suffix="_new").select(EVENT, "#begin", f"{EVENT}_new", "#begin_new")

    def same_place(self, table: str, removed: pl.DataFrame, added: pl.DataFrame) -> pl.DataFrame:
        """The removed and added records (`old`, `new`: their rows) that stand at one place of an event whose words are the same."""
        if self._same is None or table == "lines" or not {EVENT, "char_start"} <= set(removed.columns) & set(added.columns):
            return NO_PAIRS
        old_side = self._same.select(EVENT, pl.col(f"{EVENT}_new").alias("#event"), "#begin")
        new_side = self._same.select(pl.col(f"{EVENT}_new").alias(EVENT), pl.col(f"{EVENT}_new").alias("#event"), pl.col("#begin_new").alias("#begin"))
        left, right = _placed(removed, old_side).rename({ROW: "old"}), _placed(added, new_side).rename({ROW: "new"})
        return left.join(right, on=PLACE, maintain_order="left").select(pl.col("old", "new").cast(pl.UInt32), pl.lit(1.0).alias("similarity"))


def _events(diffs: Mapping[str, RecordDiff], side: str) -> list[str]:
    """The events that lost (or won) a record."""
    frames = [getattr(diff, side) for name, diff in diffs.items() if name != "lines"]
    return sorted({event for frame in frames if EVENT in frame.columns for event in frame[EVENT].drop_nulls().unique()})


def _blocks(lines: Table, events: list[str]) -> pl.DataFrame:
    """The words of some events: `#words`, where they begin, and which occurrence of the same words in their source it is."""
    return (
        lines.scan()
        .filter(pl.col(EVENT).is_in(events))
        .group_by(EVENT, maintain_order=True)
        .agg(pl.col("source_id").first(), pl.col("raw_text").str.join("\n").alias("#words"), pl.col("char_start").min().alias("#begin"))
        .with_columns(pl.int_range(pl.len()).over("source_id", "#words").alias("#nth"))
        .collect()
    )


def _placed(rows: pl.DataFrame, begins: pl.DataFrame) -> pl.DataFrame:
    """The rows with their place in their event; `#at` tells those at the very same place apart."""
    start, end = (pl.col("char_start") - pl.col("#begin")).alias("#start"), (pl.col("char_end") - pl.col("#begin")).alias("#end")
    placed = rows.join(begins, on=EVENT, maintain_order="left").with_columns(start, end)
    return placed.with_columns(pl.int_range(pl.len()).over("#event", "#start", "#end").alias("#at")).select(ROW, *PLACE)
