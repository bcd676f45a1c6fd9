"""The whole run on corpora of any size: `make bench-scale SIZES="10MB 100MB"`, 10 MB, 100 MB and 1 GB by default.

For each size, as whole processes with a Prefect server and a local Dask cluster of their own: a first publish with two workers, one
more after one document has changed, which takes the others from the cache, and a first publish with one worker. What is measured
is printed as a Markdown table and kept in `bench/scale/results.json` as soon as it is known; a measurement that the same code has
made already is not made again. A release takes some 9 times its text of disk; where there is no room for a second one beside it, the
run after a change is left out.

    read          MB of text a CPU second: reading, validation and Arrow, in one process, of the first SAMPLE bytes
    whole         seconds of `renewal publish` from start to end, with two workers
    reading       seconds of that from the first reading task's start to the last one's end
    speed-up      of two workers against one: of the reading, and of the whole
    memory        resident memory of the largest process, at its peak
    orchestration share of the workers' time, while they read, in which no task was reading: Prefect and Dask, the cluster's start (some
                  seconds, so look at it from 100 MB on), and waiting for the last task
    again         seconds of the whole and of the reading with one changed document, and how many times less than the first
"""
from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from flows.members import batches, members
from flows.parsing import parse_members
from flows.run_records import read_records
from flows.runners import own_code
from flows.sources import read_manifest
from tests.bench import process_tree, scale_corpus
from tests.bench.corpus import REPOSITORY
from tests.bench.figures import MEGABYTE
from tests.bench.side_by_side import extracted
from tests.bench.startup import RENEWAL

Figures = dict[str, Any]
NONE = "–"
PLACE = REPOSITORY / "bench" / "scale"
SIZES = ("10MB", "100MB", "1GB")
UNITS = {"KB": 10**3, "MB": 10**6, "GB": 10**9}
NOT_PASSED_ON = ("PREFECT_API_URL", "PYTHONDONTWRITEBYTECODE")
"""Variables that a run is made without: it starts a server of its own, and a warm machine has the byte code."""
SAMPLE = 20_000_000
RELEASE = 9
"""Bytes of a release a byte of text, packed CSV and JSON included (a flat one, of little text, takes more)."""
BESIDE_BYTES, BESIDE_LINES = 4_000_000, 3_000
"""Text that this project reads beside jionlp, and how many lines of it jionlp reads: some 400 kB."""


def main(sizes: Sequence[str] = ()) -> None:
    """Measure each size and print the table anew after each."""
    wanted = {size: _bytes(size) for size in sizes or SIZES}
    results = Results(PLACE / "results.json", own_code())
    for size, number in wanted.items():
        place = PLACE / size
        _say(f"{size}: corpus")
        scale_corpus.make(place / "raw", number)
        results.measure(size, "read", lambda place=place: json.loads(_own("read", place / "raw")))
        results.measure(size, "two", lambda place=place: _first(place, "two", 2))
        print(f"\n{table(results.sizes)}\n", flush=True)
        if (place / "two").exists() and shutil.disk_usage(place).free > RELEASE * number:
            results.measure(size, "again", lambda place=place: _changed(place))
        shutil.rmtree(place / "two", ignore_errors=True)
        scale_corpus.make(place / "raw", number)
        results.measure(size, "one", lambda place=place: _first(place, "one", 1))
        shutil.rmtree(place / "one", ignore_errors=True)
        print(f"\n{table(results.sizes)}\n", flush=True)
    results.measure("beside", "jionlp", lambda: _beside(PLACE / "beside/raw"))
    print(_told_beside(results.sizes["beside"]["jionlp"]))


class Results:
    """What was measured, kept in a file: size → measurement → figures; those of other code are dropped."""

    def __init__(self, path: Path, code: str) -> None:
        self.path, self.code = path, code
        kept = json.loads(path.read_text()) if path.exists() else {}
        self.sizes: dict[str, dict[str, Figures]] = kept.get("sizes", {}) if kept.get("code") == code else {}

    def measure(self, size: str, name: str, run: Callable[[], Figures]) -> None:
        """Make a measurement, unless it has been made, and keep it."""
        if name in self.sizes.setdefault(size, {}):
            return
        _say(f"{size}: {name}")
        self.sizes[size][name] = run()
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_text(json.dumps({"code": self.code, "sizes": self.sizes}, indent=1))


def read(raw: Path) -> Figures:
    """CPU seconds of this process for reading, validating and making Arrow of the first SAMPLE bytes, after a warm-up."""
    found = (member for batch in batches(raw, read_manifest(raw), SAMPLE) for member in members(raw, batch))
    list(parse_members(islice(found, 20)))
    sample, filled = [], 0
    for member in found:
        sample.append(member)
        if (filled := filled + len(member.data)) >= SAMPLE:
            break
    start = time.process_time()
    records = sum(table.num_rows for tables in parse_members(sample) for table in tables.values())
    return {"bytes": filled, "cpu": time.process_time() - start, "records": records}


def _first(place: Path, name: str, workers: int) -> Figures:
    """A first publish of the corpus with so many workers; nothing is left of one that was cut off."""
    shutil.rmtree(place / name, ignore_errors=True)
    return _publish(place, name, workers)


def _publish(place: Path, name: str, workers: int) -> Figures:
    """A publish of the corpus with so many workers into the output of that name."""
    output = place / name / "output"
    (place / name / "prefect").mkdir(parents=True, exist_ok=True)
    own = {"RENEWAL_RUNNER": "dask", "RENEWAL_WORKERS": str(workers), "PREFECT_HOME": str(place / name / "prefect")}
    command = [RENEWAL, "publish", "--raw", place / "raw", "--output", output]
    environment = {name: value for name, value in os.environ.items() if name not in NOT_PASSED_ON}
    ran = process_tree.run(command, environment | own, place / f"{name}-{workers}.log")
    record = read_records(place / name / ".renewal", last=1)[0]
    return ran._asdict() | {"workers": workers, "seconds": record.seconds, "reading_work": record.reading_seconds, "read": record.cache_misses} | {
        "kept": record.cache_hits, "records": record.records
    }


def _changed(place: Path) -> Figures:
    """The publish after one document has changed; the corpus is removed, since it is no longer the one made."""
    scale_corpus.change_one(place / "raw")
    figures = _publish(place, "two", 2)
    shutil.rmtree(place / "raw")
    return figures


def _own(name: str, raw: Path) -> str:
    """What a measurement of this module prints in a process of its own."""
    command = [sys.executable, "-m", "tests.bench.scale", name, str(raw)]
    return subprocess.run(command, cwd=REPOSITORY, check=True, capture_output=True, text=True).stdout


def _beside(raw: Path) -> Figures:
    """jionlp on lines of a corpus: CPU seconds for times and money alone; and ours for everything, on the same lines."""
    scale_corpus.make(raw, BESIDE_BYTES)
    found = (member for batch in batches(raw, read_manifest(raw), SAMPLE) for member in members(raw, batch))
    sample = list(islice(found, 40))
    lines = [line for member in sample for line in member.data.decode().split("\n")][:BESIDE_LINES]
    said = extracted("jionlp", ["jionlp==1.5.31"], lines)
    if isinstance(said, str):
        return {"told": said}
    return {"bytes": sum(len(line.encode()) for line in lines), "cpu": said["seconds"], "ours": read(raw)}


def _told_beside(figures: Figures) -> str:
    if told := figures.get("told"):
        return f"jionlp: {told}"
    theirs, ours = (part["bytes"] / MEGABYTE / part["cpu"] for part in (figures, figures["ours"]))
    return f"jionlp 1.5.31 (times and money alone): {theirs:.2f} MB/s; this project (all records, validated): {ours:.2f} MB/s, {ours / theirs:.1f} ×"


def table(sizes: dict[str, dict[str, Figures]]) -> str:
    """The Markdown table of the sizes whose measurements are complete."""
    names = ("text", "sources", "read, MB/s a core", "whole, s", "reading, s", "speed-up: reading / whole", "memory, MB", "orchestration", "again: whole, s / reading, s")
    rows = [names, ("---:",) * len(names)]
    rows += [_row(size, own) for size, own in sizes.items() if "two" in own]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _row(size: str, own: dict[str, Figures]) -> tuple[str, ...]:
    """A row of the table; what has not been measured is a dash."""
    two, one, again = own["two"], own.get("one"), own.get("again")
    reading = {name: own[name]["seconds"]["reading"] for name in ("one", "two", "again") if name in own}
    idle = 1 - two["reading_work"] / (two["workers"] * reading["two"])
    return (
        size,
        f"{two['records']['sources']:,}",
        f"{own['read']['bytes'] / MEGABYTE / own['read']['cpu']:.2f}",
        f"{two['wall']:.0f}",
        f"{reading['two']:.1f}",
        f"{reading['one'] / reading['two']:.2f} / {one['wall'] / two['wall']:.2f}" if one else NONE,
        f"{max(run['memory'] for run in (one, two, again) if run):,.0f}",
        f"{idle:.1%}",
        f"{again['wall']:.0f} ({two['wall'] / again['wall']:.1f} ×) / {reading['again']:.1f} ({reading['two'] / reading['again']:.0f} ×)" if again else NONE,
    )


def _bytes(size: str) -> int:
    unit = size[-2:].upper()
    if unit not in UNITS or not size[:-2].isdecimal():
        sys.exit(f"a size is a whole number of {', '.join(UNITS)}, such as 10MB, not {size}")
    return int(size[:-2]) * UNITS[unit]


def _say(text: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {text}", file=sys.stderr, flush=True)


if __name__ == "__main__" and sys.argv[1:2] == ["read"]:
    print(json.dumps(read(Path(sys.argv[2]))))
