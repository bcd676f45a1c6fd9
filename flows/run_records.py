"""Run records: what each run read, made and ended with, kept in the work folder and never in a release.

`<work>/runs/<begun>-<id>.json`, an object on one line a run. `renewal runs` shows them and prints them as JSON lines (for Polars:
`read_ndjson`), and DuckDB reads them where they lie (`read_json_auto('…/runs/*.json', union_by_name = true)`).

A record is replaced as a whole, so a kill leaves the one before; a run holds a lock on its record while it lives, and a record that
says `started` without one is that of a killed run, which the next run marks as crashed.
"""
from __future__ import annotations

import csv
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any, Literal

from filelock import FileLock, Timeout
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from flows.errors import InputError
from flows.releasing.storage import write_atomically

RUNS = "runs"
LISTED = 1000
"""As many sources are named in a record with their digests; of more than these the digest of all is kept."""


class RunRecord(BaseModel):
    """One run, from its beginning (`started`) to how it ended."""

    model_config = ConfigDict(extra="forbid")

    run_id: str = Field(description="Name of the run: when it began (UTC), and a random part.")
    flow_run: str | None = Field(description="Id of the flow run in Prefect.")
    started: datetime = Field(description="When it began (UTC).")
    ended: datetime | None = Field(None, description="When it ended; null while it runs, and of a killed run.")
    outcome: Literal["started", "published", "unchanged", "failed", "crashed"] = Field("started", description="How it ended.")
    software: str = Field(default_factory=lambda: version("renewal"), description="Version of the pipeline.")
    raw: str = Field(description="Where the raw texts lie.")
    output: str = Field(description="Where the releases lie.")
    sources: dict[str, str] = Field({}, description=f"Source id → SHA-256 as declared, where there are no more than {LISTED}.")
    n_sources: int = Field(0, description="Number of sources; until they are read, of rows of the manifest, where a corpus is one.")
    inputs: str | None = Field(None, description="SHA-256 of the manifest, which holds the digests of all sources.")
    version: str | None = Field(None, description="Version of the release that was published or found unchanged.")
    code: str | None = Field(None, description="SHA-256 over the code, as the release has it.")
    records: dict[str, int] = Field({}, description="Table → number of records.")
    findings: dict[str, int] = Field({}, description="Severity → number of findings.")
    passed: int | None = Field(None, description="Number of checks that passed.")
    checked: int | None = Field(None, description="Number of checks that had something to look at.")
    seconds: dict[str, float] = Field({}, description="Stage → seconds from its first beginning to its last end.")
    cache_hits: int | None = Field(None, description="Sources taken from the cache; null where there was none.")
    cache_misses: int | None = Field(None, description="Sources that were read.")
    reading_seconds: float | None = Field(None, description="Seconds that tasks spent reading, on all workers together.")
    error: str | None = Field(None, description="Why it failed, with the first failing rows.")
    lasting: bool = Field(False, description="Whether it would fail again until its input changes: bad data, not a passing cause.")


_current: ContextVar[tuple[Path, RunRecord] | None] = ContextVar("folder and run record", default=None)
_spans: dict[tuple[str, str], tuple[datetime, datetime]] = {}


def note(**values: Any) -> None:
    """Put values into the record of the run that is under way, if there is one, and keep it."""
    if current := _current.get():
        folder, record = current
        for name, value in values.items():
            setattr(record, name, value)
        _write(folder, record)


def spent(stage: str, began: datetime, ended: datetime) -> None:
    """Count a stretch of time to a stage of the run that is under way; stretches that overlap count once."""
    if current := _current.get():
        record = current[1]
        first, last = _spans.get((record.run_id, stage), (began, ended))
        first, last = _spans[record.run_id, stage] = min(first, began), max(last, ended)
        record.seconds[stage] = round((last - first).total_seconds(), 3)


@contextmanager
def recorded(work: Path, raw: str, output: str, flow_run: str | None) -> Iterator[RunRecord]:
    """Keep the record of a run: written when it begins and when the block ends, whatever the block made of it."""
    folder = work / RUNS
    folder.mkdir(parents=True, exist_ok=True)
    began = datetime.now(UTC)
    record = RunRecord(run_id=f"{began:%Y%m%dT%H%M%S}-{uuid.uuid4().hex[:8]}", flow_run=flow_run, started=began, raw=raw, output=output)
    lock = _lock(folder, record.run_id)
    with lock:
        _write(folder, record)
        token = _current.set((folder, record))
        try:
            yield record
        finally:
            _current.reset(token)
            for key in [key for key in _spans if key[0] == record.run_id]:
                del _spans[key]
            record.ended = datetime.now(UTC)
            _write(folder, record)
    Path(lock.lock_file).unlink(missing_ok=True)


def declared_in(raw: Path) -> dict[str, Any]:
    """What a record says of its inputs, from their manifest as it lies there; empty where there is none."""
    path = raw / "manifest.csv"
    if not path.is_file():
        return {}
    data = path.read_bytes()
    rows = list(csv.DictReader(data.decode("utf-8-sig", "replace").splitlines()))
    sources = {str(row.get("source_id")): str(row.get("sha256")) for row in rows}
    return {"inputs": sha256(data).hexdigest(), "n_sources": len(rows), "sources": sources if len(rows) <= LISTED else {}}


def mark_crashed(work: Path) -> list[RunRecord]:
    """Mark the records of killed runs as crashed; those records."""
    crashed = []
    for record in read_records(work):
        if record.outcome != "started":
            continue
        lock = _lock(work / RUNS, record.run_id)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            continue  # it is still running
        with lock:
            record.outcome, record.error = "crashed", "killed, or the machine stopped: it left no word"
            _write(work / RUNS, record)
            crashed.append(record)
        Path(lock.lock_file).unlink(missing_ok=True)
    return crashed


def read_records(work: Path, last: int | None = None, output: str | None = None) -> list[RunRecord]:
    """The records of a work folder, or those of runs into one output, oldest first; the `last` of them. InputError where one is malformed."""
    paths = sorted((work / RUNS).glob("*.json"))
    if output is None:
        return [_read(path) for path in (paths[-last:] if last else paths)]
    own = [record for record in map(_read, paths) if Path(record.output).absolute() == Path(output).absolute()]
    return own[-last:] if last else own


def _read(path: Path) -> RunRecord:
    try:
        return RunRecord.model_validate_json(path.read_bytes())
    except ValidationError as error:
        raise InputError(f"{path}: no run record ({error.errors()[0]['msg']}); remove it") from None


def _write(folder: Path, record: RunRecord) -> None:
    write_atomically(folder / f"{record.run_id}.json", record.model_dump_json() + "\n")


def _lock(folder: Path, run_id: str) -> FileLock:
    return FileLock(folder / f".{run_id}.lock", thread_local=False)
