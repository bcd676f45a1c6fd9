"""A corpus of any size on disk for the benchmark of scale: a folder of JSONL files that a manifest declares, as many sources as documents."""
from __future__ import annotations

import csv
import json
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from flows.corpora import digest_of
from flows.sources import COLUMNS
from tests.bench.corpus import documents

SHARDS = 4
CORPUS = "corpus"
MORE = "\n2035年9月\n国务院《关于促进农村物流发展的意见》\n到2036年,具备条件的建制村快递服务覆盖率达到90%。"
"""An event to add to a document."""


def make(raw: Path, size: int) -> None:
    """Make a folder of raw texts of about `size` bytes, unless it lies there already."""
    if (raw / "manifest.csv").exists():
        return
    (raw / CORPUS).mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor() as pool:
        list(pool.map(_write, [raw / CORPUS / f"part-{number}.jsonl" for number in range(SHARDS)], [size // SHARDS] * SHARDS, range(SHARDS)))
    declare(raw)


def _write(path: Path, size: int, shard: int) -> None:
    with path.open("w", encoding="utf-8") as file:
        for number, text in enumerate(documents(size, seed=shard + 1)):
            file.write(json.dumps({"id": f"{shard}-{number}", "title": f"Document {number} of shard {shard}", "text": text}, ensure_ascii=False) + "\n")


def declare(raw: Path) -> None:
    """Write the manifest that declares the corpus as it lies there."""
    values = (CORPUS, CORPUS, digest_of(raw / CORPUS), "zh-Hans", "Generated documents", "CC0-1.0", "2026-01-01", "")
    with (raw / "manifest.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([COLUMNS, values])


def change_one(raw: Path) -> None:
    """Add an event to the first document of the second shard, and declare the corpus anew."""
    path = raw / CORPUS / "part-1.jsonl"
    changed = path.with_suffix(".changed")
    with path.open(encoding="utf-8") as old, changed.open("w", encoding="utf-8") as new:
        first = json.loads(next(old))
        new.write(json.dumps(first | {"text": first["text"] + MORE}, ensure_ascii=False) + "\n")
        new.writelines(old)
    changed.replace(path)
    declare(raw)
