"""A build killed at any moment leaves the old site or the new one, whole, and the next build heals.

The long form is ``invoke prove killed``: BACKFILE_KILLS random moments, every change to the disk of a small build and,
where strace is installed, every system call that writes.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest

from builder import PROJECT, Builder, Built, differences, whole_tree
from edited_archive import EDITS, START, EditedArchive

KILLS = int(os.environ.get("BACKFILE_KILLS", "4"))
SEED = int(os.environ.get("BACKFILE_SEED", "2015"))
LONG = KILLS > 100
EVERY = int(os.environ.get("BACKFILE_EVERY", "1"))
"""In the long form, of the changes and system calls only every n-th."""
NEXT = ("retitle", "delete", "rename_a_topic", "reslug", "set_status", "add_in_the_middle", "edit_a_style_sheet")
"""Edits between the two versions of the archive: files appear, disappear and change."""


class TwoVersions:
    """An archive that goes to and fro between two versions of its content, each built once without any harm."""

    def __init__(self, folder: Path, builder: Builder) -> None:
        self.builder = builder
        self.archive = EditedArchive(folder / "archive", count=30 if LONG else 14)
        self.output = self.archive.output
        self.contents = [folder / "first", folder / "second"]
        shutil.copytree(self.archive.content, self.contents[0])
        for number, name in enumerate(NEXT):
            EDITS[name](self.archive, 5 * number + 1)
        self.archive.add(3, START + timedelta(days=90))
        shutil.copytree(self.archive.content, self.contents[1])
        self.trees = []
        for content in self.contents:
            clean = folder / "clean"
            builder.build(content, clean, **self.archive.settings)
            self.trees.append(whole_tree(clean))
            shutil.rmtree(clean)
            shutil.rmtree(clean.with_name("clean-cache"))
        assert self.trees[0] != self.trees[1]
        self.version = 1
        self.seconds = 0.0
        for _ in range(3):
            self.seconds = self.change_over()
        self.beside = self.left_beside()

    def left_beside(self) -> set[str]:
        """Names of what is beside the output and in the cache: what a build leaves when nothing goes wrong."""
        return {path.name for path in (*self.output.parent.iterdir(), *self.archive.cache.iterdir())}

    def next_content(self) -> Path:
        self.version = 1 - self.version
        return self.contents[self.version]

    def change_over(self) -> float:
        """Build the other version without harm; seconds that it takes."""
        began = time.monotonic()
        built = self.build(self.next_content())
        assert built.code == 0, built.stderr
        return time.monotonic() - began

    def build(self, content: Path, **circumstances: object) -> Built:
        return self.builder.build(content, self.output, circumstances=circumstances, **self.archive.settings)

    def assert_whole_and_heals(self, what: object, old: dict[str, str] | None = None) -> bool:
        """Compare what a killed build has left, then build again; whether the new version was already there."""
        old = self.trees[1 - self.version] if old is None else old
        new = self.trees[self.version]
        left = whole_tree(self.output)
        assert left in (old, new), (what, differences(old, left)[:5], differences(new, left)[:5])
        built = self.build(self.contents[self.version])
        assert built.code == 0, (what, built.stderr)
        assert [] == differences(new, whole_tree(self.output)), what
        assert set() == self.left_beside() - self.beside, what
        return left == new


@pytest.fixture(scope="module")
def two(tmp_path_factory) -> Iterator[TwoVersions]:
    with Builder() as builder:
        yield TwoVersions(tmp_path_factory.mktemp("killed"), builder)


def test_killed_at_random_moments(two):
    chance = random.Random(SEED)
    for number in range(KILLS):
        delay = chance.uniform(0, two.seconds * 1.05)
        group = two.builder.start(two.next_content(), two.output, **two.archive.settings)
        time.sleep(delay)
        _kill_group(group)
        two.builder.wait()
        two.assert_whole_and_heals(f"kill {number} of seed {SEED}, after {delay:.4f} s")
        _tell(number, KILLS, "random moments")


def test_killed_with_its_workers_at_random_moments(two):
    """All processes of a build with two jobs, interpreter's start included."""
    chance = random.Random(SEED + 1)
    kills = KILLS // 5 if LONG else 2
    seconds = _timed(lambda: _with_workers(two).wait())
    two.assert_whole_and_heals("not killed at all")
    for number in range(kills):
        delay = chance.uniform(0.3, 1) * seconds
        process = _with_workers(two)
        time.sleep(delay)
        _kill_group(process.pid)
        process.wait()
        two.assert_whole_and_heals(f"kill {number} of seed {SEED + 1}, after {delay:.4f} s with two jobs")
        _tell(number, kills, "random moments with workers")


def test_killed_at_changes_to_the_disk(two):
    counted = [two.build(two.next_content(), count=1).changes for _ in range(2)]
    total = max(map(len, counted))
    assert total > 50
    # In short: some of them, and all renames, by which a site is published where it is not by an exchange.
    moments = [("", number) for number in (range(1, total + 1, EVERY) if LONG else range(2, total, total // 4))]
    renames = max(changes.count("os.rename") for changes in counted)
    moments += [("os.rename", number) for number in range(1, renames + 1)]
    outcomes = set()
    for number, moment in enumerate(moments):
        for _ in range(2 if LONG or moment[0] else 1):  # from the first version to the second, and back
            built = two.build(two.next_content(), kill_at=moment)
            assert built.code in (0, -signal.SIGKILL), (moment, built.stderr)
            outcomes.add((built.code, two.assert_whole_and_heals(f"change {moment} of {total}")))
        _tell(number, len(moments), "changes to the disk")

    assert (-signal.SIGKILL, False) in outcomes, "some have left the old site"


def test_killed_while_the_very_first_site_is_built(two, tmp_path):
    output = tmp_path / "output"
    content = two.contents[0]
    total = len(two.builder.build(content, output, circumstances={"count": 1}, **two.archive.settings).changes)
    for moment in range(1, total + 1, EVERY) if LONG else range(5, total, total // 3):
        for path in tmp_path.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        two.builder.build(content, output, circumstances={"kill_at": ("", moment)}, **two.archive.settings)

        assert whole_tree(output) in ({}, two.trees[0]), moment
        assert 0 == two.builder.build(content, output, **two.archive.settings).code
        assert [] == differences(two.trees[0], whole_tree(output)), moment


def test_readers_find_a_whole_page_at_every_moment_of_a_build(two):
    page = two.output / "index.html"
    seen = {page.read_bytes()}
    group = two.builder.start(two.next_content(), two.output, **two.archive.settings)
    looks = 0
    while _alive(group):
        seen.add(page.read_bytes())  # fails when there is no page, be it for a moment
        looks += 1
    two.builder.wait()
    seen.add(page.read_bytes())

    assert looks > 20
    assert 2 == len(seen)


def _at_every_system_call_that_writes(two: TwoVersions) -> None:
    calls = "write,pwrite64,mkdir,mkdirat,rename,renameat,renameat2,link,linkat,unlink,unlinkat,rmdir,ftruncate"
    for name in calls.split(","):
        code, moment = -1, 0
        while code:
            moment += EVERY
            strace = ("strace", "-f", "-qq", "-o", os.devnull, "--seccomp-bpf", "-e", f"trace={name}")
            process = _process(two, 1, *strace, "-e", f"inject={name}:signal=KILL:when={moment}")
            code = process.wait()
            assert code in (0, -signal.SIGKILL), code
            two.assert_whole_and_heals(f"{name} number {moment}")
            _tell(moment, 0, f"calls of {name}")


if LONG and shutil.which("strace"):
    test_killed_at_every_system_call_that_writes = _at_every_system_call_that_writes


PROGRAM = (
    "import sys, json; from pathlib import Path; from backfile.hooks.command import build_site; "
    "sys.exit(build_site(Path(sys.argv[1]), **json.loads(sys.argv[2])))"
)


def _with_workers(two: TwoVersions) -> subprocess.Popen[bytes]:
    return _process(two, 2)


def _process(two: TwoVersions, jobs: int, *before: str) -> subprocess.Popen[bytes]:
    """A build that begins with the start of an interpreter, in a group of its own."""
    settings = two.archive.settings | {
        "PATH": str(two.next_content()),
        "OUTPUT_PATH": str(two.output),
        "CACHE_PATH": str(two.archive.cache),
        "DEFAULT_PAGINATION": 5,
        "JOBS": jobs,
    }
    return subprocess.Popen(
        [*before, sys.executable, "-c", PROGRAM, str(PROJECT / "pelicanconf.py"), json.dumps(settings)],
        cwd=PROJECT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def _kill_group(group: int) -> None:
    with suppress(ProcessLookupError):  # it was done before
        os.killpg(group, signal.SIGKILL)


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def _timed(work: Callable[[], object]) -> float:
    began = time.monotonic()
    work()
    return time.monotonic() - began


def _tell(number: int, total: int, what: str) -> None:
    if LONG and number % 25 == 0:
        print(f"{what}: {number}" + (f" of {total}" if total else ""), file=sys.stderr, flush=True)
