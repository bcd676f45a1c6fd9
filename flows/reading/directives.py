"""The rows of directives: gathered while sources are read, written when what their statements say is known."""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np

from flows.reading.cleaning import clean
from flows.reading.columns import ints
from flows.reading.statements import Drafts, Evidence, Statements, read_statements
from flows.reading.text_lines import TextLine
from flows.reading.words import Origins, Places, Words

DECLARED = ("declaration", None, None, None)  # modality, cue, and where that starts and ends: there is none
AT_ONCE = 100_000  # characters read in one pass, some thousand statements: enough to make numpy's fixed costs small, too few to leave the cache

Gathered = tuple[Any, ...]


class Directives(NamedTuple):
    """Directives whose statements are still to be read, as columns: their places in the event and in the source, their words."""

    source_ids: Sequence[str]
    directive_ids: Sequence[str]
    event_ids: Sequence[str]
    ordinals: Sequence[int]
    markers: Sequence[str | None]
    texts: Sequence[str]  # cleaned
    lines: Sequence[TextLine]
    bodies: Sequence[str]  # as they stand, or as mended
    starts: Sequence[int]  # of the bodies, in the source
    origins: Sequence[Origins | None]
    labels: Sequence[tuple[int, int] | None]
    paths: Sequence[tuple[str, ...]]
    years: Sequence[int]


BODY = Directives._fields.index("bodies")


def gathered(
    source_id: str, directive_id: str, event_id: str, ordinal: int, marker: str | None, text: str, line: TextLine, body: Words,
    label: tuple[int, int] | None, path: tuple[str, ...], year: int,
) -> Gathered:  # fmt: skip
    """One directive as a row of `Directives`: a bare tuple, which costs an eighth of a named one."""
    return (source_id, directive_id, event_id, ordinal, marker, text, line, *body, label, path, year)


def directive_rows(directives: Sequence[Gathered]) -> Iterator[tuple[Any, ...]]:
    """The rows of some directives, tuples in column order."""
    start = size = 0
    for place, row in enumerate(directives):
        size += len(row[BODY])
        if size >= AT_ONCE:
            yield from _rows(Directives(*zip(*directives[start : place + 1], strict=True)))
            start, size = place + 1, 0
    if start < len(directives):
        yield from _rows(Directives(*zip(*directives[start:], strict=True)))


def _rows(found: Directives) -> Iterator[tuple[Any, ...]]:
    """The rows of directives that are read in one pass."""
    says = read_statements(Drafts(found.bodies, found.labels, found.paths, found.years))
    places = Places(ints(found.starts), {row: origins for row, origins in enumerate(found.origins) if origins})
    labels = [clean(body[slice(*label)]) if label else None for body, label in zip(found.bodies, found.labels, strict=True)]
    numbers, starts, ends, raw_texts = zip(*found.lines, strict=True)
    topics, evidence = _topics(len(found.bodies), says.evidence, places)
    columns: list[Iterable[Any]] = [
        *(found.directive_ids, found.event_ids, found.ordinals, found.paths, map(len, found.paths), found.markers, labels, found.texts, raw_texts),
        *(says.functions, says.function_cues),
        *_strength(says, found.bodies, places),
        *(says.modalities_above, topics, evidence, says.actors),
        *(found.source_ids, numbers, numbers, starts, ends),
    ]
    return zip(*columns, strict=True)


def _strength(says: Statements, bodies: Sequence[str], places: Places) -> Iterator[tuple[Any, ...]]:
    """The columns of the modality: itself, its cue, and where that starts and ends in the source."""
    cued = [row for row, cue in enumerate(says.cues) if cue]
    found = [cue for cue in says.cues if cue]
    spans = zip(*places.spans(ints(cued), ints([cue.start for cue in found]), ints([cue.end for cue in found])), strict=True)
    rows = [DECLARED if cue is None else (cue.cue.modality, body[cue.start : cue.end], *next(spans)) for cue, body in zip(says.cues, bodies, strict=True)]
    return zip(*rows, strict=True)


def _topics(count: int, evidence: Evidence, places: Places) -> tuple[list[tuple[str, ...]], list[tuple[tuple[Any, ...], ...]]]:
    """The topics of each of `count` statements, and the rows of their evidence, in column order."""
    rows = list(zip(evidence.topic, evidence.term, *places.spans(evidence.text, evidence.start, evidence.end), strict=True))
    parts = [slice(*part) for part in pairwise(np.searchsorted(evidence.text, np.arange(count + 1)).tolist())]
    return [tuple(evidence.topic[part]) for part in parts], [tuple(rows[part]) for part in parts]
