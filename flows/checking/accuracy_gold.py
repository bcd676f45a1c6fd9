"""Texts read by hand, from their folders: `<gold>/<source_id>/`, a folder a text.

    source.txt        the text; or, in its place,
    source.json       {"sha256": …} of a text that the manifest of `raw/` declares, whose corrections then hold too
    lines.jsonl       line, kind
    events.jsonl      line_start, line_end, date, title, document_titles, kind, instrument, issuers, joint_issuer_count
    directives.jsonl  line, label, function, modality, modality_cue
    metrics.jsonl     line, raw, occurrence (which of the equal words of the line), and columns of a metric
    optional.jsonl    line, raw, occurrence: quantities that a careful reader may or may not count
    tables.jsonl      line_start, line_end, caption_line, columns, rows
    formulations.jsonl  formulation, lines, first_line, variants, note: an editor's list
    README.md         what the text is, where it is from and how it was read: a line each, `What:`, `Origin:`, `Read:`

A file may be missing, and a record may leave a column out: nothing is compared there. Of the columns of a line or a quantity
`<column>_accepted` may list every value that a careful reader would take.
"""
from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flows.correction_files import read_corrections
from flows.errors import InputError
from flows.reading.corrections import Entry
from flows.reading.decoding import decode
from flows.reading.text_lines import split_lines
from flows.sources import read_declared, read_manifest

Row = dict[str, Any]
PARTS = ("lines", "events", "directives", "metrics", "optional", "tables", "formulations")
QUOTING = ("metrics", "optional")
TOLD = ("What", "Origin", "Read")


@dataclass(frozen=True)
class GoldText:
    """A text, its corrections, what its README tells, and the rows of each of PARTS; quoted words have their `span` in the text."""

    source_id: str
    text: str
    corrections: Sequence[Entry]
    told: dict[str, str]
    parts: dict[str, list[Row]]


def read_gold(gold: Path, raw: Path) -> list[GoldText]:
    """The texts read by hand, by source_id. One whose text `raw` does not declare, or declares with other bytes, is left out.

    InputError where a folder holds no text, or a row quotes words that do not stand in its line.
    """
    texts = []
    for folder in sorted(path for path in gold.iterdir() if path.is_dir()):
        if source := _source(folder, raw):
            texts.append(_gold_text(folder, *source))
    return texts


def _source(folder: Path, raw: Path) -> tuple[str, Sequence[Entry]] | None:
    own, reference = folder / "source.txt", folder / "source.json"
    if own.exists():
        return decode(own.read_bytes())[0], read_corrections(own)
    if not reference.exists():
        raise InputError(f"{folder}: holds neither source.txt nor source.json; put the text, or the sha256 of a declared one, there")
    sha256 = json.loads(reference.read_text("utf-8"))["sha256"]
    row = next((row for row in read_manifest(raw) if row["sha256"] == sha256), None)
    return (read_declared(raw, row)[1], read_corrections(raw / row["file_name"])) if row else None


def _gold_text(folder: Path, text: str, corrections: Sequence[Entry]) -> GoldText:
    parts = {part: _rows(folder / f"{part}.jsonl") for part in PARTS}
    lines = split_lines(text)
    for part in QUOTING:
        for row in parts[part]:
            line = lines[row["line"] - 1]
            start = _place(line.raw, row["raw"], row["occurrence"])
            if start < 0:
                times = f"{row['occurrence']} times in line {row['line']} of the text"
                raise InputError(f"{folder / part}.jsonl: {row['raw']!r} does not stand {times}; mend the quote")
            row["span"] = (line.start + start, line.start + start + len(row["raw"]))
    readme = (folder / "README.md").read_text("utf-8").splitlines()
    told = {name.lower(): line.removeprefix(f"{name}:").strip() for name in TOLD for line in readme if line.startswith(f"{name}:")}
    return GoldText(folder.name, text, corrections, told, parts)


def _rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()] if path.exists() else []


def _place(line: str, words: str, occurrence: int) -> int:
    place = -1
    for _ in range(occurrence):
        place = line.find(words, place + 1)
        if place < 0:
            break
    return place
