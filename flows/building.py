"""A release, from the records of all sources to files: staged, checked, completed, compared, promoted.

Everything in a release is a pure function of its tables, the raw files, the code's data and its identity. So whether anything
changed is decided by building the release again under the latest release's own identity and comparing every file; only if
one differs is there a new version.
"""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from flows.checking.report import Report
from flows.errors import ChecksFailed, InputError
from flows.parsing import Tables, concatenate, parse_declared
from flows.releasing import promotion, storage
from flows.releasing.catalogue import LATEST, find_release, latest_release
from flows.releasing.checksums import read_sums, write_sums
from flows.releasing.identity import FIRST_VERSION, Identity, code_digest, new_identity, read_identity, release_date
from flows.sources import read_manifest

if TYPE_CHECKING:
    from flows.releasing.changelog import ReleaseChanges

ROOT = Path(__file__).parents[1]
GOLD = ROOT / "tests" / "gold"
SHOWN = 5
EQUAL = "equal"


class Staged(NamedTuple):
    """A release in the making: its staging folder, its tables, and the identity it is built under."""

    folder: Path
    tables: Tables
    identity: Identity


class Outcome(NamedTuple):
    """How a run ended: what was read and checked, and which version it published (or found unchanged) where."""

    published: bool
    version: str
    sentence: str
    folder: Path
    records: dict[str, int]
    findings: dict[str, int]
    passed: int
    checked: int


class Shelf:
    """The output folder, the raw folder, the latest release (its folder, None before the first) and where to stage."""

    def __init__(self, output: Path, raw: Path, before: Path | None, workshop: Path) -> None:
        self.output, self.raw, self.before, self.workshop = output, raw, before, workshop
        self.latest = read_identity(before) if before else None

    def candidate(self) -> Identity:
        """The identity to compare under: the latest release's own; for a first release, its new one."""
        return self.latest or new_identity(None, FIRST_VERSION, release_date(), code_digest(ROOT))

    def stage(self, tables: Tables, identity: Identity) -> Staged:
        """Write the data files of a release into the staging folder, in the place of whatever was staged before."""
        from flows.releasing.files import write_data

        storage.clear_staging(self.workshop)
        folder = storage.new_staging(self.workshop)
        write_data(tables, folder, identity)
        return Staged(folder, tables, identity)

    def check(self, staged: Staged, acknowledged: Sequence[str] = ()) -> Report:
        """Check the staged data files, also against the release before; InputError for an acknowledgement of no guard.

        A release that is built again has the acknowledgements that it was made with.
        """
        from flows.checking.gate import check_release, require_guards

        again = self.before if staged.identity == self.latest else None
        names = acknowledged_in(again) if again else frozenset(acknowledged)
        try:
            require_guards(frozenset(acknowledged))
            return check_release(staged.folder, self._before(staged.identity), names)
        except ValueError as error:
            raise InputError(str(error)) from None

    def history(self, staged: Staged) -> ReleaseChanges:
        """What `changes.json` says of a release under the latest one's identity, or of a first release."""
        from flows.releasing.changelog import read_changes

        return read_changes(self.before) if self.before else _changes(None, staged, staged.identity)

    def complete(self, staged: Staged, report: Report, changes: ReleaseChanges) -> Staged:
        """Write all that a release holds besides its data files, the checksums last."""
        from flows.releasing.changelog import write_changes
        from flows.releasing.exports.write import write_exports
        from flows.releasing.portals.write import write_metadata

        folder, tables, identity = staged
        write_changes(folder, changes)
        _write_quality(staged, report, self.raw)
        write_exports(folder, tables, identity)
        write_metadata(folder, tables, identity)
        write_sums(folder)
        return staged

    def holds(self, staged: Staged) -> bool:
        """Whether the latest release is the staged one, file by file."""
        return self.before is not None and all(state == EQUAL for state in compared(self.before, staged.folder).values())

    def successor(self, staged: Staged) -> tuple[Identity, ReleaseChanges]:
        """Identity and changes of the release that follows the latest, from what differs in one built under its identity."""
        from flows.releasing.changelog import release_changes
        from flows.releasing.diff import diff_releases
        from flows.releasing.versioning import next_version

        if self.latest is None:
            return staged.identity, self.history(staged)
        changes = diff_releases(self.before, staged.folder)
        decision = next_version(self.latest.version, changes)
        identity = new_identity(self.latest, decision.version, release_date(), code_digest(ROOT))
        return identity, release_changes(identity, decision, changes)

    def promote(self, staged: Staged, report: Report) -> Outcome:
        """Make the staged release the latest one."""
        folder = promotion.promote(self.output, staged.folder)
        return _outcome(staged, report, folder, published=True)

    def unchanged(self, staged: Staged, report: Report) -> Outcome:
        """The latest release is the staged one, which is dropped."""
        return _outcome(staged, report, self.output / LATEST, published=False)

    def _before(self, identity: Identity) -> Path | None:
        """The folder of the release that one with this identity follows."""
        return find_release(self.output, identity.previous) if identity.previous else None


@contextmanager
def shelf(output: Path, raw: Path, wait: float) -> Iterator[Shelf]:
    """Have an output folder to oneself; what a killed run left behind is completed or cleared first.

    ReleaseError where another run has it for longer than `wait` seconds, or nothing can be written.
    """
    with promotion.publishing(output, wait) as before:
        yield Shelf(output, raw, before, output)


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


def read_sources(raw: Path) -> Tables:
    """The records of all sources declared in a folder."""
    return concatenate([parse_declared(raw, [row]) for row in read_manifest(raw)])


def check_sources(raw: Path, output: Path) -> Report:
    """Read the sources and check what they say as a publish would, in a temporary folder."""
    with _trial(output, raw, latest_release(output)) as trial:
        staged = trial.stage(read_sources(raw), trial.candidate())
        successor = {"previous": trial.latest.version, "code": code_digest(ROOT)} if trial.latest else {}
        return trial.check(staged._replace(identity=staged.identity.model_copy(update=successor)))


def rebuilt(version: str, raw: Path, output: Path) -> dict[str, str]:
    """Build a release again from its sources and compare: every file's state, as `compared` gives it.

    What changed is computed again too: by building under the identity of the release before, as the release was made.
    """
    old = find_release(output, version)
    identity, tables = read_identity(old), read_sources(raw)
    changes = None
    if identity.previous:
        before = find_release(output, identity.previous)
        with _trial(output, raw, before) as shelf:
            changes = _changes(before, _built(shelf, tables, shelf.candidate(), None), identity)
    with _trial(output, raw, old) as shelf:
        return compared(old, _built(shelf, tables, identity, changes).folder)


@contextmanager
def _trial(output: Path, raw: Path, before: Path | None) -> Iterator[Shelf]:
    with TemporaryDirectory() as place:
        yield Shelf(output, raw, before, Path(place))


def _built(shelf: Shelf, tables: Tables, identity: Identity, changes: ReleaseChanges | None) -> Staged:
    staged = shelf.stage(tables, identity)
    if changes is None:
        changes = shelf.history(staged) if identity.previous else _changes(None, staged, identity)
    return shelf.complete(staged, shelf.check(staged), changes)


def _changes(before: Path | None, staged: Staged, identity: Identity) -> ReleaseChanges:
    """What changed from a release to a staged one, as the release of that identity tells it."""
    from flows.releasing.changelog import release_changes
    from flows.releasing.diff import diff_releases
    from flows.releasing.versioning import next_version

    changes = diff_releases(before, staged.folder)
    return release_changes(identity, next_version(identity.previous, changes), changes)


def acknowledged_in(release: Path) -> frozenset[str]:
    """The release guards whose failure was acknowledged when a release was made, from its quality report."""
    report = Report.model_validate_json((release / "quality" / "report.json").read_bytes())
    return frozenset(check.name for check in report.checks if check.acknowledged)


def require_passed(report: Report) -> None:
    """ChecksFailed with the first failures and their rows, where any check at error level failed."""
    if not report.failed:
        return
    told = []
    for check in report.failures[:SHOWN]:
        rows = "; ".join(", ".join(f"{name} {value}" for name, value in row.key.items()) + f" (line {row.line})" for row in check.rows[:SHOWN])
        told.append(f"{check.suite}: {check.sentence_en}: {check.note or f'{check.unexpected} of {check.checked}'}{f': {rows}' if rows else ''}")
    more = len(report.failures) - SHOWN
    raise ChecksFailed("the data failed its checks, nothing was published\n  " + "\n  ".join(told) + (f"\n  and {more} more" if more > 0 else ""))


def _write_quality(staged: Staged, report: Report, raw: Path) -> None:
    from flows.checking.accuracy import write_accuracy
    from flows.checking.accuracy_gold import read_gold
    from flows.checking.page import write_quality

    quality = staged.folder / "quality"
    quality.mkdir(exist_ok=True)
    accuracy = write_accuracy(read_gold(GOLD, raw), quality / "accuracy.json")
    write_quality(report, staged.folder, accuracy)


def _outcome(staged: Staged, report: Report, folder: Path, *, published: bool) -> Outcome:
    version = staged.identity.version
    sentence = f"published version {version}" if published else f"nothing changed: version {version} is what the sources say"
    records = {name: table.num_rows for name, table in staged.tables.items()}
    findings = Counter(staged.tables["findings"]["severity"].to_pylist())
    ordered = {severity: findings[severity] for severity in ("error", "warning", "info") if findings[severity]}
    return Outcome(published, version, sentence, folder, records, ordered, report.count("passed"), len(report.checks))
