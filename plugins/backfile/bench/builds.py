"""Time Backfile's kinds of build, and the peers' from nothing, in turn."""

from __future__ import annotations

import os
import platform
import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

from backfile.bench.corpus import write_corpus
from backfile.bench.edits import Edits
from backfile.bench.peers import PEERS, Peer
from backfile.bench.run import Run, backfile_run, forget, peer_run
from backfile.bench.usage import usage_of
from backfile.model.problems import BackfileError

Say = Callable[[str], None]


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
    at_least_one(runs)
    if corpus and not corpus.is_dir():
        raise BackfileError(f"There is no content folder {corpus}.")
    with tempfile.TemporaryDirectory(prefix="backfile-bench-") as scratch:
        base = Path(scratch)
        if corpus:
            shutil.copytree(corpus, base / "content")
            usage = usage_of(base / "content")
        else:
            usage = write_corpus(base / "content", stories)
        edits = Edits(base / "content", usage)
        results = Results(
            corpus.resolve().name if corpus else "generated",
            usage.count,
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


def at_least_one(runs: int) -> None:
    """Raise BackfileError for a number of runs that gives no figures."""
    if runs < 1:
        raise BackfileError(f"At least one run is needed, not {runs}.")


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
    forget(base)
    kinds: list[tuple[str, Callable[[int], None]]] = [
        ("Backfile, everything new", lambda _: None),
        ("Backfile, nothing changed", lambda _: None),
        ("Backfile, one article edited", edits.edit),
        ("Backfile, one article added", edits.add),
        ("Backfile, one article put in between", edits.insert),
        ("Backfile, one article deleted", edits.delete),
    ]
    if edits.topic:
        kinds.append(("Backfile, one topic renamed", edits.rename))
    try:
        for name, change in kinds:
            change(number)
            _keep(results, name, backfile_run(project, base, limit), say)
    finally:
        edits.undo()


def _peer(peer: Peer, base: Path, limit: float, results: Results, say: Say) -> None:
    """One build of a peer; when it fails, it is not tried again."""
    try:
        run = peer_run(peer, base, limit)
    except BackfileError as error:
        results.absent[peer.name] = str(error)
        results.runs.pop(peer.name, None)
        say(f"{peer.name} is left out: {error}")
        return
    _keep(results, peer.name, run, say)


def _keep(results: Results, name: str, run: Run, say: Say) -> None:
    results.runs.setdefault(name, []).append(run)
    say(f"{name}, run {len(results.runs[name])}: {told(run)}")


def told(run: Run) -> str:
    """A run in a line."""
    return f"{run.wall:.2f} s, processor {run.cpu:.2f} s, {run.memory / 1e6:.0f} MB"
