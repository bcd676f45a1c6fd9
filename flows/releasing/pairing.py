"""Which removed record an added one continues: re-keyed, carried over under a reworded parent, or reworded.

- *Re-keyed*: the words of its whole event are the same in both releases and it stands at the same place in them, so nothing
  but the way ids are made can have changed its id. This is what makes a release a major one.
- *Carried*: its parent was reworded (so its own id, which begins with its parent's, changed), its words are the same.
- *Reworded*: same parent, and words that are alike (at least `ALIKE`). Each record is paired once, the most alike first.

Tables are paired parents first, so that a parent's pair is known when its children are looked at.
"""
from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import polars as pl
from rapidfuzz.fuzz import ratio
from rapidfuzz.process import cdist

from flows.releasing.blocks import NO_PAIRS, Blocks
from flows.releasing.changes import Pair, RecordChanges
from flows.releasing.columns import Table
from flows.releasing.diff_records import ROW, RecordDiff, entries, keys

ALIKE = 60.0
MOST = 4_000_000
"""Most comparisons of words for one parent (2000 lost × 2000 won: about a second); beyond it none is made, and that is said."""

Sides = tuple[Table | None, Table | None]


class Pairing:
    """Pairs the removed and added records of every table; `paired` completes the report."""

    def __init__(self, sides: Mapping[str, Sides], diffs: Mapping[str, RecordDiff]) -> None:
        self._sides = sides
        self._diffs = diffs
        self._blocks = Blocks(sides, diffs)
        self._continued: dict[str, pl.DataFrame] = {}

    def paired(self) -> dict[str, RecordChanges]:
        """Table name → its changes, in the order of the tables given."""
        return {name: self._table(name) for name in self._diffs}

    def _table(self, name: str) -> RecordChanges:
        (old, new), diff = self._sides[name], self._diffs[name]
        found: dict[str, tuple[Pair, ...]] = {"rekeyed": (), "carried": (), "reworded": ()}
        not_paired = 0
        if old and new and diff.removed.height and diff.added.height:
            removed, added = self._with_words(old, diff.removed, translate=True), self._with_words(new, diff.added, translate=False)
            rekeyed = self._blocks.same_place(name, removed, added)
            removed, added = _without(removed, rekeyed["old"]), _without(added, rekeyed["new"])
            carried = _carried(removed, added)
            removed, added = _without(removed, carried["old"]), _without(added, carried["new"])
            reworded, not_paired = _reworded(removed, added, old.text_column, new.text_column)
            frames = {"rekeyed": rekeyed, "carried": carried, "reworded": reworded}
            found = {kind: _pairs(old, new, diff, frame) for kind, frame in frames.items()}
            self._remember(old, new, diff, pl.concat(frame.select("old", "new") for frame in frames.values()))
        lists = {"added": entries(new, diff.added), "removed": entries(old, diff.removed)}
        return RecordChanges(**diff.report, **lists, **found, not_paired=not_paired)

    def _with_words(self, table: Table, rows: pl.DataFrame, *, translate: bool) -> pl.DataFrame:
        """The rows with `#parent` (of the old side: the new id of what continues it), `#own` (its parent as it stands) and `#words`."""
        for column, referenced in table.references.items():
            known = self._continued.get(referenced, _NO_IDS) if translate else _NO_IDS
            renamed = known.rename({"old_key": column, "new_key": f"#{column}"})
            rows = rows.join(renamed, on=column, how="left", maintain_order="left").with_columns(pl.col(f"#{column}").fill_null(pl.col(column)))
        nearest = list(reversed(table.references))
        parent = pl.coalesce([f"#{column}" for column in nearest] or pl.lit(""))
        own = pl.coalesce(nearest or pl.lit(""))
        return rows.with_columns(parent.alias("#parent"), own.alias("#own"), _words(table).alias("#words"))

    def _remember(self, old: Table, new: Table, diff: RecordDiff, pairs: pl.DataFrame) -> None:
        """Keep old id → new id, for the children of this table."""
        if len(old.key) == 1 and len(new.key) == 1:
            known = (
                pairs.join(diff.removed.select(pl.col(ROW).alias("old"), pl.col(old.key[0]).alias("old_key")), on="old")
                .join(diff.added.select(pl.col(ROW).alias("new"), pl.col(new.key[0]).alias("new_key")), on="new")
                .select(pl.col("old_key", "new_key").cast(pl.String))
            )
            self._continued[new.name] = known


_NO_IDS = pl.DataFrame(schema={"old_key": pl.String, "new_key": pl.String})



def _words(table: Table) -> pl.Expr:
    """A record's words: its text, else everything that is neither key, reference nor place."""
    if table.text_column:
        rest = [name for name in table.key if len(table.key) > 1 and name not in table.references and not table.place_unit(name)]
        return pl.struct(table.text_column, *rest).struct.json_encode()
    told = [name for name in table.schema.names if name not in {*table.key, *table.references, "source_id"} and not table.place_unit(name)]
    return pl.struct(told or list(table.key)).struct.json_encode()


def _without(rows: pl.DataFrame, gone: pl.Series) -> pl.DataFrame:
    return rows.filter(~pl.col(ROW).is_in(gone.implode())) if len(gone) else rows


def _carried(removed: pl.DataFrame, added: pl.DataFrame) -> pl.DataFrame:
    """Equal words under a parent that goes by another id now; the first with the first among equals."""
    on = ["#parent", "#words", "#nth"]
    nth = pl.int_range(pl.len()).over("#parent", "#words").alias("#nth")
    left = removed.filter(pl.col("#parent") != pl.col("#own")).with_columns(nth).select(pl.col(ROW).alias("old"), *on)
    right = added.with_columns(nth).select(pl.col(ROW).alias("new"), *on)
    return left.join(right, on=on, maintain_order="left").select(pl.col("old", "new").cast(pl.UInt32), pl.lit(1.0).alias("similarity"))


def _reworded(removed: pl.DataFrame, added: pl.DataFrame, old_text: str | None, new_text: str | None) -> tuple[pl.DataFrame, int]:
    """The most alike records of each parent, and how many were too many to look at; none where records have no text."""
    if old_text is None or new_text is None:
        return NO_PAIRS, 0
    by_parent = added.partition_by("#parent", as_dict=True)
    rows: list[tuple[int, int, float]] = []
    skipped = 0
    for parent, lost in removed.partition_by("#parent", as_dict=True).items():
        won = by_parent.get(parent)
        if won is None:
            continue
        if lost.height * won.height > MOST:
            skipped += lost.height
            continue
        matches = most_alike(lost[old_text].fill_null("").to_list(), won[new_text].fill_null("").to_list())
        rows += [(lost[ROW][a], won[ROW][b], similarity) for a, b, similarity in matches]
    return pl.DataFrame(rows, schema=NO_PAIRS.schema, orient="row").sort("new"), skipped


def most_alike(old: list[str], new: list[str]) -> list[tuple[int, int, float]]:
    """Places of the texts that pair best, each used once, with their similarity from 0 to 1; the order of equals decides ties."""
    scores = cdist(old, new, scorer=ratio, score_cutoff=ALIKE, dtype=np.float64)
    lefts, rights = np.nonzero(scores)
    order = np.argsort(-scores[lefts, rights], kind="stable")
    used: tuple[set[int], set[int]] = (set(), set())
    matches = []
    for left, right in zip(lefts[order].tolist(), rights[order].tolist(), strict=True):
        if left not in used[0] and right not in used[1]:
            used[0].add(left)
            used[1].add(right)
            matches.append((left, right, round(float(scores[left, right]) / 100, 4)))
    return matches


def _pairs(old: Table, new: Table, diff: RecordDiff, frame: pl.DataFrame) -> tuple[Pair, ...]:
    """The pairs of a frame (rows of the removed and of the added records) as the report gives them."""
    before = frame.select(pl.col("old").alias(ROW)).join(diff.removed, on=ROW, maintain_order="left")
    after = frame.select(pl.col("new").alias(ROW)).join(diff.added, on=ROW, maintain_order="left")
    texts = [side[table.text_column] if table.text_column else [None] * frame.height for table, side in ((old, before), (new, after))]
    sides = zip(keys(before, old.key), keys(after, new.key), *texts, frame["similarity"], strict=True)
    return tuple(Pair(old=a, new=b, old_text=before_text, new_text=after_text, similarity=similarity) for a, b, before_text, after_text, similarity in sides)
