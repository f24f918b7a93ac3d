"""Time whole builds, each in processes of its own: Backfile's kinds of build, and the peers' from nothing, in turn."""

from __future__ import annotations

import json
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

from backfile.bench.conversion import usage_of
from backfile.bench.corpus import write_corpus
from backfile.bench.edits import Edits
from backfile.bench.peers import PEERS, SEARCH_FOLDER, Peer
from backfile.bench.timed import Figures, measure
from backfile.model import permalinks
from backfile.model.problems import BackfileError

ADDRESS = "https://archive.example"
"""Of all sites that are built, so that feeds and sitemaps are written too."""

_BUILD = (
    "import sys, json; from pathlib import Path; from backfile.hooks.command import build_site; "
    "sys.exit(build_site(Path(sys.argv[1]), **json.loads(sys.argv[2])))"
)
"""Handed to ``python -c``: worker processes import nothing of it."""

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Run:
    """One counted build."""

    wall: float
    cpu: float
    memory: int
    """Bytes, as in Figures; the largest of its commands."""
    files_written: int
    search_files: int
    """How many of these belong to the search index."""
    steps: dict[str, float]
    """Seconds of wall time by command, or by stage of the build."""


@dataclass(slots=True)
class Results:
    """Everything that was measured."""

    corpus: str
    articles: int
    topic: str
    """The topic that was renamed, empty when the corpus has none."""
    topic_articles: int
    machine: dict[str, object]
    runs: dict[str, list[Run]] = field(default_factory=dict)
    """By the name of the build, in the order of the table."""
    absent: dict[str, str] = field(default_factory=dict)
    """Peers that were not measured, and why."""


def bench(
    project: Path,
    *,
    stories: int,
    corpus: Path | None,
    runs: int,
    limit: float,
    say: Say = print,
    peers: Sequence[Peer] = PEERS,
) -> Results:
    """Build ``corpus``, or a generated one of ``stories``, ``runs`` times in every way.

    ``project`` is the folder of ``pelicanconf.py``; ``limit`` the seconds that one command may take; ``say`` gets a
    line after every build. The corpus itself is never changed: builds work on a copy. Raises BackfileError when
    a build of Backfile does not end with a published site; a peer that fails is left out and named in the results.
    """
    if runs < 1:
        raise BackfileError(f"At least one run is needed, not {runs}.")
    if corpus and not corpus.is_dir():
        raise BackfileError(f"There is no content folder {corpus}.")
    with tempfile.TemporaryDirectory(prefix="backfile-bench-") as scratch:
        base = Path(scratch)
        if corpus:
            shutil.copytree(corpus, base / "content")
        else:
            write_corpus(base / "content", stories)
        usage = usage_of(base / "content")
        edits = Edits(base / "content", usage)
        results = Results(
            corpus.resolve().name if corpus else "generated",
            len(usage.paths),
            edits.topic,
            usage.topics.get(edits.topic, 0),
            machine(),
        )
        present = _prepare(peers, base, results, say)
        for number in range(runs):
            _backfile(project, base, edits, number, limit, results, say)
            for peer in present:
                if peer.name not in results.absent:
                    _peer(peer, base, limit, results, say)
        return results


def machine() -> dict[str, object]:
    """What the figures depend on besides the programs."""
    return {
        "system": platform.system(),
        "architecture": platform.machine(),
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
        "python": platform.python_version(),
        "backfile": version("backfile"),
        "load": round(os.getloadavg()[0], 1),
    }


def _prepare(peers: Sequence[Peer], base: Path, results: Results, say: Say) -> list[Peer]:
    present = []
    for peer in peers:
        if peer.missing:
            results.absent[peer.name] = f"not installed: {', '.join(peer.missing)}"
            say(f"{peer.name} is left out, {results.absent[peer.name]} (pip install -r requirements/bench.lock)")
            continue
        peer.prepare(base / "content", base / peer.theme)
        results.machine[peer.name] = peer.versions()
        present.append(peer)
    return present


def _backfile(project: Path, base: Path, edits: Edits, number: int, limit: float, results: Results, say: Say) -> None:
    for folder in ("output", "cache"):
        shutil.rmtree(base / folder, ignore_errors=True)
    kinds: list[tuple[str, Callable[[], None]]] = [
        ("Backfile, everything new", lambda: None),
        ("Backfile, nothing changed", lambda: None),
        ("Backfile, one article edited", lambda: edits.edit(number)),
        ("Backfile, one article added", lambda: edits.add(number)),
    ]
    if edits.topic:
        kinds.append(("Backfile, one topic renamed", lambda: edits.rename(number)))
    try:
        for name, change in kinds:
            change()
            _keep(results, name, _build(project, base, limit), say)
    finally:
        edits.undo()


def _build(project: Path, base: Path, limit: float) -> Run:
    """One build of Backfile."""
    overrides = {
        "PATH": str(base / "content"),
        "OUTPUT_PATH": str(base / "output"),
        "CACHE_PATH": str(base / "cache"),
        "SITEURL": ADDRESS,
        "REPORT_JSON": True,
    }
    before = _inodes(base / "output")
    command = [sys.executable, "-c", _BUILD, str(project / "pelicanconf.py"), json.dumps(overrides)]
    figures = measure(command, limit, project)
    _check(figures, (0, 1), limit)
    report = json.loads(figures.output.splitlines()[-1])
    new = [path for path, inode in _inodes(base / "output").items() if before.get(path) != inode]
    search = sum(path.startswith(permalinks.SEARCH) for path in new)
    return Run(figures.wall, figures.cpu, figures.memory, len(new), search, report["seconds"])


def _inodes(site: Path) -> dict[str, int]:
    """Every file of a site; one that is taken over from the site before keeps its inode (it is a hard link)."""
    return {
        os.path.relpath(entry.path, site).replace(os.sep, "/"): entry.inode()
        for folder, _, _ in os.walk(site)
        for entry in os.scandir(folder)
        if entry.is_file(follow_symlinks=False)
    }


def _peer(peer: Peer, base: Path, limit: float, results: Results, say: Say) -> None:
    """One build of a peer; when it fails, it is not tried again."""
    output = base / f"{peer.theme}-output"
    shutil.rmtree(output, ignore_errors=True)
    steps: dict[str, float] = {}
    cpu, memory = 0.0, 0
    try:
        for command in peer.commands(base / peer.theme, output):
            figures = measure(command, limit, base)
            _check(figures, (0,), limit)
            steps[command[2]] = round(figures.wall, 3)
            cpu += figures.cpu
            memory = max(memory, figures.memory)
        files = _inodes(output)
        search = sum(path.startswith(SEARCH_FOLDER) for path in files)
    except BackfileError as error:
        results.absent[peer.name] = str(error)
        results.runs.pop(peer.name, None)
        say(f"{peer.name} is left out: {error}")
        return
    _keep(results, peer.name, Run(sum(steps.values()), cpu, memory, len(files), search, steps), say)


def _check(figures: Figures, codes: tuple[int, ...], limit: float) -> None:
    if figures.timed_out:
        raise BackfileError(f"The build was not done after {limit:g} seconds.")
    if figures.code not in codes:
        raise BackfileError(f"The build ended with exit code {figures.code}:\n{figures.errors[-2000:]}")


def _keep(results: Results, name: str, run: Run, say: Say) -> None:
    results.runs.setdefault(name, []).append(run)
    number = len(results.runs[name])
    say(f"{name}, run {number}: {run.wall:.2f} s, processor {run.cpu:.2f} s, {run.memory / 1e6:.0f} MB")
