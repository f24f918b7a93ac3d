"""The pipeline: what a build does, in order.

    look → read → index → render (and write the search index beside it) → feeds, static files, assets → publish

Each step is a function over values; this module hands the results of one to the next, counts them, and tells a
person how far it is.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from backfile.build.documents import Documents
from backfile.build.files import Files, Published
from backfile.build.fingerprints import code_fingerprint, digest, value_bytes
from backfile.build.histories import histories_of
from backfile.build.ledger import FileRecord, Ledger
from backfile.build.memory import MemoryWatch
from backfile.build.prepared import Copy
from backfile.build.progress import Progress
from backfile.build.reading import Input, look, read_articles
from backfile.build.records import NOTE as RECORDS_NOTE
from backfile.build.records import read_records
from backfile.build.rendering import PRINTS_NOTE, Ground, render_pages, standing_pages, template_prints
from backfile.build.report import Report
from backfile.build.searching import SearchStep, load_search
from backfile.build.sorting import sort_out
from backfile.build.staging import MARKER, Stage, list_files
from backfile.build.statics import Statics, copy_statics, fit_statics, placed_statics, static_fingerprint
from backfile.build.texts import Texts
from backfile.build.told import NOTE as TOLD_NOTE
from backfile.build.told import Told, read_told
from backfile.build.whole import clock, ground_of, whole_fingerprint
from backfile.indexes import Choices, Index, build_index, group, relate
from backfile.linking.slots import filled
from backfile.model import permalinks
from backfile.model.options import Options
from backfile.model.problems import BackfileError, Problem
from backfile.model.story import Story
from backfile.outputs import build_files
from backfile.pages import Desk, assignments, site_of
from backfile.pages.assets import Assets
from backfile.pages.render import Renderer
from backfile.pages.views import Assignment
from backfile.reader import article_files, history_files
from backfile.workers import WorkerLost, Workers

if TYPE_CHECKING:
    from backfile.discovery import Discovery

STAGES = (
    "Records",
    "Looking",
    "Staging",
    "Reading",
    "Indexing",
    "Search blocks",
    "Relating",
    "Comparing",
    "Rendering",
    "Other files",
    "Search index",
    "Publishing",
    "Ledger",
)
"""Of a build that has something to do, in order."""

LARGEST = 3
"""Pages named in the summary."""

PRELOADED = ("backfile.build.preparing", "backfile.build.rendering", "backfile.build.searching")
"""The modules of the steps that workers run."""


class Build:
    """One build of one output folder: ``read()``, ``write()``, ``publish()``, and ``close()`` in any case."""

    def __init__(
        self,
        options: Options,
        progress: Progress,
        statics: Statics = (),
        *,
        alone: bool = True,
    ) -> None:
        """``statics``: files that are copied as they are, by their path below the output folder; ``alone``: False when
        other plugins may write into the staged site, too."""
        self.options = options
        self.progress = progress
        self.report = Report(seconds=progress.seconds)
        self.stage = Stage(options.output)
        self._unfit: list[Problem] = []
        self._statics = fit_statics(statics, self._unfit)
        self._static_prints: dict[str, str] = {}
        self._done = False
        self._alone = alone
        self._began = time.monotonic()
        self._workers = Workers(options.jobs, PRELOADED)
        self._memory = MemoryWatch()
        self._files: dict[str, FileRecord] = {}
        self._written: set[str] = set()
        self._inputs: list[Input] = []
        self._told: Told | None = None

    def read(self) -> None:
        """Read all content. Raises BackfileError when there is none or the output cannot be written."""
        options = self.options
        if not options.content.is_dir():
            raise BackfileError(f"There is no content folder {options.content}.")
        self._now = clock()
        # A build makes millions of values and hardly a cycle: looking for cycles among them took a fifth of its time.
        gc.disable()
        self.stage.open()
        self._memory.start()
        name = f"{options.output.name}-{digest(str(self.stage.output))[:8]}.sqlite3"
        self._ledger = Ledger(options.cache / name, code_fingerprint())
        self.progress.plan(STAGES)
        with self.progress.stage("Records"):
            self._records = read_records(options.content, self._ledger)
        with self.progress.stage("Looking"):
            paths = [*article_files(options.content), *history_files(options.content)]
            self._reading = look(paths, self._records.authority, options, self._ledger)
            self._ground = ground_of(options, self._ledger.code)
            self._told = self._nothing_new()
        if self._told:
            self._told.onto(self.report)
            return
        if self._reading.fresh:
            self._workers.warm()
        with self.progress.stage("Staging"):
            mirrored = self.stage.prepare(mirror=self._alone)
            self._to = Files(self.stage.path, self.stage.output, mirrored=mirrored)
        with self.progress.stage("Reading", len(paths)):
            self._inputs = read_articles(
                self._reading, self._records.authority, options, self._ledger, self._workers, self.progress
            )
        if self._workers.started:
            # A worker loads what the search step needs, while this process sorts.
            self._workers.call(load_search)
        self._sorted = sort_out(self._inputs, self._records.authority, self._now)

    def offered(self) -> tuple[Index, list[str]]:
        """What is about to be published, grouped, and the text of each story as HTML: for other plugins to see."""
        found = self._discovered()
        index = build_index(found.stories, found.authority, self.options)
        copies = self._copies([item.path for _, item in self._sorted.stories])
        return index, [_linked(story, copies[item.path], found) for story, item in self._sorted.stories]

    def _discovered(self) -> Discovery:
        """The stories to publish, with what is found in all of them together."""
        stories = [story for story, _ in self._sorted.stories]
        from backfile.discovery import discover  # noqa: PLC0415 - a build without changes does not need it

        records, options = self._records, self.options
        return discover(stories, records.authority, options.discovered_from, options.lang, records.rejected)

    def _copies(self, paths: Sequence[str]) -> dict[str, Copy]:
        return self._reading.copies(paths, self._ledger)

    def _whole(self, statics: Iterable[str], inputs: Iterable[str]) -> str:
        """The fingerprint of everything that the site is made from; of static files and articles those given."""
        return whole_fingerprint(self._ground, self._records, statics, self.options, inputs)

    def _nothing_new(self) -> Told | None:
        """What the last build told, if it was made from just the same and its site still stands."""
        # A Whoosh index that is kept in the cache is for the search step to look after.
        standing = self._alone and self.options.ship_whoosh_index and self._ledger.whole
        if not standing or self._reading.fresh:
            return None
        known = self._reading.known
        statics = (static_fingerprint(path, source) for path, source in self._statics)
        if self._whole(statics, (known[path] for path in self._reading.paths)) != self._ledger.whole:
            return None
        told = read_told(self._ledger, self._now)
        return told if told and self._ledger.describes(self.stage.published()) else None

    def write(self) -> None:
        """Write every file of the site into the staging folder."""
        if self._told:
            return
        while lost := self._write(self._to):
            # The page of an article took its worker with it. The article goes, and with it what others say of it.
            self._sorted.set_aside(lost, "making its page kills or blocks the process", "simplify the file")

    def _write(self, files: Files) -> set[str]:
        """Write all files; returns the paths of articles over whose pages a worker was lost."""
        self._begin_report()
        with self.progress.stage("Indexing"):
            self._found = self._discovered()
            index = group(self._found.stories, self._found.authority, self.options.lang)
        with self.progress.stage("Search blocks", len(index.stories)):
            documents = Documents(self._sorted.stories, index, self.options, self._copies)
            self._search = SearchStep(self.options, files, self._ledger, self._workers)
            self._search.write_blocks(documents.filed(), documents.at, self.progress.step)
            index_files = self._search.start()
        with self.progress.stage("Relating"):
            index = relate(index, self.options, self._ledger.noted("choices", Choices))
            self._choices = index.choices
        lost = self._write_pages(index, files)
        if lost:
            # Everything is written once more: nobody else may be at it then.
            with suppress(BrokenProcessPool):
                index_files.result()
            return lost
        with self.progress.stage("Other files"):
            self._write_outputs(files)
        with self.progress.stage("Search index"), _named_loss("writing the search index"):
            self._count_search(index_files)
        return set()

    def _begin_report(self) -> None:
        report, found = self.report, self._sorted
        report.read, report.published = len(self._inputs), len(found.stories)
        report.versions = found.version_count
        report.withheld[:] = found.withheld
        report.rejects[:] = found.rejects
        report.problems[:] = [*self._records.problems, *self._unfit, *found.problems]
        report.pages_written = report.pages_skipped = 0
        self._files = {}
        self._written = set()

    def _count_search(self, index_files: Future[list[Published]]) -> None:
        try:
            written = index_files.result()
        except BrokenProcessPool:
            # Its worker went down with another's article, which is set aside by now.
            written = self._search.write_files()
        for item in written:
            self._count(item)

    def _write_pages(self, index: Index, files: Files) -> set[str]:
        """Write what must be written; returns the paths of articles over whose pages a worker was lost."""
        texts = self._records.texts
        assets = self._assets = Assets.collect(self.options.theme)
        site = site_of(index, self.options, texts)
        ground = self._page_ground = Ground(self._ground.digest, value_bytes(site))
        desk = self._desk = Desk(index, self.options, [item.fingerprint.encode() for _, item in self._sorted.stories])
        with self.progress.stage("Comparing"):
            histories = histories_of(self._sorted, self._inputs, self._reading.key, self.options)
            found = self._once(assignments(desk, self._html, texts, self.report.rejects, histories))
            standing, others = standing_pages(found, ground, self._ledger, files)
            for item in standing:
                self._count(item)
        articles = {story.url: item.path for story, item in self._sorted.stories}
        pages = articles | {permalinks.history(url): path for url, path in articles.items()}
        self._texts = Texts([articles[it.url] for it, _ in others if it.url in articles], self._copies)
        lost: set[str] = set()
        with self.progress.stage("Rendering", len(others)), _named_loss("rendering"):
            theme = self.options.theme
            renderer = Renderer(theme, site, assets.addresses)
            self._prints = template_prints([it.template for it, _ in others], renderer, ground, self._ledger)
            prints = self._prints.prints
            results = render_pages(others, site, assets.addresses, theme, prints, files, self._ledger, self._workers)
            for result in results:
                self.progress.step()
                if not isinstance(result, WorkerLost):
                    self._count(result)
                elif result.item.url in pages:
                    lost.add(pages[result.item.url])
                else:
                    raise BackfileError(f"Rendering {result.item.url} killed the process that rendered it.")
        return lost

    def _html(self, position: int) -> str:
        story, item = self._sorted.stories[position]
        return _linked(story, self._texts.at(item.path), self._found)

    def _once(self, pages: Iterable[Assignment]) -> Iterator[Assignment]:
        """Each address once: a text page may ask for one that is taken."""
        taken: set[str] = set()
        for page in pages:
            file = permalinks.output_file(page.url)
            if file in taken:
                self.report.problems.append(
                    Problem(page.url, 0, "two pages ask for this address", "give one another slug or id")
                )
            else:
                taken.add(file)
                yield page

    def _write_outputs(self, files: Files) -> None:
        outputs = self._once(build_files(self._desk, self._records.texts))
        standing, others = standing_pages(outputs, self._page_ground, self._ledger, files)
        for item in standing:
            self._count(item)
        made = [(it.url, it.make(), basis) for it, basis in others]
        for url, data, basis in [*((url, data, "") for url, data in self._assets.files), *made]:
            assert isinstance(data, bytes), "what is no page makes bytes"
            path = permalinks.output_file(url)
            fingerprint = digest(self._ledger.code, data)
            taken = files.take_over(path, fingerprint, self._ledger.file(path))
            self._count(taken.based_on(basis) if taken else files.write(path, fingerprint, data, basis))
        self._static_prints = {path: static_fingerprint(path, source) for path, source in self._statics}
        placed = placed_statics(self._statics, self._files.keys(), self.report.problems)
        for item in copy_statics(placed, self._static_prints, files, self._ledger):
            self._count(item)

    def _count(self, item: Published) -> None:
        self._files[item.path] = item.record
        if item.written:
            self._written.add(item.path)
            self.report.pages_written += 1
        else:
            self.report.pages_skipped += 1

    def publish(self) -> Report:
        """Make the staged site the published one and write down how it was made."""
        report = self.report
        before = dict(self._ledger.files())
        if self._told:
            files = before
            report.pages_skipped = len(files)
        else:
            with self.progress.stage("Publishing"):
                files = self._files if self._alone else self._with_others()
                self.stage.publish(files, self._written)
                if not self._to.mirrored:
                    self.stage.drop()
                self._search.tidy()
            with self.progress.stage("Ledger"):
                self._remember(files)
            report.removed = len(before.keys() - files.keys())
        sizes = {path: record.size for path, record in files.items()}
        report.files, report.bytes = len(sizes), sum(sizes.values())
        pages = ((size, path) for path, size in sizes.items() if path.endswith(".html"))
        report.largest = sorted(pages, reverse=True)[:LARGEST]
        self._done = True
        report.total_seconds = time.monotonic() - self._began
        report.peak_memory = self._memory.stop()
        return report

    def _remember(self, files: dict[str, FileRecord]) -> None:
        reading, report = self._reading, self.report
        told = Told.of(report, self._sorted.embargoes, self._now)
        notes = {
            "reading": reading.key.encode(),
            RECORDS_NOTE: value_bytes(self._records),
            TOLD_NOTE: value_bytes(told),
            PRINTS_NOTE: value_bytes(self._prints),
            "choices": value_bytes(self._choices),
        }
        fingerprints = [item.fingerprint for item in self._inputs]
        whole = self._whole(self._static_prints.values(), fingerprints) if self._alone else ""
        if ground_of(self.options, self._ledger.code).digest != self._ground.digest:
            # The theme was changed while it was at work: nobody knows which page was made with what.
            whole, files = "", {path: record.unknown() for path, record in files.items()}
        self._ledger.update(reading.read, reading.settled, reading.gone(self._ledger), files, notes, whole)

    def _with_others(self) -> dict[str, FileRecord]:
        """All staged files, also those that Pelican's other plugins have written."""
        files = dict(self._files)
        for path, status in list_files(self.stage.path):
            if path not in files and path != MARKER:
                files[path] = FileRecord("", status.st_size, status.st_mtime_ns, status.st_ino)
        return files

    def close(self) -> None:
        """Stop the workers and give back the lock."""
        self._memory.stop()
        self._workers.close(now=not self._done)
        self.stage.close()
        # What is left is not worth looking through: it goes when nobody refers to it, or with the process.
        gc.freeze()
        gc.enable()


def _linked(story: Story, copy: Copy, found: Discovery) -> str:
    """The body of a story with links to what was found automatically, too."""
    if not copy.slots:
        return copy.html

    def entity_of(place: int) -> str:
        return found.ids.get(story.names[place].name, "")

    return filled(copy.html, copy.slots, entity_of, permalinks.root_from(story.url))


@contextmanager
def _named_loss(work: str) -> Iterator[None]:
    """Say in words that a worker process was lost."""
    try:
        yield
    except BrokenProcessPool:
        raise BackfileError(
            f"A worker process died while {work}; the old site is untouched. "
            "Is there memory enough? Try again with --jobs 1."
        ) from None
