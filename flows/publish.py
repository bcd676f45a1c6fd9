"""The flow: read the sources, check what they say, and publish what changed — whole, or not at all.

Tasks are thin: the work is done by plain functions in `flows.parsing` and `flows.building`, which know nothing of Prefect.
Reading files and promoting are tried again, since disks fail for passing causes; what is wrong in the data is not.
"""
from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from prefect import flow, get_run_logger, unmapped
from prefect.cache_policies import NO_CACHE
from prefect.runtime import flow_run

from flows import artifacts, building, parsing, sources
from flows.building import Outcome, Shelf, Staged
from flows.checking.report import Report
from flows.parsed import Parsed, read_part, write_parsed_part
from flows.parsing import Tables
from flows.releasing.changelog import ReleaseChanges
from flows.releasing.identity import Identity
from flows.run import Run, run
from flows.settings import Settings
from flows.tasks import task

FETCHES: dict[str, Any] = {"retries": 2, "retry_delay_seconds": 2, "retry_condition_fn": lambda task, run, state: artifacts.passing(state)}
BY_REFERENCE: dict[str, Any] = {"cache_policy": NO_CACHE, "persist_result": False}


@flow(name="publish", description="Read the declared sources, check them, publish what changed.", persist_result=False)
def publish(raw: str | None = None, output: str | None = None, acknowledged: Sequence[str] = ()) -> Outcome:
    """Publish the sources declared in `raw` into `output`, folders or addresses of object storage; not given: those that are set.

    InputError for bad input, ChecksFailed where the data fails a check at error level, ReleaseError where nothing can be
    written; in each case what was published before is untouched.
    """
    settings = Settings()
    with artifacts.telling_failure(settings), run(raw or settings.raw, output or settings.output, settings, flow_run.id, get_run_logger()) as this:
        outcome = publish_folders(this.raw, this.output, acknowledged, settings.lock_wait, settings.batch_bytes, settings.partition_bytes, this.work)
        if this.remote:
            push(this)
        this.end(outcome)
        artifacts.outcome(outcome, this.link(outcome))
    return outcome


def publish_folders(
    raw: Path, output: Path, acknowledged: Sequence[str], lock_wait: float, batch_bytes: int, partition_bytes: int, work: Path
) -> Outcome:
    """Publish the sources declared in a local folder into another."""
    log = get_run_logger()
    declared = find_sources(raw)
    parts = parse.map(parsing.batched(declared, raw, batch_bytes), raw=unmapped(raw), work=unmapped(work)).result()
    tables = assemble(parts)
    log.info("read %d sources: %d events, %d directives", len(declared), tables["events"].num_rows, tables["directives"].num_rows)
    with building.shelf(output, raw, lock_wait) as shelf:
        staged = stage(shelf, tables, shelf.candidate())
        report = check(shelf, staged, acknowledged)
        complete(shelf, staged, report, shelf.history(staged))
        if shelf.holds(staged):
            outcome = shelf.unchanged(staged, report)
        else:
            identity, changes = decide_version(shelf, staged)
            if identity != staged.identity:
                staged = stage(shelf, tables, identity)
                report = check(shelf, staged, acknowledged)
                complete(shelf, staged, report, changes)
            outcome = promote(shelf, staged, report)
    log.info(outcome.sentence)
    return outcome


@task(task_run_name="find sources in {raw}", **FETCHES, **BY_REFERENCE)
def find_sources(raw: Path) -> list[dict[str, str]]:
    """The declared sources; nothing undeclared may lie beside them."""
    return sources.read_manifest(raw)


@task(task_run_name="parse {declared[0][source_id]} …", tags=["reading"], **FETCHES, **BY_REFERENCE)
def parse(declared: list[dict[str, str]], raw: Path, work: Path) -> Parsed:
    """The records of a batch of sources, as a part in the work folder."""
    return write_parsed_part(parsing.parse_declared(raw, declared), work / f"part-{declared[0]['source_id']}")


@task(task_run_name="assemble", tags=["reading"], **BY_REFERENCE)
def assemble(parts: list[Parsed]) -> Tables:
    """The records of all sources."""
    return parsing.concatenate([read_part(part) for part in parts])


@task(task_run_name="stage {identity.version}", tags=["releasing"], **BY_REFERENCE)
def stage(shelf: Shelf, tables: Tables, identity: Identity) -> Staged:
    """The data files of a release, in a staging folder."""
    return shelf.stage(tables, identity)


@task(task_run_name="check", tags=["checking"], **BY_REFERENCE)
def check(shelf: Shelf, staged: Staged, acknowledged: Sequence[str]) -> Report:
    """Great Expectations on what is about to be published; ChecksFailed where it must not be."""
    report = shelf.check(staged, acknowledged)
    artifacts.checks(report)
    building.require_passed(report)
    return report


@task(task_run_name="complete {staged.identity.version}", tags=["releasing"], **BY_REFERENCE)
def complete(shelf: Shelf, staged: Staged, report: Report, changes: ReleaseChanges) -> Staged:
    """Exports, quality report, changes, metadata and checksums beside the data files."""
    return shelf.complete(staged, report, changes)


@task(task_run_name="decide version", tags=["releasing"], **BY_REFERENCE)
def decide_version(shelf: Shelf, staged: Staged) -> tuple[Identity, ReleaseChanges]:
    """Version and date of the release by rule, and its changes, from what differs from the release before."""
    return shelf.successor(staged)


@task(task_run_name="promote {staged.identity.version}", tags=["releasing"], **FETCHES, **BY_REFERENCE)
def promote(shelf: Shelf, staged: Staged, report: Report) -> Outcome:
    """Make the staged release the latest one."""
    return shelf.promote(staged, report)


@task(task_run_name="push", tags=["releasing"], **FETCHES, **BY_REFERENCE)
def push(this: Run) -> None:
    """Bring the releases to the object storage, and have its `latest` name the newest."""
    this.push()
