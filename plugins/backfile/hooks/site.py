"""A build in Pelican's order: settings, generators, finalised."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from pelican import Pelican, signals
from pelican.generators import ArticlesGenerator
from pelican.log import console

from backfile.build import Build, Progress, Report
from backfile.hooks.contents import TOPIC_SETTINGS, Offer, others_listen
from backfile.hooks.statics import static_files
from backfile.model.options import read_options
from backfile.model.problems import BackfileError

NOT_PELICANS: dict[str, Any] = {
    "ARTICLE_PATHS": [],
    "PAGE_PATHS": [],
    "DIRECT_TEMPLATES": [],
    "TEMPLATE_PAGES": {},
    "THEME_STATIC_PATHS": [],
    "FEED_ALL_ATOM": None,
    "FEED_ALL_RSS": None,
    "FEED_ATOM": None,
    "FEED_RSS": None,
    "CATEGORY_FEED_ATOM": None,
    "CATEGORY_FEED_RSS": None,
    "AUTHOR_FEED_ATOM": None,
    "AUTHOR_FEED_RSS": None,
    "TAG_FEED_ATOM": None,
    "TAG_FEED_RSS": None,
    "TRANSLATION_FEED_ATOM": None,
    "TRANSLATION_FEED_RSS": None,
    "DELETE_OUTPUT_DIRECTORY": False,
    "CACHE_CONTENT": False,
    "LOAD_CONTENT_CACHE": False,
}
"""Settings under which Pelican leaves articles, pages, lists, feeds and caches to Backfile."""

FAILED = 2
"""Exit code when no site was published; 1 means published with rejects, 0 all published."""

_running: dict[int, Build] = {}
_offers: dict[int, Offer] = {}
"""What other plugins are offered of a build; nothing where ours is the only one."""


def begin(pelican: Pelican) -> None:
    """Check the settings and turn Pelican's own output to the staging folder."""
    with _for_people():
        options = read_options(pelican.settings)
        progress = Progress(bar=pelican.settings.get("PROGRESS_BAR", False), quiet=pelican.settings.get("QUIET", False))
        statics = static_files(options.content, pelican.settings)
        job = Build(options, progress, statics, alone=not others_listen(pelican.settings))
    pelican.settings.update(NOT_PELICANS)
    if others_listen(pelican.settings):
        pelican.settings.update(TOPIC_SETTINGS)
    # Pelican copies static files into whatever stands at their place, and that may be the published file itself.
    pelican.settings["STATIC_PATHS"] = []
    pelican.settings["OUTPUT_PATH"] = pelican.output_path = str(job.stage.path)
    pelican.delete_outputdir = False
    _running[id(pelican.settings)] = job
    # Connected only now, behind every plugin's own handler: what they write is published too.
    signals.finalized.connect(finish)


def offer(generator: ArticlesGenerator) -> None:
    """Read everything at the moment when Pelican has read its articles, if another plugin wants to see them."""
    key = id(generator.settings)
    if others_listen(generator.settings):
        with _closing(_running[key]) as job:
            job.read()
            _offers[key] = Offer(generator, *job.offered())


class ArchiveGenerator:
    """The archive, as one of Pelican's generators."""

    def __init__(self, context: dict[str, Any], settings: dict[str, Any], **_paths: object) -> None:
        self.context = context
        self._job = _running[id(settings)]
        self._key = id(settings)

    def generate_context(self) -> None:
        """Read everything, unless that is done."""
        if self._key not in _offers:
            with _closing(self._job):
                self._job.read()

    def generate_output(self, writer: object) -> None:
        """Write everything into the staging folder."""
        offered = _offers.get(self._key)
        with _closing(self._job):
            if offered:
                offered.before_writing()
            self._job.write()
            if offered:
                offered.after_writing(self._job.stage.path, writer)


@contextmanager
def _closing(job: Build) -> Iterator[Build]:
    """Close the build when it cannot go on, and say why."""
    try:
        with _for_people():
            yield job
    except BaseException:
        job.close()
        raise


def finish(pelican: Pelican) -> None:
    """Publish what is staged; end with an exit code when a file was set aside."""
    job = _running.pop(id(pelican.settings))
    _offers.pop(id(pelican.settings), None)
    signals.finalized.disconnect(finish)
    try:
        with _for_people():
            report = job.publish()
    finally:
        job.close()
    console.quiet = True  # Pelican's closing line counts only what Pelican itself has read: nothing.
    _tell(report, pelican.settings)
    if report.exit_code:
        sys.exit(report.exit_code)


def abandon() -> None:
    """Close what a build that failed has left open, whoever's plugin it failed in: a process may build again."""
    signals.finalized.disconnect(finish)
    _offers.clear()
    while _running:
        _running.popitem()[1].close()


def _tell(report: Report, settings: dict[str, Any]) -> None:
    if settings.get("REPORT_JSON"):
        sys.stderr.write("\n".join(report.lines()) + "\n")
        sys.stdout.write(report.json() + "\n")
    else:
        sys.stdout.write("\n".join(report.lines()) + "\n")
    sys.stdout.flush()


@contextmanager
def _for_people() -> Iterator[None]:
    """What goes wrong is said in a sentence, and the exit code tells: no traceback reaches a person."""
    try:
        yield
    except BackfileError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(FAILED)
    except OSError as error:
        where = f" {error.filename}" if error.filename else ""
        sys.stderr.write(f"Cannot go on{where}: {error.strerror or error}. The published site is unchanged.\n")
        sys.exit(FAILED)
