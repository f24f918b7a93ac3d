"""``ingest``: from wire files to article files."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from itertools import chain as chained
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from backfile.ingest.dating import From
from backfile.ingest.documents import NoCopy, Remark, documents
from backfile.ingest.formats.known import Choice, formats_of
from backfile.ingest.lifecycle.chains import chains
from backfile.ingest.shelf.applying import Writer
from backfile.ingest.shelf.filing import filing_of
from backfile.ingest.shelf.items import Item, Items
from backfile.ingest.shelf.lock import locked
from backfile.ingest.shelf.memory import Memory
from backfile.ingest.shelf.planning import in_safe_order, plan
from backfile.ingest.shelf.quarantine import Quarantine
from backfile.ingest.shelf.records import WireRecords
from backfile.ingest.shelf.spool import Spool
from backfile.ingest.shelf.tree import Standing, Tree, look, read_tree
from backfile.ingest.shelf.writing import remove_file
from backfile.ingest.summary import Summary
from backfile.ingest.telling import alike, count, guesses
from backfile.ingest.working import Done, Task, work
from backfile.model.problems import BackfileError, Problem
from backfile.workers import WorkerLost, Workers, batched

BATCH = 64
"""Documents, or files of the content folder, that a worker is given at once."""

BATCH_BYTES = 512 * 1024
"""Of documents: a batch of large ones is smaller."""

PRELOADED = ("backfile.ingest.working", "backfile.ingest.shelf.tree")

_UTC = ZoneInfo("UTC")
_Input = TypeVar("_Input")
_Output = TypeVar("_Output")


def ingest(
    path: str | Path,
    content: Path,
    agency: str | None = None,
    format: str | None = None,
    dry_run: bool = False,
    zone: ZoneInfo = _UTC,
    now: datetime | None = None,
    progress: Callable[[int], None] | None = None,
    replace: bool = False,
    jobs: int = 1,
    cache: Path | None = None,
    memory: Memory | None = None,
    only: Collection[str] | None = None,
    own: Sequence[str] = (),
    mapping: str | Path | None = None,
) -> Summary:
    """Read all stories at ``path`` (file, folder, archive, ``-``) and bring the files below ``content`` up to date.

    The tree that results follows from the set of all postings, whatever their order and however they are parted into
    ingests.

    ``agency``: the credit, in place of that of the wire. ``format``: a name from ``formats``, or a file or module of
    the user's, instead of detection by content. ``zone``: of times that tell none. ``now``: the moment by which
    embargoes end, and the date of copy from standard input that tells none. ``progress``: called with the number of
    stories read since the last call. ``replace``: what comes in takes the place of postings with the same id, version
    and time; otherwise both are kept. ``jobs``: worker processes, 0 for one per core. ``cache``: folder in which is
    kept what the content folder held, so that the next ingest starts at once; ``memory``: the same for a process that
    ingests time and again. ``only``: the files of the folder ``path`` that are wanted, by their paths in it. ``own``:
    importers of users (files or modules), tried before our formats. ``mapping``: a mapping file for tables and records.

    Raises BackfileError when ``path`` is not there, ``format`` is unknown, an importer or the mapping will not do, the
    disk refuses a file, or another ingest is at work.
    """
    choice = Choice(tuple(own), str(mapping or ""), format or "")
    formats_of.cache_clear()  # an importer or a mapping may have been changed since
    formats_of(choice)  # says what will not do before anything is begun
    now = now or datetime.now(UTC)
    with locked(content), Spool(content) as spool, Workers(jobs, PRELOADED) as workers:
        kept = Memory(cache, content) if memory is None else memory
        desk = _Desk(content, dry_run, zone, now, spool, workers, kept, progress or (lambda _: None))
        desk.read(replace)
        desk.take_in(path, choice, agency, only)
        desk.write()
        kept.save()
        if memory is None:
            kept.close()
        return desk.summary


class _Desk:
    """One ingest, step by step."""

    def __init__(
        self,
        content: Path,
        dry_run: bool,
        zone: ZoneInfo,
        now: datetime,
        spool: Spool,
        workers: Workers,
        memory: Memory,
        progress: Callable[[int], None],
    ) -> None:
        self._content, self._dry_run, self._zone, self._now = content, dry_run, zone, now
        self._spool, self._workers, self._memory, self._progress = spool, workers, memory, progress
        self._records = WireRecords()
        self._quarantine = Quarantine(content)
        self._guessed = {From.NAME: 0, From.FILE: 0}
        self._tree = Tree()
        self._items = Items(self._tree)
        self.summary = Summary(dry_run=dry_run)

    def read(self, replace: bool) -> None:
        """What is in the content folder."""
        step = partial(look, content=self._content, zone=str(self._zone))

        def look_at(paths: list[str]) -> Iterator[Standing]:
            known = {path: self._memory.seen(path) for path in paths}
            left = (path for path, standing in known.items() if standing is None)
            looked = iter(self._run(step, lambda it: batched(it, BATCH), left))
            for path in paths:
                standing = known[path] or next(looked)
                if isinstance(standing, WorkerLost):
                    yield Standing(path)  # a file over which a worker broke down only keeps its place
                else:
                    if known[path] is None:
                        self._memory.note(standing)
                    yield standing

        self._tree = read_tree(self._content, look_at, self._remove)
        self._items = Items(self._tree, replace)

    def take_in(
        self,
        path: str | Path,
        choice: Choice,
        agency: str | None,
        only: Collection[str] | None,
    ) -> None:
        """What comes in: postings are put aside in the spool, rejects in the quarantine."""
        under_way: deque[Task] = deque()
        remarks: dict[str, list[str]] = {}

        def tasks() -> Iterator[Task]:
            for found in documents(path, choice, self._now, only):
                if isinstance(found, Task):
                    under_way.append(found)
                    yield found
                elif isinstance(found, Remark):
                    remarks.setdefault(found.text, []).append(found.unit)
                elif isinstance(found, NoCopy):
                    self.summary.read += 1
                    self.summary.skipped.append(found.problem)
                else:
                    self._reject(found.problem, found.data)

        step = partial(work, agency=agency, zone=str(self._zone), choice=choice)
        for done in self._run(step, _by_bytes, tasks()):
            task = under_way.popleft()
            if isinstance(done, WorkerLost):
                problem = Problem(task.unit, task.line, "its parser broke down over it", "please report it")
                self._reject(problem, task.data)
            else:
                self._take(done, task)
        for text, units in remarks.items():
            more = f" and {len(units) - 1:,} more" if len(units) > 1 else ""
            self.summary.notes.append(f"{units[0]}{more}: {text}")

    def _take(self, done: Done, task: Task) -> None:
        for refused in done.refused:
            self._reject(refused.problem, refused.data)
        self.summary.skipped += done.skipped
        self.summary.read += len(done.filed) + len(done.skipped)
        self._records.add(task.format, done.records)
        for filed in done.filed:
            if filed.told_by in self._guessed:
                self._guessed[filed.told_by] += 1
            if filed.held:
                self.summary.held.append(Problem(task.unit, task.line, filed.held))
            item, again = self._items.arrive(filed)
            self.summary.unchanged += again
            if item is not None:
                item.spooled = self._spool.put(filed.data)
        if not done.refused and not self._dry_run:
            self._quarantine.release(task.unit, task.data)
        self._progress(len(done.filed) + len(done.skipped) + len(done.refused))

    def _reject(self, problem: Problem, data: bytes | None) -> None:
        self.summary.read += 1
        self.summary.rejected.append(problem)
        if not self._dry_run:
            self._quarantine.put(problem.path, data, str(problem))

    def write(self) -> None:
        """The files of all stories that have changed, and what is to be told of them."""
        found = chains([item.posting for item in self._items], self._now.timestamp())
        items = {item.posting: item for item in self._items}
        stories = plan(found, items, self._tree)
        writer = Writer(self._content, self._tree, self._load, self._zone, self._dry_run, self._memory.note)
        for story in in_safe_order(stories, self._put_aside):
            count(self.summary, story, writer.file(story))
        writer.clear()
        summary = self.summary
        summary.conflicts = sorted(writer.conflicts)
        summary.records = self._records.write(self._content, self._dry_run)
        summary.duplicates = sorted(alike(found, items, stories))
        summary.notes += guesses(self._guessed)

    def _put_aside(self, item: Item) -> None:
        """Keep what a file holds that may be written over before it is at its new place."""
        if item.spooled is None:
            item.spooled = self._spool.put(self._load(item))

    def _load(self, item: Item) -> bytes:
        if item.spooled is not None:
            return self._spool.get(item.spooled)
        try:
            return filing_of((self._content / item.path).read_bytes()).rest
        except OSError as error:
            raise BackfileError(f"{self._content / item.path} cannot be read: {error.strerror}") from error

    def _remove(self, file: Path) -> None:
        if not self._dry_run:
            remove_file(file, self._content)

    def _run(
        self,
        step: Callable[[list[_Input]], Sequence[_Output]],
        cut: Callable[[Iterator[_Input]], Iterator[list[_Input]]],
        inputs: Iterator[_Input],
    ) -> Iterator[_Output | WorkerLost[_Input]]:
        """Run a step over inputs; a single batch is worth no process of its own."""
        batches = cut(iter(inputs))
        first = next(batches, None)
        if first is None:
            return
        second = next(batches, None)
        if second is None:
            yield from step(first)
        else:
            yield from self._workers.run(step, chained((first, second), batches))


def _by_bytes(tasks: Iterator[Task]) -> Iterator[list[Task]]:
    batch: list[Task] = []
    size = 0
    for task in tasks:
        batch.append(task)
        size += len(task.data)
        if len(batch) >= BATCH or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
