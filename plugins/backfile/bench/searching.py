"""Measure search as readers have it: what a query costs, how long it takes, how good the answers are."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from backfile.bench import pagefind_site, readers
from backfile.bench.builds import Say, machine
from backfile.bench.collection import Collection
from backfile.bench.collection_forms import Entry
from backfile.bench.collection_site import write_collection
from backfile.bench.conversion import articles
from backfile.bench.corpus import write_corpus
from backfile.bench.costs import Cost, cost_of
from backfile.bench.hosting import Host, hosted
from backfile.bench.judging import DEPTH, Quality, quality, two_words
from backfile.bench.plain_queries import as_words, made_queries
from backfile.bench.run import backfile_run, built_site
from backfile.model import permalinks
from backfile.model.problems import BackfileError

if TYPE_CHECKING:
    from playwright.sync_api import Browser

DELAY = 0.05
"""Seconds from a request to its answer on the host that cold queries are asked of."""

FORMS = ("as they stand", "two words each")
"""The forms in which judged queries are asked."""


@dataclass(frozen=True, slots=True)
class System:
    """A search engine of the site."""

    name: str
    page: str
    """The address of its page."""
    program: str
    """How it is asked for rankings, see ``readers.rankings``."""


BACKFILE = System("Backfile", permalinks.SEARCH, "backfile")
PAGEFIND = System("Pagefind", pagefind_site.PAGE, "pagefind")


@dataclass(slots=True)
class Figures:
    """What was measured of one engine."""

    cold: list[Cost]
    """By query."""
    warm: list[float]
    """Milliseconds by query."""
    quality: dict[str, Quality] = field(default_factory=dict)
    """By the form of the queries; empty without judgements."""


@dataclass(slots=True)
class SearchResults:
    """Everything that was measured."""

    corpus: str
    articles: int
    machine: dict[str, object]
    queries: list[str] = field(default_factory=list)
    """Those whose cost was measured."""
    notes: list[str] = field(default_factory=list)
    """How a collection was read."""
    graded: bool = False
    """Whether some of its judgements are better than others."""
    figures: dict[str, Figures] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)
    """Judged queries that an engine did not answer because something went wrong; they count as without an answer."""
    absent: dict[str, str] = field(default_factory=dict)
    """Engines that were not measured, and why."""


def bench_search(
    project: Path,
    *,
    stories: int,
    corpus: Path | None = None,
    collection: Collection | None = None,
    queries: Sequence[str] | None = None,
    limit: float,
    pagefind: bool = True,
    say: Say = print,
) -> SearchResults:
    """Build ``collection``, ``corpus`` or a generated corpus of ``stories``, and ask its search pages.

    ``queries`` are those whose cost is measured, made from the corpus where they are not given. ``limit`` is in
    seconds, for each build. Raises BackfileError when the build, the browser or a search page fails.
    """
    if corpus and not corpus.is_dir():
        raise BackfileError(f"There is no content folder {corpus}.")
    with tempfile.TemporaryDirectory(prefix="backfile-search-") as scratch, readers.browser() as running:
        base = Path(scratch)
        addresses: dict[str, str] = {}
        if collection:
            name = collection.name
            addresses = write_collection(base / "content", collection)
        elif corpus:
            name = corpus.resolve().name
            shutil.copytree(corpus, base / "content")
        else:
            name = "generated"
            write_corpus(base / "content", stories)
        count = sum(1 for _ in articles(base / "content"))
        asked = list(queries) if queries is not None else made_queries(articles(base / "content"))
        results = SearchResults(name, count, machine(), asked)
        results.machine["browser"] = running.version
        run = backfile_run(project, base, limit)
        say(f"{count:,} articles built in {run.wall:.1f} s, {run.search_files:,} files of search")
        site = built_site(base)
        systems = [BACKFILE]
        if why := pagefind_site.missing() if pagefind else "not asked for":
            results.absent[PAGEFIND.name] = why
            say(f"Pagefind is left out, {why}")
        else:
            say(f"Pagefind has indexed the same pages in {pagefind_site.add_pagefind(site, limit):.1f} s")
            results.machine[PAGEFIND.name] = pagefind_site.pagefind_version()
            systems.append(PAGEFIND)
        for system in systems:
            results.figures[system.name] = _cost(running, site, system, asked, say)
        if collection:
            results.notes, results.graded = collection.notes, collection.graded
            _judge(running, site, systems, collection, addresses, results, say)
        return results


def _cost(running: Browser, site: Path, system: System, queries: Sequence[str], say: Say) -> Figures:
    with hosted(site, DELAY) as far:
        cold = [cost_of(readers.ask_cold(running, far, system.page, query)) for query in queries]
    say(f"{system.name}: {len(queries)} cold queries asked")
    with hosted(site) as near:
        warm = readers.ask_warm(running, near, system.page, queries)
    say(f"{system.name}: {len(queries)} warm queries asked")
    return Figures(cold, warm)


def _judge(
    running: Browser,
    site: Path,
    systems: Sequence[System],
    collection: Collection,
    addresses: dict[str, str],
    results: SearchResults,
    say: Say,
) -> None:
    short = two_words(collection)
    if len(short) < len(collection.queries):
        results.notes.append(f"{len(collection.queries) - len(short)} queries have no two-word form")
    with hosted(site) as host:
        for system in systems:
            for form, asked in zip(FORMS, (collection.queries, short), strict=True):
                if asked:
                    judged, failures = _rank(running, host, system, asked, collection, addresses)
                    results.failures += [f"{system.name}, {failure}" for failure in failures]
                    results.figures[system.name].quality[form] = judged
                    say(f"{system.name}: {len(asked)} judged queries, {form}: nDCG@10 {judged.ndcg:.4f}")


def _rank(
    running: Browser,
    host: Host,
    system: System,
    asked: Sequence[Entry],
    collection: Collection,
    addresses: dict[str, str],
) -> tuple[Quality, list[str]]:
    texts = [as_words(query.text) for query in asked]
    lists, failures = readers.rankings(running, host, system.program, texts, DEPTH)
    named = ([addresses[url] for url in urls] for urls in lists)
    return quality(dict(zip((query.id for query in asked), named, strict=True)), collection.judgements), failures
