"""The reading beside public extractors that a user would pick instead, on the quantities of all texts read by hand.

Each extractor (`extractors.csv`) is installed into `bench/.venv` if it can be, and runs there. A quantity is found where the
spans share at least half of what they cover; its words are right where the spans are the same; its value is right where the
numbers or the date are (unit and comparator are not asked of the others). What an extractor finds twice counts once.
"""
from __future__ import annotations

import csv
import json
import math
import subprocess
import venv
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from flows.checking.accuracy import read_as_corrected
from flows.checking.accuracy_gold import Row, read_gold
from flows.checking.accuracy_tally import pairs, shared
from flows.reading.quantities import Context, find_quantities
from flows.reading.text_lines import split_lines
from tests.bench.corpus import REPOSITORY, generate
from tests.bench.figures import MEGABYTE, best, heading

HERE = Path(__file__).parent
ENVIRONMENT = REPOSITORY / "bench/.venv"
INSTALL_SECONDS, RUN_SECONDS = 600, 900
KINDS = frozenset({"title", "heading", "directive", "table_row"})
TOLERANCE = 1e-6
WARM_UP = 50_000


def main() -> None:
    """Install what can be installed, run each, and print precision, recall, F1 and speed."""
    heading("quantities: the reading beside public extractors, on all texts read by hand")
    lines, wanted, optional, own = _gold()
    megabytes = sum(len(line["raw"].encode()) for line in lines) / MEGABYTE
    print(f"{len(lines)} lines, {megabytes * 1000:.0f} kB, {len(wanted)} quantities; only this project was developed with these texts in view\n")
    print(f"{'':18s} {'found: P':>9s} {'R':>6s} {'F1':>6s} {'words: F1':>10s} {'value: F1':>10s} {'MB/s':>8s} {'speed':>8s}")
    for line in generate(WARM_UP).splitlines():
        find_quantities(line, Context(2025))
    seconds, _ = best(lambda: [find_quantities(line["raw"], Context(2025)) for line in lines], runs=1)
    ours = megabytes / seconds
    _print("this project", _scores(wanted, optional, own), ours, ours)
    for row in csv.DictReader((HERE / "extractors.csv").open(encoding="utf-8", newline="")):
        said = extracted(row["name"], row["requirements"].split(), [line["raw"] for line in lines])
        if isinstance(said, str):
            print(f"{row['name']:18s} {said}", flush=True)
        else:
            note = f"   failed at {said['failed']} lines" if said["failed"] else ""
            _print(row["name"], _scores(wanted, optional, _absolute(lines, said["found"])), megabytes / said["seconds"], ours, note)


def _gold() -> tuple[list[Row], list[Row], list[Row], list[Row]]:
    """Of all texts, one after another: the lines that say something, the quantities wanted and optional there, and those that we find.

    Line numbers and spans are shifted as if the texts were one.
    """
    lines: list[Row] = []
    parts: dict[str, list[Row]] = {"metrics": [], "optional": []}
    own: list[Row] = []
    number = character = 0
    for text in read_gold(REPOSITORY / "tests/gold", REPOSITORY / "raw"):
        kinds = {row["line"]: row["kind"] for row in text.parts["lines"]}
        split = split_lines(text.text)
        lines += [{"number": line.number + number, "start": line.start + character, "raw": line.raw} for line in split if kinds[line.number] in KINDS]
        for part, rows in parts.items():
            rows += [row | {"line": row["line"] + number, "span": tuple(end + character for end in row["span"])} for row in text.parts[part]]
        for row in read_as_corrected(text)["metrics"]:
            low, high = (row["date_value"] or "/").split("/")[0], (row["date_value"] or "/").split("/")[-1]
            values = {"low": low or row["value_min"], "high": high or row["value_max"]}
            own.append(_hit(row["line_start"] + number, row["char_start"] + character, row["char_end"] + character, **values))
        number, character = number + len(split), character + len(text.text)
    return lines, parts["metrics"], parts["optional"], own


def _hit(line: int, start: int, end: int, low: Any, high: Any) -> Row:
    return {"line_start": line, "char_start": start, "char_end": end, "low": low, "high": high}


def _absolute(lines: Iterable[Row], found: Iterable[list[tuple[int, int, Any, Any]]]) -> list[Row]:
    pairs_of = zip(lines, found, strict=True)
    return [_hit(line["number"], line["start"] + start, line["start"] + end, *ends) for line, hits in pairs_of for start, end, *ends in hits]


def extracted(name: str, requirements: list[str], lines: list[str]) -> dict[str, Any] | str:
    """What an extractor finds and how long it took, or why it does not run here."""
    python = ENVIRONMENT / "bin/python"
    try:
        if not python.exists():
            venv.create(ENVIRONMENT, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *requirements], check=True, capture_output=True, timeout=INSTALL_SECONDS)
    except (subprocess.SubprocessError, OSError):
        return "not installed"
    command = [python, HERE / "extractors.py", name]
    try:
        ran = subprocess.run(command, input=json.dumps(lines), check=True, capture_output=True, text=True, timeout=RUN_SECONDS)
    except subprocess.CalledProcessError as error:
        return f"did not run: {error.stderr.strip().splitlines()[-1]}"
    except subprocess.TimeoutExpired:
        return f"did not end within {RUN_SECONDS} s"
    found: dict[str, Any] = json.loads(ran.stdout)
    return found


def _scores(wanted: list[Row], optional: list[Row], found: list[Row]) -> list[float]:
    """Precision, recall and F1 of found, F1 of words, F1 of value."""
    matched, rest = pairs(wanted, found)
    claimed = len(found) - sum(any(row["line_start"] == other["line"] and shared(row, other) for other in optional) for row in rest)
    same_words = sum((row["char_start"], row["char_end"]) == gold["span"] for row, gold in matched)
    same_value = sum(_same_value(row, gold) for row, gold in matched)
    both = claimed + len(wanted)
    rates = [len(matched) / max(claimed, 1), len(matched) / len(wanted)]
    return rates + [2 * hits / both for hits in (len(matched), same_words, same_value)]


def _same_value(row: Row, gold: Row) -> bool:
    """Every end that the gold states is the hit's; a date is as precise as the gold states it."""
    low, high = row["low"], row["high"]
    if gold["date_value"] is None:
        ends = ((low, gold["value_min"]), (high, gold["value_max"]))
        return all(isinstance(end, int | float) and math.isclose(end, right, rel_tol=TOLERANCE) for end, right in ends if right is not None)
    first, _, last = gold["date_value"].partition("/")
    starts, ends_so = str(low).startswith(first), str(high).startswith(last or first)
    return starts and ends_so if last else starts or ends_so


def _print(name: str, scores: list[float], speed: float, ours: float, note: str = "") -> None:
    precision, recall, found, words, value = scores
    print(f"{name:18s} {precision:9.3f} {recall:6.3f} {found:6.3f} {words:10.3f} {value:10.3f} {speed:8.3f} {speed / ours:7.3f}×{note}", flush=True)
