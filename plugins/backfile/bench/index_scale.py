"""How search grows with the archive: the index of generated stories alone, and what asking it costs a reader."""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from backfile.bench import readers
from backfile.bench.builds import Say, machine
from backfile.bench.costs import KINDS, Cost, cost_of
from backfile.bench.hosting import hosted
from backfile.bench.index_stories import IndexStories
from backfile.bench.search_table import p95
from backfile.bench.searching import DELAY
from backfile.bench.table import backfile_version, system, write_block
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
WHERE = {"keep": "in the cache", "ship": "in the site"}
_PAGES = KINDS[-1]

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
        folder = Path(scratch) / "built"
        for where, told_where in WHERE.items():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            results.builds[where] = _build(project, folder, stories, where, limit)
            say(f"{stories:,} stories, Whoosh index {told_where}: {told(results.builds[where])}")
        site = folder / "site"
        write_search_page(project, site)
        made = IndexStories(stories)
        with readers.browser() as running:
            results.machine["browser"] = running.version
            for length in LENGTHS:
                _ask(running, site, length, made.queries(length, QUERIES), results)
                say(f"queries of {length} words asked")
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


def write_search_page(project: Path, site: Path) -> None:
    """The theme's search page and its assets, beside an index in ``site``."""
    theme = project / "themes/broadsheet"
    assets = Assets.collect(theme)
    address = permalinks.SEARCH
    looks = views.Site("Archive", "", "en", "", "/", nav=(views.Link("Search", address),), footer=())
    facets = tuple(views.FacetField(name, shown) for name, shown in _FACETS.items())
    view = views.SearchView(views.Head("Search", address, section=address, indexed=False), (), (), facets)
    page = Renderer(theme, looks, assets.addresses).render(views.Page(address, "search.html", view))
    for name, data in (*assets.files, (f"{address}index.html", page)):
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _ask(running: Browser, site: Path, length: int, queries: Sequence[str], results: ScaleResults) -> None:
    with hosted(site, DELAY) as far:
        results.cold[length] = [cost_of(readers.ask_cold(running, far, permalinks.SEARCH, query)) for query in queries]
    with hosted(site) as near:
        results.warm[length] = readers.ask_warm(running, near, permalinks.SEARCH, queries)


def told(build: IndexBuild) -> str:
    """A build in a line."""
    took = build.seconds
    return (
        f"{took['index']:.1f} s, {build.cpu:.1f} s of processor time (without making up the stories "
        f"{build.cpu - took['stories_cpu']:.1f}), {build.memory / 1e6:,.0f} MB, load {build.load:.1f}"
    )


def build_table(results: ScaleResults) -> list[str]:
    """A Markdown table of the builds. Making up the stories, which takes its turns among them, is told beside them."""
    lines = [
        "| Whoosh index | s | blocks | segments | processor s | of it to make up stories | memory MB | load before "
        "| files of search |",
        "|---|" + "--:|" * 8,
    ]
    for where, build in results.builds.items():
        took = build.seconds
        files = sum(kind.files for kind in build.kinds.values())
        lines.append(
            f"| {WHERE[where]} | {took['index']:.1f} | {took['blocks']:.1f} | {took['segments']:.1f} | {build.cpu:.1f} "
            f"| {took['stories_cpu']:.1f} | {build.memory / 1e6:,.0f} | {build.load:.1f} | {files:,} |"
        )
    return lines


def file_table(results: ScaleResults) -> list[str]:
    """A Markdown table of the files of the last build."""
    lines = ["| below search/ | files | kB on average | largest kB | MB in all |", "|---|--:|--:|--:|--:|"]
    for name, kind in list(results.builds.values())[-1].kinds.items():
        lines.append(
            f"| {name} | {kind.files:,} | {kind.bytes / kind.files / 1000:.1f} | {kind.largest / 1000:.1f} "
            f"| {kind.bytes / 1e6:.1f} |"
        )
    return lines


def query_table(results: ScaleResults) -> list[str]:
    """A Markdown table of what queries cost. Article pages are not there, and what would be theirs does not count."""
    lines = [
        "| words in the query | queries | cold, kB median | p95 | most | to the results: kB median | p95 "
        "| scripts not compressed: kB median | p95 "
        "| requests in sequence to the results: median | most | in an open page: ms p50 | p95 | most |",
        "|--:|" + "--:|" * 13,
    ]
    for length, costs in results.cold.items():
        cold = [(cost.wire - cost.kinds[_PAGES][0]) / 1000 for cost in costs]
        plain = [(cost.scripts_plain - cost.kinds[_PAGES][0]) / 1000 for cost in costs]
        first = [cost.wire_to_results / 1000 for cost in costs]
        depth, warm = [cost.depth_to_results for cost in costs], results.warm[length]
        lines.append(
            f"| {length} | {len(costs)} | {median(cold):.1f} | {p95(cold):.1f} | {max(cold):.1f} | {median(first):.1f} "
            f"| {p95(first):.1f} | {median(plain):.1f} "
            f"| {p95(plain):.1f} | {median(depth):.0f} | {max(depth)} | {median(warm):.1f} | {p95(warm):.1f} "
            f"| {max(warm):.1f} |"
        )
    return lines


def shown(results: ScaleResults) -> list[str]:
    """Caption and tables as Markdown."""
    machine = results.machine
    caption = (
        f"The search index of {results.stories:,} generated stories, without articles and pages; Chromium "
        f"{machine['browser']} on {system(machine)}; {backfile_version(machine)}. Cold queries are asked of a host "
        f"{1000 * DELAY:.0f} ms away, 1 kB is 1,000 bytes."
    )
    tables = [build_table, file_table, query_table]
    return [caption, *(line for table in tables for line in ("", *table(results)))]


def as_json(results: ScaleResults) -> str:
    """Every figure."""
    return json.dumps(asdict(results), indent=1, ensure_ascii=False) + "\n"


def write_into(document: Path, results: ScaleResults) -> None:
    """Put the tables into their place in ``document``, or at its end."""
    write_block(document, f"index of {results.stories}", shown(results))
