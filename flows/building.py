"""A release, from what was read to files: drafted, written and checked part by part, decided on, completed, promoted.

Everything in a release is a pure function of what was read, the raw files, the code's data and its identity. So whether anything
changed is decided by writing the data files again under the latest release's own identity and comparing them. Where they are
equal, all else is made and compared too; only if a file differs is there a new version.

Parts are written and checked one by one, in any process and order (`write_part`, `flows.checking.gate.check_part`); only what
crosses sources looks at the whole, streaming.
"""
from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from flows.checking.report import GUARDS, FailingRow, Report
from flows.errors import ChecksFailed, InputError
from flows.layout import FORMATS, Part, data_paths, is_data
from flows.parse_cache import Cache
from flows.parsed import Parsed
from flows.parsing import parse_all
from flows.releasing import promotion, storage
from flows.releasing.catalogue import LATEST, find_release, latest_release
from flows.releasing.checksums import FILE_NAME as SUMS
from flows.releasing.checksums import NONE, read_sums, write_sums
from flows.releasing.grouping import Group, GroupTables, grouped, text_bytes
from flows.releasing.identity import FIRST_VERSION, Identity, code_digest, new_identity, read_identity, release_date, write_identity
from flows.sources import read_manifest

if TYPE_CHECKING:
    from flows.checking.gate import Checks
    from flows.releasing.changelog import ReleaseChanges
    from flows.releasing.exports.tally import Tally

ROOT = Path(__file__).parents[1]
GOLD = ROOT / "tests" / "gold"
SHOWN = 5
EQUAL = "equal"


class Written(NamedTuple):
    """A part of a release as it was written: its name, data file → SHA-256, and what there is in it, which of a flat release is told when it is asked for."""

    part: Part
    sums: dict[str, str]
    tally: Tally | None


class Staged(NamedTuple):
    """A release in the making: its staging folder, its parts, the identity it is built under, and record → number of rows.

    When its parts are written also data file → SHA-256, and what there is in all of them where they told it.
    """

    folder: Path
    groups: tuple[Group, ...]
    identity: Identity
    records: dict[str, int]
    sums: Mapping[str, str] = NONE
    tally: Tally | None = None

    def holding(self, parts: Sequence[Written]) -> Staged:
        """The release with its parts written."""
        from flows.releasing.exports.tally import summed

        tallies = [part.tally for part in parts if part.tally]
        sums = {path: digest for part in parts for path, digest in part.sums.items()}
        return self._replace(sums=sums, tally=summed(tallies) if tallies else None)


class Outcome(NamedTuple):
    """How a run ended: what was read, the checks that had something to look at, and which version it published (or found unchanged) where."""

    published: bool
    version: str
    sentence: str
    folder: Path
    records: dict[str, int]
    findings: dict[str, int]
    passed: int
    checked: int


class Shelf:
    """The output folder, the raw folder, the latest release (its folder, None before the first), where to stage, and where to keep what runs share."""

    def __init__(self, output: Path, raw: Path, before: Path | None, workshop: Path, kept: Path | None = None) -> None:
        self.output, self.raw, self.before, self.workshop, self.kept = output, raw, before, workshop, kept
        self.latest = read_identity(before) if before else None

    def draft(self, parts: Sequence[Parsed], partition_bytes: int | None) -> Staged:
        """Where to write a release of all that was read, and in which parts: under the latest one's identity, to compare with it.

        `partition_bytes` is the most text of a flat release; None makes any a flat one.
        """
        form = partition_bytes if partition_bytes and text_bytes(parts) > partition_bytes else None
        identity = self.latest or new_identity(None, FIRST_VERSION, release_date(), code_digest(ROOT))
        storage.clear_staging(self.workshop)
        folder = storage.new_staging(self.workshop)
        records = {name: sum(part.rows[name] for part in parts) for name in parts[0].rows}
        staged = Staged(folder, grouped(parts, form), identity.model_copy(update={"partition_bytes": form}), records)
        write_identity(folder, staged.identity)
        return staged

    def decide(self, staged: Staged) -> tuple[Staged, ReleaseChanges]:
        """The staged release under the identity that is its own, by rule, from what differs, and its changes.

        That is the latest one's where the data files are equal, until the completed release is seen to differ in another file.
        """
        from flows.releasing.changelog import read_changes
        from flows.releasing.files import restamp_data

        completed = (staged.folder / SUMS).exists()
        if self.before and not completed and self._same_data(staged):
            return staged, read_changes(self.before)
        identity, changes = self._successor(staged)
        if identity != staged.identity:
            drop_papers(staged.folder)
            staged = staged._replace(sums={**staged.sums, **restamp_data(staged.folder, identity)})
        return staged._replace(identity=identity), changes

    def judge(self, staged: Staged, checks: Checks, acknowledged: Sequence[str] = ()) -> Report:
        """The report of a staged release: its checks, and the guards against the release before; InputError for an acknowledgement of no guard.

        A release that is built again has the acknowledgements that it was made with.
        """
        from flows.checking import apart
        from flows.checking.gate import guarded

        again = self.before if staged.identity == self.latest else None
        names = acknowledged_in(again) if again else frozenset(acknowledged)
        return apart.call(guarded, checks, staged.folder, self._previous(staged.identity), names)

    def written(self, parts: Sequence[Parsed], partition_bytes: int | None) -> Staged:
        """A draft with its data files, written in this process one part after another."""
        staged = self.draft(parts, partition_bytes)
        return staged.holding([write_part(group, staged.folder, staged.identity) for group in staged.groups])

    def checked(self, staged: Staged) -> Checks:
        """The checks of a staged release, made in this process one part after another."""
        from flows.checking.gate import check_part, whole

        return whole(staged.folder, [check_part(staged.folder, group.part) for group in staged.groups])

    def changes_to(self, identity: Identity, parts: Sequence[Parsed]) -> ReleaseChanges:
        """What changed from the latest release to one of that identity, which was made of what was read."""
        from flows.releasing.changelog import read_changes, release_changes
        from flows.releasing.diff import diff_releases
        from flows.releasing.versioning import next_version

        staged = self.written(parts, identity.partition_bytes)
        if self.before and self._same_data(staged):  # then another file differed
            self.complete(staged, self.judge(staged, self.checked(staged)), read_changes(self.before))
        changes = diff_releases(self.before, staged.folder, staged.sums)
        return release_changes(identity, next_version(identity.previous, changes), changes)

    def export_early(self, staged: Staged) -> None:
        """Write the exports before anything is decided, where its changes are known by then: of a first release, and where the data files are the latest's."""
        from flows.releasing.changelog import read_changes

        if not self.before:
            _export(staged, self._successor(staged)[1])
        elif self._same_data(staged):
            _export(staged, read_changes(self.before))

    def complete(self, staged: Staged, report: Report, changes: ReleaseChanges) -> Staged:
        """Write all that a release holds besides its data files, the checksums last."""
        from flows.releasing.explorer.page import write_explorer
        from flows.releasing.exports.write import LAST
        from flows.releasing.portals.write import write_metadata

        folder, identity = staged.folder, staged.identity
        if not (folder / LAST).exists():
            _export(staged, changes)
        _write_quality(staged, report, self.raw)
        if identity.partition_bytes is None:
            write_explorer(folder, kept=self.kept)
        write_metadata(folder, identity, staged.sums)
        write_sums(folder, staged.sums)
        return staged

    def holds(self, staged: Staged) -> bool:
        """Whether the latest release is the staged one, file by file."""
        return self.before is not None and self.repeats(staged) and all(state == EQUAL for state in compared(self.before, staged.folder).values())

    def repeats(self, staged: Staged) -> bool:
        """Whether a staged release has the latest one's identity, so that it is that release or must yet become another."""
        return self.latest is not None and staged.identity.version == self.latest.version

    def promote(self, staged: Staged, report: Report) -> Outcome:
        """Make the staged release the latest one."""
        findings = _findings(staged.folder)
        folder = promotion.promote(self.output, staged.folder)
        return _outcome(staged, report, folder, findings, published=True)

    def unchanged(self, staged: Staged, report: Report) -> Outcome:
        """The latest release is the staged one, which is dropped."""
        return _outcome(staged, report, self.output / LATEST, _findings(staged.folder), published=False)

    def _previous(self, identity: Identity) -> Path | None:
        """The folder of the release that one with this identity follows."""
        return find_release(self.output, identity.previous) if identity.previous else None

    def _same_data(self, staged: Staged) -> bool:
        """Whether the latest release has the data files of the staged one, and is of its form."""
        assert self.before is not None
        if staged.identity != self.latest:
            return False
        old = {name: digest for name, digest in read_sums(self.before).items() if is_data(name)}
        return old == staged.sums

    def _successor(self, staged: Staged) -> tuple[Identity, ReleaseChanges]:
        from flows.releasing.changelog import release_changes
        from flows.releasing.diff import diff_releases
        from flows.releasing.versioning import next_version

        changes = diff_releases(self.before, staged.folder, staged.sums)
        if self.latest is None:
            identity = staged.identity
            return identity, release_changes(identity, next_version(None, changes), changes)
        decision = next_version(self.latest.version, changes)
        identity = new_identity(self.latest, decision.version, release_date(), code_digest(ROOT), staged.identity.partition_bytes)
        return identity, release_changes(identity, decision, changes)


@contextmanager
def shelf(output: Path, raw: Path, wait: float, kept: Path | None = None) -> Iterator[Shelf]:
    """Have an output folder to oneself; what a killed run left behind is completed or cleared first. What runs share is kept in `kept`.

    ReleaseError where another run has it for longer than `wait` seconds, or nothing can be written.
    """
    with promotion.publishing(output, wait) as before:
        yield Shelf(output, raw, before, output, kept)


def compared(old: Path, new: Path) -> dict[str, str]:
    """Every file of two release folders: equal, differs, missing (in the new) or unexpected (in the new).

    Files whose format does not promise equal bytes (DuckDB) are equal where their content is.
    """
    from flows.releasing.exports.database import CONTENT_EQUAL, same_content

    before, after = read_sums(old), read_sums(new)
    states = {}
    for name in sorted(before | after):
        if name not in after or name not in before:
            states[name] = "missing" if name in before else "unexpected"
        else:
            same = before[name] == after[name] or (name in CONTENT_EQUAL and same_content(old / name, new / name))
            states[name] = EQUAL if same else "differs"
    return states


def write_part(group: Group, folder: Path, identity: Identity) -> Written:
    """Write the data files of one part of a staged release."""
    from flows.releasing import files
    from flows.releasing.exports.parts import PartTables
    from flows.releasing.exports.tally import tally

    sums = files.write_part(GroupTables(group), folder, identity, group.part)
    return Written(group.part, sums, tally(PartTables(folder, group.part)) if group.part else None)


def parse_sources(raw: Path, work: Path) -> list[Parsed]:
    """What is read of all sources declared in a folder, as parts in a work folder."""
    return [reading.part for reading in parse_all(raw, read_manifest(raw), Cache(work.absolute(), code_digest(ROOT)))]


def check_sources(raw: Path, output: Path, partition_bytes: int | None = None) -> Report:
    """Read the sources and check what they say as a publish would, in a temporary folder."""
    with TemporaryDirectory() as work:
        shelf = Shelf(output, raw, latest_release(output), Path(work))
        staged = shelf.written(parse_sources(raw, Path(work)), partition_bytes)
        successor = {"previous": shelf.latest.version, "code": code_digest(ROOT)} if shelf.latest else {}
        return shelf.judge(staged._replace(identity=staged.identity.model_copy(update=successor)), shelf.checked(staged))


def rebuilt(version: str, raw: Path, output: Path) -> dict[str, str]:
    """Build a release again from its sources, in its form, and compare: every file's state, as `compared` gives it.

    What changed is computed again too: by building under the identity of the release before, as the release was made.
    """
    old = find_release(output, version)
    identity = read_identity(old)
    with TemporaryDirectory() as work:
        parts = parse_sources(raw, Path(work))
        before = find_release(output, identity.previous) if identity.previous else None
        changes = Shelf(output, raw, before, Path(work)).changes_to(identity, parts)
        shelf = Shelf(output, raw, old, Path(work))
        staged = shelf.written(parts, identity.partition_bytes)
        return compared(old, shelf.complete(staged, shelf.judge(staged, shelf.checked(staged)), changes).folder)


def drop_papers(folder: Path) -> None:
    """Remove what a completed release holds besides its data files."""
    for path in folder.iterdir():
        if path.is_dir() and path.name not in FORMATS:
            shutil.rmtree(path)
        elif path.is_file():
            path.unlink()


def acknowledged_in(release: Path) -> frozenset[str]:
    """The release guards whose failure was acknowledged when a release was made, from its quality report."""
    report = Report.model_validate_json((release / "quality" / "report.json").read_bytes())
    return frozenset(check.name for check in report.checks if check.acknowledged)


def require_guards(names: Sequence[str]) -> None:
    """InputError for an acknowledgement of no release guard."""
    from flows.checking import gate

    try:
        gate.require_guards(frozenset(names))
    except ValueError as error:
        raise InputError(str(error)) from None


def require_passed(report: Report) -> None:
    """ChecksFailed with the first failures, their rows, and of a guard how to let it pass, where any check at error level failed."""
    if not report.failed:
        return
    told = []
    for check in report.failures[:SHOWN]:
        rows = "; ".join(_told(row) for row in check.rows[:SHOWN])
        way_out = f"; if this is right: --acknowledge {check.name}" if check.suite == GUARDS else ""
        told.append(f"{check.suite}: {check.sentence_en}: {check.note or f'{check.unexpected} of {check.checked}'}{f': {rows}' if rows else ''}{way_out}")
    more = len(report.failures) - SHOWN
    raise ChecksFailed("the data failed its checks, nothing was published\n  " + "\n  ".join(told) + (f"\n  and {more} more" if more > 0 else ""))


def _told(row: FailingRow) -> str:
    """A row by its key, and the line it stands on, where it stands on one."""
    key = ", ".join(f"{name} {value}" for name, value in row.key.items())
    return f"{key} (line {row.line})" if row.line else key


def _export(staged: Staged, changes: ReleaseChanges) -> None:
    from flows.releasing.changelog import write_changes
    from flows.releasing.exports.write import write_exports

    write_changes(staged.folder, changes)
    write_exports(staged.folder, staged.identity, staged.tally)


def _write_quality(staged: Staged, report: Report, raw: Path) -> None:
    from flows.checking.accuracy import write_accuracy
    from flows.checking.accuracy_gold import read_gold
    from flows.checking.page import write_quality

    quality = staged.folder / "quality"
    quality.mkdir(exist_ok=True)
    accuracy = write_accuracy(read_gold(GOLD, raw), quality / "accuracy.json")
    write_quality(report, staged.folder, accuracy)


def _findings(folder: Path) -> dict[str, int]:
    """Severity → number of findings, the gravest first."""
    import polars as pl

    counted = pl.scan_parquet(data_paths(folder, "parquet", "findings")).group_by("severity").len().collect(engine="streaming")
    found = dict(counted.iter_rows())
    return {severity: found[severity] for severity in ("error", "warning", "info") if severity in found}


def _outcome(staged: Staged, report: Report, folder: Path, findings: dict[str, int], *, published: bool) -> Outcome:
    version = staged.identity.version
    sentence = f"published version {version}" if published else f"nothing changed: version {version} is what the sources say"
    return Outcome(published, version, sentence, folder, staged.records, findings, report.count("passed"), report.count("passed") + report.count("failed"))
