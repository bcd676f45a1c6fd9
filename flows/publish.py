"""The flow: read the sources, check what they say, and publish what changed — whole, or not at all.

Tasks are thin: the work is done by plain functions in `flows.parsing` and `flows.building`, which know nothing of Prefect. What
they hand on are names of files: sources are parsed in batches and released in parts, and no task holds all of them.
Reading files and promoting are tried again, since disks fail for passing causes; what is wrong in the data is not.
"""
from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from prefect import flow, get_run_logger, unmapped
from prefect.cache_policies import NO_CACHE
from prefect.runtime import flow_run

from flows import artifacts, building, members, parsing, run_records, sources
from flows.building import Outcome, Shelf, Staged, Written
from flows.checking import apart, gate
from flows.checking.gate import Checks
from flows.checking.report import Report
from flows.members import Batch
from flows.parse_cache import Cache
from flows.parsed import Parsed
from flows.parsing import Reading
from flows.plain_errors import log_plainly
from flows.releasing.changelog import ReleaseChanges
from flows.releasing.grouping import Group
from flows.releasing.identity import Identity
from flows.run import Run, run
from flows.runners import batch_bytes, own_code, require_code, require_scheduler, task_runner
from flows.settings import Settings
from flows.tasks import named_by_part, task

FETCHES: dict[str, Any] = {"retries": 2, "retry_delay_seconds": 2, "retry_condition_fn": lambda task, run, state: artifacts.passing(state)}
SCRIPTS = "scripts"
BY_REFERENCE: dict[str, Any] = {"cache_policy": NO_CACHE, "persist_result": False}

log_plainly()


@flow(name="publish", description="Read the declared sources, check them, publish what changed.", persist_result=False, task_runner=task_runner(Settings()))
def publish(raw: str | None = None, output: str | None = None, acknowledged: tuple[str, ...] = (), full: bool = False) -> Outcome:
    """Publish the sources declared in `raw` into `output`, folders or addresses of object storage; not given: those that are set.

    Only new and changed sources are read; with `full`, all of them.

    InputError for bad input, ChecksFailed where the data fails a check at error level, ReleaseError where nothing can be
    written; in each case what was published before is untouched.
    """
    settings = Settings()
    with artifacts.telling_failure(settings), run(raw, output, settings, flow_run.id, get_run_logger()) as this:
        outcome = publish_folders(this.raw, this.output, acknowledged, settings, Cache(this.work.absolute(), own_code(), full))
        if this.remote:
            push(this)
            outcome = this.pushed(outcome)
        get_run_logger().info(outcome.sentence)  # not before readers can find it
        this.end(outcome)
        artifacts.outcome(outcome, this.changes, this.link(outcome))
    return outcome


def publish_folders(raw: Path, output: Path, acknowledged: Sequence[str], settings: Settings, cache: Cache) -> Outcome:
    """Publish the sources declared in a local folder into another."""
    building.require_guards(acknowledged)
    require_scheduler(settings, get_run_logger())
    declared = find_sources(raw)
    batches = divide(raw, declared, batch_bytes(settings))
    began = datetime.now(UTC)
    readings = parse.map(batches, raw=unmapped(raw.absolute()), cache=unmapped(cache)).result()
    run_records.spent("reading", began, datetime.now(UTC))
    parsed = gather(raw, readings, cache)
    with building.shelf(output, raw, settings.lock_wait, cache.work / SCRIPTS) as shelf:
        staged = draft(shelf, parsed, settings.partition_bytes)
        folder = unmapped(staged.folder.absolute())  # a worker has a working folder of its own
        writing = write.map(staged.groups, folder=folder, identity=unmapped(staged.identity))
        checking = check_part.map(staged.groups, folder=folder, written=writing)  # each part as soon as it is written
        writing.wait()  # where one fails, none of the others writes on when the output is given up
        staged = staged.holding(writing.result())
        exported = export_early(shelf, staged, return_state=True)  # while the checks run in processes of their own
        checks = check(staged, checking.result())
        exported.result()  # what fails the checks may fail here too, and they tell it better
        staged, changes = decide_version(shelf, staged)
        report = judge(shelf, staged, checks, acknowledged)
        complete(shelf, staged, report, changes)
        if shelf.repeats(staged) and not shelf.holds(staged):  # the data are the same, another file is not
            staged, changes = decide_version(shelf, staged)
            report = judge(shelf, staged, checks, acknowledged)
            complete(shelf, staged, report, changes)
        return shelf.unchanged(staged, report) if shelf.repeats(staged) else promote(shelf, staged, report)


@task(task_run_name="find sources in {raw}", **FETCHES, **BY_REFERENCE)
def find_sources(raw: Path) -> list[dict[str, str]]:
    """The declared sources; nothing undeclared may lie beside them."""
    return sources.read_manifest(raw)


@task(task_run_name="divide", tags=["reading"], **BY_REFERENCE)
def divide(raw: Path, declared: list[dict[str, str]], size: int) -> list[Batch]:
    """The declared sources and the texts of corpora in batches, each worth a task."""
    return list(members.batches(raw, declared, size))


@task(task_run_name="parse {batch.name} …", tags=["reading"], **FETCHES, **BY_REFERENCE)
def parse(batch: Batch, raw: Path, cache: Cache) -> Reading:
    """The records of a batch of sources, as a part in the work folder: those that have not changed as they were read before."""
    require_code(cache.code)
    return parsing.parse_batch(raw, batch, cache)


@task(task_run_name="gather", tags=["reading"], **BY_REFERENCE)
def gather(raw: Path, readings: list[Reading], cache: Cache) -> list[Parsed]:
    """The parts of all batches, no source id twice among them."""
    parsing.settled(raw, readings, cache)
    read, kept = sum(reading.read for reading in readings), sum(reading.kept for reading in readings)
    get_run_logger().info("read %d sources, took %d from the cache", read, kept)
    run_records.note(n_sources=read + kept, cache_hits=kept, cache_misses=read, reading_seconds=round(sum(reading.seconds for reading in readings), 3))
    return [reading.part for reading in readings]


@task(task_run_name="draft", tags=["releasing"], **BY_REFERENCE)
def draft(shelf: Shelf, parsed: list[Parsed], partition_bytes: int) -> Staged:
    """An empty staging folder, and which sources stand together in each part of the release."""
    return shelf.draft(parsed, partition_bytes)


@task(task_run_name=named_by_part("write"), tags=["releasing"], **BY_REFERENCE)
def write(group: Group, folder: Path, identity: Identity) -> Written:
    """The data files of a part of the release."""
    return building.write_part(group, folder, identity)


@task(task_run_name=named_by_part("check part"), tags=["checking"], **BY_REFERENCE)
def check_part(group: Group, folder: Path, written: Written) -> Checks:
    """Great Expectations on one part of what is about to be published, once it is written."""
    return apart.call(gate.check_part, folder, written.part)


@task(task_run_name="export {staged.identity.version}", tags=["releasing"], **BY_REFERENCE)
def export_early(shelf: Shelf, staged: Staged) -> None:
    """Database, workbook, dictionary and their like, where the release is the first, or its data are the latest's."""
    shelf.export_early(staged)


@task(task_run_name="check", tags=["checking"], **BY_REFERENCE)
def check(staged: Staged, parts: list[Checks]) -> Checks:
    """The checks of all parts together; ChecksFailed where they forbid the release."""
    checks = apart.call(gate.whole, staged.folder, parts)
    if (report := Report(checks=checks)).failed:
        artifacts.checks(report)
    building.require_passed(report)
    return checks


@task(task_run_name="decide version", tags=["releasing"], **BY_REFERENCE)
def decide_version(shelf: Shelf, staged: Staged) -> tuple[Staged, ReleaseChanges]:
    """The release under its version and date, by rule, and its changes, from what differs from the release before."""
    return shelf.decide(staged)


@task(task_run_name="judge {staged.identity.version}", tags=["checking"], **BY_REFERENCE)
def judge(shelf: Shelf, staged: Staged, checks: Checks, acknowledged: Sequence[str]) -> Report:
    """The report: the checks, and the guards against the release before; ChecksFailed where it must not be published."""
    report = shelf.judge(staged, checks, acknowledged)
    artifacts.checks(report)
    building.require_passed(report)
    return report


@task(task_run_name="complete {staged.identity.version}", tags=["releasing"], **BY_REFERENCE)
def complete(shelf: Shelf, staged: Staged, report: Report, changes: ReleaseChanges) -> Staged:
    """Quality report, changes, explorer, metadata and checksums beside the data files and their exports."""
    return shelf.complete(staged, report, changes)


@task(task_run_name="promote {staged.identity.version}", tags=["releasing"], **FETCHES, **BY_REFERENCE)
def promote(shelf: Shelf, staged: Staged, report: Report) -> Outcome:
    """Make the staged release the latest one."""
    return shelf.promote(staged, report)


@task(task_run_name="push", tags=["releasing"], **FETCHES, **BY_REFERENCE)
def push(this: Run) -> None:
    """Bring the releases to the object storage, and have its `latest` name the newest."""
    this.push()
