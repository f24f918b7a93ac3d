"""How search grows with the archive: the index of generated stories alone, and what asking it costs a reader."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from backfile.bench import readers
from backfile.bench.builds import Say, machine
from backfile.bench.costs import KINDS, Cost, cost_of
from backfile.bench.hosting import hosted
from backfile.bench.index_stories import IndexStories
from backfile.bench.timed import measure
from backfile.model import permalinks
from backfile.model.problems import BackfileError
from backfile.pages import views
from backfile.pages.assets import Assets
from backfile.pages.render import Renderer

if TYPE_CHECKING:
    from playwright.sync_api import Browser

QUERIES = 100
"""Of each length."""
LENGTHS = (1, 2)
DELAY = 0.05
"""Seconds from a request to its answer on the host that cold queries are asked of."""

_FACETS = {"topic": "Topics", "person": "People", "org": "Organisations", "place": "Places", "year": "Years"}


@dataclass(frozen=True, slots=True)
class FileKind:
    """Files of the index of one folder."""

    files: int
    bytes: int
    largest: int


@dataclass(frozen=True, slots=True)
class IndexBuild:
    """What one build of the index took."""

    seconds: dict[str, float]
    """As ``index_alone`` tells them."""
    wall: float
    cpu: float
    memory: int
    """Bytes: the peak of all processes together."""
    load: float
    """Of the machine when the build began."""
    kinds: dict[str, FileKind]
    """By folder below ``search/``; the manifest has its own."""


@dataclass(slots=True)
class ScaleResults:
    """Everything that was measured."""

    stories: int
    machine: dict[str, object]
    builds: dict[str, IndexBuild] = field(default_factory=dict)
    """By where the Whoosh index goes."""
    cold: dict[int, list[Cost]] = field(default_factory=dict)
    """By words in the query."""
    warm: dict[int, list[float]] = field(default_factory=dict)
    """Milliseconds."""


def bench_index(project: Path, *, stories: int, limit: float, say: Say = print) -> ScaleResults:
    """Build the index of ``stories`` generated stories, with the Whoosh index in the site and in the cache; ask it.

    ``limit``: seconds for each build. Raises BackfileError when a build, the browser or the search page fails.
    """
    results = ScaleResults(stories, machine())
    with tempfile.TemporaryDirectory(prefix="backfile-index-") as scratch:
        for where in ("keep", "ship"):
            folder = Path(scratch) / where
            folder.mkdir()
            results.builds[where] = _build(project, folder, stories, where, limit)
            say(f"{stories:,} stories, Whoosh index: {where}: {told(results.builds[where])}")
        site = folder / "site"
        write_search_page(project, site, stories)
        made = IndexStories(stories)
        with readers.browser() as running:
            results.machine["browser"] = running.version
            for length in LENGTHS:
                _ask(running, site, length, made.queries(length, QUERIES), results)
                say(f"queries of {length}: {asked(results, length)}")
    return results


def _build(project: Path, folder: Path, stories: int, where: str, limit: float) -> IndexBuild:
    load = os.getloadavg()[0]
    command = [sys.executable, "-m", "backfile.bench.index_alone", str(stories), str(folder), where]
    run = measure(command, limit, project)
    if run.timed_out or run.code:
        why = f"was not done after {limit:g} seconds" if run.timed_out else f"ended with:\n{run.errors[-2000:]}"
        raise BackfileError(f"The index of {stories:,} stories {why}.")
    sizes: dict[str, list[int]] = defaultdict(list)
    root = folder / "site" / permalinks.SEARCH
    for path in root.rglob("*"):
        if path.is_file():
            sizes[path.relative_to(root).parts[0]].append(path.stat().st_size)
    kinds = {name: FileKind(len(of), sum(of), max(of)) for name, of in sorted(sizes.items())}
    return IndexBuild(json.loads(run.output), run.wall, run.cpu, run.memory, load, kinds)


def write_search_page(project: Path, site: Path, stories: int) -> None:
    """The theme's search page and its assets, beside an index in ``site``."""
    theme = project / "themes/broadsheet"
    assets = Assets.collect(theme)
    address = permalinks.SEARCH
    looks = views.Site("Archive", "", "en", "", "/", nav=(views.Link("Search", address),), footer=())
    facets = tuple(views.FacetField(name, shown) for name, shown in _FACETS.items())
    view = views.SearchView(views.Head("Search", address, section=address, indexed=False), stories, (), (), facets)
    page = Renderer(theme, looks, assets.addresses).render(views.Page(address, "search.html", view))
    for name, data in (*assets.files, (f"{address}index.html", page)):
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _ask(running: Browser, site: Path, length: int, queries: Sequence[str], results: ScaleResults) -> None:
    with hosted(site, DELAY) as far:
        results.cold[length] = [
            cost_of(readers.ask_cold(running, far, permalinks.SEARCH, query)) for query in queries
        ]
    with hosted(site) as near:
        results.warm[length] = readers.ask_warm(running, near, permalinks.SEARCH, queries)


def told(build: IndexBuild) -> str:
    """A build in a line."""
    took = build.seconds
    kinds = ", ".join(
        f"{name} {kind.files:,} of {kind.bytes / kind.files / 1000:.1f} kB (largest {kind.largest / 1000:.1f})"
        for name, kind in build.kinds.items()
    )
    files = sum(kind.files for name, kind in build.kinds.items() if name != "whoosh")
    return (
        f"{took['index']:.1f} s ({took['blocks']:.1f} blocks, {took['segments']:.1f} segments), "
        f"{build.cpu:.1f} s of processor time, of which {took['stories_cpu']:.1f} s to make up the stories; "
        f"{build.memory / 1e6:,.0f} MB; load {build.load:.1f}; {files:,} files of search: {kinds}"
    )


def asked(results: ScaleResults, length: int) -> str:
    """Queries of a length in a line. What would be an article page is not there, and does not count."""
    cold = [(cost.wire - cost.kinds[KINDS[-1]][0]) / 1000 for cost in results.cold[length]]
    plain = [
        (cost.scripts_plain - cost.kinds[KINDS[-1]][0]) / 1000 for cost in results.cold[length]
    ]
    warm = results.warm[length]
    depth = [cost.depth_to_results for cost in results.cold[length]]
    return (
        f"cold kB median {median(cold):.1f}, p95 {_p95(cold):.1f}, most {max(cold):.1f} "
        f"(scripts not compressed: {median(plain):.1f}, {_p95(plain):.1f}); "
        f"requests in sequence to the results {median(depth):.0f}, most {max(depth)}; "
        f"warm ms p50 {median(warm):.1f}, p95 {_p95(warm):.1f}, most {max(warm):.1f}"
    )


def _p95(values: Sequence[float]) -> float:
    return sorted(values)[-(-95 * len(values) // 100) - 1]
