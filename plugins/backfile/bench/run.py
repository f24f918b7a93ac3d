"""One counted build, of Backfile or of a peer, in processes of its own."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from backfile.bench.peers import SEARCH_FOLDER, Peer
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

_PLACE = "backfile"
"""The folder, below that of all builds, of Backfile's output, of what it keeps beside it, and of its cache."""


@dataclass(frozen=True, slots=True)
class Run:
    """What one build took."""

    wall: float
    cpu: float
    memory: int
    """Bytes, as in Figures; the largest of its commands."""
    files_written: int
    search_files: int
    """How many of these belong to the search index."""
    steps: dict[str, float]
    """Seconds of wall time by command, or by stage of the build."""


def forget(base: Path) -> None:
    """Remove all that builds of Backfile in ``base`` have left, so that the next one begins from nothing."""
    shutil.rmtree(base / _PLACE, ignore_errors=True)


def built_site(base: Path) -> Path:
    """Where ``backfile_run`` puts the site."""
    return base / _PLACE / "output"


def backfile_run(project: Path, base: Path, limit: float) -> Run:
    """Build ``base/content`` with the settings of ``project``; what an earlier build has left is built upon.

    Raises BackfileError when the build does not end, within ``limit`` seconds, with a published site.
    """
    output = built_site(base)
    overrides = {
        "PATH": str(base / "content"),
        "OUTPUT_PATH": str(output),
        "CACHE_PATH": str(base / _PLACE / "cache"),
        "SITEURL": ADDRESS,
        "REPORT_JSON": True,
    }
    before = {identity for _, identity in _files(output)}
    command = [sys.executable, "-c", _BUILD, str(project / "pelicanconf.py"), json.dumps(overrides)]
    figures = measure(command, limit, project)
    _check(figures, (0, 1), limit)
    if not figures.output.strip():
        raise BackfileError(f"The build ended without a report:\n{figures.errors[-2000:]}")
    report = json.loads(figures.output.splitlines()[-1])
    new = search = 0
    for path, identity in _files(output):
        if identity not in before:
            new += 1
            search += path.startswith(permalinks.SEARCH)
    return Run(figures.wall, figures.cpu, figures.memory, new, search, report["seconds"])


def peer_run(peer: Peer, base: Path, limit: float) -> Run:
    """Build the site of a peer, prepared in ``base``, from nothing. Raises BackfileError when one of its commands
    fails or takes more than ``limit`` seconds."""
    output = base / f"{peer.theme}-output"
    shutil.rmtree(output, ignore_errors=True)
    steps: dict[str, float] = {}
    cpu, memory = 0.0, 0
    for command in peer.commands(base / peer.theme, output):
        figures = measure(command, limit, base)
        _check(figures, (0,), limit)
        steps[command[2]] = round(figures.wall, 3)
        cpu += figures.cpu
        memory = max(memory, figures.memory)
    files = search = 0
    for path, _ in _files(output):
        files += 1
        search += path.startswith(SEARCH_FOLDER)
    return Run(sum(steps.values()), cpu, memory, files, search, steps)


def _files(site: Path) -> Iterator[tuple[str, int]]:
    """Path and identity of every file of a site. A file that is taken over from the site before is a hard link to the
    same data, with the same inode number and time of change; one that is written anew has another of either."""
    for folder, _, _ in os.walk(site):
        inside = os.path.relpath(folder, site).replace(os.sep, "/")
        for entry in os.scandir(folder):
            if entry.is_file(follow_symlinks=False):
                status = entry.stat(follow_symlinks=False)
                # One number, not a pair or a path: there are millions of them.
                identity = status.st_ino << 64 | status.st_mtime_ns
                yield entry.name if inside == "." else f"{inside}/{entry.name}", identity


def _check(figures: Figures, codes: tuple[int, ...], limit: float) -> None:
    if figures.timed_out:
        raise BackfileError(f"The build was not done after {limit:g} seconds.")
    if figures.code not in codes:
        raise BackfileError(f"The build ended with exit code {figures.code}:\n{figures.errors[-2000:]}")
