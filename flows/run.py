"""A run around the flow's work: working copies of what lies in object storage, a record of the run, and who is told how it ended."""
from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flows import run_records
from flows.building import Outcome
from flows.errors import RenewalError
from flows.notifying import notify
from flows.releasing.catalogue import RELEASES, release_folders
from flows.releasing.identity import read_identity, version_order
from flows.remote.storage import is_remote
from flows.remote.working_copy import WorkingCopy, working_copy
from flows.run_records import RunRecord
from flows.settings import Settings

Log = logging.Logger | logging.LoggerAdapter[logging.Logger]


class Run:
    """A run under way: its folders, and what is told and kept when it ends."""

    def __init__(self, copy: WorkingCopy, output: str, settings: Settings, record: RunRecord) -> None:
        self.raw, self.output, self.push, self._latest, _ = copy
        self.remote = is_remote(output)
        self.work = settings.work_folder(output)
        self._place, self._settings, self._record = output, settings, record
        self.changes: str | None = None
        """The changelog's entries of what was published; None where nothing was."""
        self.news: str | None = None

    def link(self, outcome: Outcome) -> str:
        """Where readers find the release: under the public address, where one is set; else its address, or its folder from the root."""
        if public := self._settings.public_url:
            return self._settings.redacted(f"{public.rstrip('/')}/{RELEASES}/{outcome.version}")
        return place_of(self._place, outcome) if self.remote else str(outcome.folder.resolve())

    def pushed(self, outcome: Outcome) -> Outcome:
        """How a run ended once it has pushed: what a killed run had left complete is published where `latest` leads to it only now."""
        if outcome.published or outcome.version == self._latest:
            return outcome
        return outcome._replace(published=True, sentence=f"published version {outcome.version}, which a killed run had left unfinished")

    def end(self, outcome: Outcome) -> None:
        """Keep what was read, made and found; and what changed, to be told."""
        run_records.note(
            outcome="published" if outcome.published else "unchanged",
            version=outcome.version,
            code=read_identity(outcome.folder).code,
            records=outcome.records,
            findings=outcome.findings,
            passed=outcome.passed,
            checked=outcome.checked,
        )
        if outcome.published:
            self.changes = self._whats_new(outcome)
            self.news = f"{self.changes}\n{self.link(outcome)}"

    def _whats_new(self, outcome: Outcome) -> str:
        """The changelog's entry of a release; in object storage also those of releases before it that `latest` never led to."""
        from flows.releasing.changelog import read_changes
        from flows.releasing.changelog_text import section

        seen = version_order(self._latest) if self._latest else ()
        unseen = [folder for folder in release_folders(self.output) if version_order(folder.name) > seen] if self.remote else [outcome.folder]
        return "\n".join(section(read_changes(folder)) for folder in reversed(unseen))


def place_of(output: str, outcome: Outcome) -> str:
    """Where the release of a run lies: its folder, or its address in object storage."""
    return f"{output.rstrip('/')}/{RELEASES}/{outcome.version}" if is_remote(output) else str(outcome.folder)


@contextmanager
def run(raw: str | None, output: str | None, settings: Settings, flow_run: str | None, log: Log) -> Iterator[Run]:
    """See a run through: what it leaves is kept and told, however it ends; errors pass on.

    InputError, before anything is kept, where an address holds a password.
    """
    raw, output = settings.place("raw", raw), settings.place("output", output)
    work = settings.work_folder(output)
    for killed in run_records.mark_crashed(work):
        log.warning("the run of %s was killed; its record says so now", killed.run_id)
        notify(settings.notify, "renewal: a run was killed", f"The run {killed.run_id} was killed; the next one has begun.", "warning", log)
    with run_records.recorded(work, _from_anywhere(raw), _from_anywhere(output), flow_run) as record:
        try:
            with working_copy(raw, output, settings) as copy:
                if copy.mended:
                    sentence = f"lost or damaged in {output}, and put back: {', '.join(copy.mended)}"
                    log.warning(sentence)
                    notify(settings.notify, "renewal: a release was mended", sentence, "warning", log)
                run_records.note(**run_records.declared_in(copy.raw))
                this = Run(copy, output, settings, record)
                yield this
        except BaseException as error:
            record.outcome = "failed" if isinstance(error, Exception) else "crashed"
            record.error, record.lasting = settings.redacted(reason(error)), getattr(error, "lasting", False)
            notify(settings.notify, "renewal: nothing was published", record.error, "failure", log)
            raise
        if this.news:
            notify(settings.notify, f"renewal: published version {record.version}", settings.redacted(this.news), "success", log)


def _from_anywhere(place: str) -> str:
    """A place as it is found from every folder."""
    return place if is_remote(place) else str(Path(place).absolute())


def reason(error: BaseException) -> str:
    """Why a run failed, in a sentence: of what a user can mend its own words, of anything else also its kind."""
    return str(error) if isinstance(error, RenewalError) else f"{type(error).__name__}: {error}"
