"""How a build grows with the archive: generated corpora of several sizes, Backfile alone."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from backfile.bench.builds import Say, at_least_one, machine, told
from backfile.bench.corpus import write_corpus
from backfile.bench.edits import Edits
from backfile.bench.run import Run, backfile_run
from backfile.model.problems import BackfileError

BUILDS = ("everything new", "nothing changed", "one article edited")


@dataclass(slots=True)
class Growth:
    """What was measured."""

    machine: dict[str, object]
    runs: dict[int, dict[str, list[Run]]] = field(default_factory=dict)
    """By number of articles, as they were asked for, and name of the build."""


def grow(project: Path, *, sizes: Sequence[int], runs: int, limit: float, say: Say = print) -> Growth:
    """Build a generated corpus of each of ``sizes``, ``runs`` times: all new, then nothing changed, then one edited.

    The sizes are built in turn, and one corpus at a time is on the disk. ``project``, ``limit`` and ``say`` are those
    of ``bench``. Raises BackfileError for sizes that a corpus cannot have, and when a build fails.
    """
    at_least_one(runs)
    if len(set(sizes)) < len(sizes) or not sizes:
        raise BackfileError("Growth is measured with different sizes, such as 20000,100000.")
    growth = Growth(machine(), {size: {name: [] for name in BUILDS} for size in sizes})
    for number in range(runs):
        for size in sizes:
            with tempfile.TemporaryDirectory(prefix="backfile-growth-") as scratch:
                _measure(project, Path(scratch), size, number, limit, growth, say)
    return growth


def _measure(project: Path, base: Path, size: int, number: int, limit: float, growth: Growth, say: Say) -> None:
    edits = Edits(base / "content", write_corpus(base / "content", size))
    changes: tuple[Callable[[int], None], ...] = (lambda _: None, lambda _: None, edits.edit)
    for name, change in zip(BUILDS, changes, strict=True):
        change(number)
        run = backfile_run(project, base, limit)
        growth.runs[size][name].append(run)
        say(f"{size:,} articles, {name}, run {number + 1}: {told(run)}")
