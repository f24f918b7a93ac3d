"""The pipeline: what a build does, in order.

    read → index → render (and write the search index beside it) → feeds, sitemap, assets → publish

Each step is a function over values; this module hands the results of one to the next, counts them, and tells a
person how far it is.
"""

from __future__ import annotations

import gc
import os
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path

from backfile.build.fingerprints import code_fingerprint, digest, tree_digest, value_bytes
from backfile.build.ledger import FileRecord, Ledger
from backfile.build.progress import Progress
from backfile.build.reading import Input, read_articles, with_addresses
from backfile.build.rendering import Files, Published, render_pages
from backfile.build.report import Report
from backfile.build.searching import Filed, SearchStep
from backfile.build.staging import Stage
from backfile.build.workers import Workers
from backfile.indexes import Index, build_index
from backfile.model import permalinks
from backfile.model.article import Status
from backfile.model.authority import Authority
from backfile.model.options import SETTINGS, Options
from backfile.model.problems import BackfileError, Problem
from backfile.model.story import Story
from backfile.outputs import build_files
from backfile.pages import article_views, list_views, site_of
from backfile.pages.assets import Assets
from backfile.pages.views import Page
from backfile.reader import TextPage, article_files, read_authority, read_text_pages
from backfile.search import SearchDocument, words

LARGEST = 3
"""Pages named in the summary."""


class Build:
    """One build of one output folder: ``read()``, ``write()``, ``publish()``, and ``close()`` in any case."""

    def __init__(self, options: Options, progress: Progress, beside: str | None = None) -> None:
        """``beside``: a fingerprint of what others write into the site (Pelican's static files), None when it is
        not known."""
        self.options = options
        self._beside = beside
        self._whole = ""
        self._unchanged = False
        self.progress = progress
        self.report = Report(seconds=progress.seconds)
        self.stage = Stage(options.output)
        self._began = time.monotonic()
        self._workers = Workers(options.jobs)
        self._inputs: list[Input] = []
        self._stories: list[tuple[Story, str]] = []
        self._texts: list[TextPage] = []
        self._index: Index | None = None
        self._files: dict[str, FileRecord] = {}
        self._addresses: set[str] = set()

    def read(self) -> None:
        """Read all content and group it. Raises BackfileError when there is none or the output cannot be written."""
        options, report = self.options, self.report
        if not options.content.is_dir():
            raise BackfileError(f"There is no content folder {options.content}.")
        # A build makes millions of values and hardly a cycle: looking for cycles among them took a fifth of its time.
        gc.disable()
        self.stage.open()
        name = f"{options.output.name}-{digest(str(self.stage.output))[:8]}.sqlite3"
        self._ledger = Ledger(options.cache / name, code_fingerprint())
        with self.progress.stage("Authority files"):
            authority, problems = read_authority(options.content)
            self._texts, more = read_text_pages(options.content)
            report.problems += problems + more
        paths = article_files(options.content)
        with self.progress.stage("Reading", len(paths)):
            self._inputs = read_articles(paths, authority, options, self._ledger, self._workers, self.progress)
        report.read = len(paths)
        with self.progress.stage("Indexing"):
            self._sort_out()
            self._whole = self._fingerprint(authority)
            self._unchanged = self._whole == self._ledger.whole != "" and self._ledger.describes(self.stage.output)
            if not self._unchanged:
                self._index = build_index([story for story, _ in self._stories], authority, options)

    def _fingerprint(self, authority: Authority) -> str:
        """Of everything that the site is made from; empty when something cannot be told."""
        if (
            self._beside is None
            or not self.options.ship_whoosh_index
            or not all(item.fingerprint for item in self._inputs)
        ):
            return ""
        settings = [f"{name}={getattr(self.options, name)!r}" for name in sorted(SETTINGS.values()) if name != "jobs"]
        return digest(
            self._ledger.code,
            self._beside,
            tree_digest(self.options.theme),
            value_bytes([settings, authority, self._texts, self.report.withheld, self.report.problems]),
            *(item.fingerprint for item in self._inputs),
        )

    def _sort_out(self) -> None:
        """Divide what was read into stories, rejects and what is held back."""
        now = datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", time.time())), UTC)
        for item in self._inputs:
            problems = item.prepared.problems
            if item.prepared.story is None:
                errors = [problem for problem in problems if problem.is_error]
                self.report.rejects.append((errors or [Problem(item.path, 0, "could not be read")])[0])
                problems = tuple(errors[1:]) + tuple(problem for problem in problems if not problem.is_error)
            self.report.problems += problems
        stories = []
        for story, text in with_addresses(self._inputs):
            held = _held_back(story, now)
            if held:
                self.report.withheld.append(held)
            else:
                stories.append((story, text))
        self._stories = sorted(stories, key=lambda item: (item[0].article.date, item[0].url))
        self.report.published = len(self._stories)

    def write(self) -> None:
        """Write every file of the site into the staging folder."""
        if self._unchanged:
            return
        assert self._index is not None, "write() comes after read()"
        files = Files(self.stage.path, self.stage.output)
        with self.progress.stage("Analysing", len(self._stories)):
            index_files = self._start_search(self._index, files)
        self._write_pages(self._index)
        with self.progress.stage("Feeds and assets"):
            self._write_outputs(self._index, files)
        with self.progress.stage("Search index"), _named_loss("writing the search index"):
            try:
                written = index_files.result()
            except BrokenProcessPool:
                # Its worker went down with another's article, which is set aside by now.
                written = self._search.write_files()
            for item in written:
                self._count(item)

    def _start_search(self, index: Index, files: Files) -> Future[list[Published]]:
        """Begin to write the search index in a worker, or take over the old one."""
        stories = [item for item in self._stories if item[0].article.status != "canceled"]
        filed = [
            Filed(
                story.article.date.date().isoformat(),
                int(story.article.date.timestamp()),
                story.url,
                digest(value_bytes(story), index.cities_of(story.article.dateline), text),
            )
            for story, text in stories
        ]

        def documents(positions: Sequence[int]) -> list[SearchDocument]:
            return [_document(*stories[at], index, self.options) for at in positions]

        self._search = SearchStep(self.options, files, self._ledger, self._workers)
        self._search.write_blocks(filed, documents, self.progress.step)
        return self._search.start()

    def _write_pages(self, index: Index) -> None:
        assets = Assets.collect(self.options.theme)
        self._assets = assets
        with self.progress.stage("Lists"):
            lists = [*self._once(list_views(index, self._texts, self.report.rejects, self.options))]
        # Articles, by far the most pages, become views while workers render those before: never all at once in memory.
        articles = article_views(index, 0, len(index.stories), self.options)
        with self.progress.stage("Rendering", len(lists) + len(index.stories)), _named_loss("rendering"):
            published = render_pages(
                chain(lists, self._once(articles)),
                site_of(index, self.options, self._texts),
                assets.addresses,
                self.options.theme,
                self.stage.path,
                self.stage.output,
                self._ledger,
                self._workers,
            )
            for item in published:
                self._count(item)
                self.progress.step()

    def _once(self, pages: Iterator[Page]) -> Iterator[Page]:
        """Each address once: a text page may ask for one that is taken."""
        for page in pages:
            if page.url in self._addresses:
                self.report.problems.append(
                    Problem(page.url, 0, "two pages ask for this address", "give one another slug or id")
                )
            else:
                self._addresses.add(page.url)
                yield page

    def _write_outputs(self, index: Index, files: Files) -> None:
        for url, data in [*self._assets.files, *build_files(index, self.options, self._texts)]:
            path = permalinks.output_file(url)
            fingerprint = digest(self._ledger.code, data)
            self._count(
                files.take_over(path, fingerprint, self._ledger.file(path)) or files.write(path, fingerprint, data)
            )

    def _count(self, item: Published) -> None:
        self._files[item.path] = item.record
        if item.written:
            self.report.pages_written += 1
        else:
            self.report.pages_skipped += 1

    def publish(self) -> Report:
        """Make the staged site the published one and write down how it was made."""
        report = self.report
        before = dict(self._ledger.files())
        if self._unchanged:
            files = before
            report.pages_skipped = sum(bool(record.fingerprint) for record in before.values())
        else:
            with self.progress.stage("Publishing"):
                files = self._with_others(self.stage.path)
                self.stage.publish()
                inputs = [(item.path, item.fingerprint, item.payload) for item in self._inputs if item.fingerprint]
                self._ledger.replace(inputs, files, self._whole)
                self._search.tidy()
            report.removed = len(before.keys() - files.keys())
        sizes = {path: record.size for path, record in files.items()}
        report.files, report.bytes = len(sizes), sum(sizes.values())
        pages = ((size, path) for path, size in sizes.items() if path.endswith(".html"))
        report.largest = sorted(pages, reverse=True)[:LARGEST]
        report.total_seconds = time.monotonic() - self._began
        report.peak_memory = _peak_memory()
        return report

    def _with_others(self, stage: Path) -> dict[str, FileRecord]:
        """All staged files, also those that Pelican or one of its plugins has written."""
        files = dict(self._files)
        for parent, _, names in os.walk(stage):
            for name in names:
                path = Path(parent, name)
                if (inside := path.relative_to(stage).as_posix()) not in files:
                    status = path.lstat()
                    files[inside] = FileRecord("", status.st_size, status.st_mtime_ns, status.st_ino)
        return files

    def close(self) -> None:
        """Stop the workers, drop what is staged and give back the lock."""
        self._workers.close()
        self.stage.close()
        gc.enable()


def _document(story: Story, text: str, index: Index, options: Options) -> SearchDocument:
    article = story.article
    return SearchDocument(
        url=story.url,
        title=article.title,
        words=words(article.title, text, options.search_lang),
        date=article.date,
        dateline=index.cities_of(article.dateline),
        agency="/".join(article.agency),
        topics=article.topics,
        entities=tuple(mention.entity for mention in story.mentions),
        lead=story.lead,
        lang=article.lang or options.lang,
        has_time=article.has_time,
    )


def _held_back(story: Story, now: datetime) -> Problem | None:
    article = story.article
    if article.status is Status.WITHHELD:
        return Problem(article.path, 0, "its status is withheld")
    if article.embargo and article.embargo > now:
        return Problem(article.path, 0, f"under embargo until {article.embargo.isoformat()}")
    return None


@contextmanager
def _named_loss(work: str) -> Iterator[None]:
    """Say in words that a worker process was lost or the disk is full."""
    try:
        yield
    except BrokenProcessPool:
        raise BackfileError(
            f"A worker process died while {work}; the old site is untouched. "
            "Is there memory enough? Try again with --jobs 1."
        ) from None


def _peak_memory() -> int:
    """Bytes: the most that this process or any one of its workers held; 0 where the system does not tell."""
    if sys.platform == "win32":
        return 0
    import resource  # noqa: PLC0415 - not on every system

    kilobyte = 1 if sys.platform == "darwin" else 1024
    users = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return max(resource.getrusage(user).ru_maxrss for user in users) * kilobyte
