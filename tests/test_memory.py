"""The memory of a process tree, as a build tells it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from backfile.build.memory import MemoryWatch

BLOCK = 100_000_000

WATCHED = f"""
import os, sys, time
from backfile.build.memory import MemoryWatch

block = b"x" * {BLOCK}
watch = MemoryWatch(0.02)
watch.start()
children = [os.fork() for _ in range(3)] if sys.argv[1] == "share" else []
if 0 in children:
    time.sleep(0.5)
    os._exit(0)
time.sleep(0.3)
print(watch.stop(), watch.stop())
"""
"""A program that holds a block, and has children that share it."""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="a tree of processes is watched on Linux only")


def watched(*arguments: str) -> list[int]:
    run = subprocess.run([sys.executable, "-c", WATCHED, *arguments], capture_output=True, text=True, check=True)
    return [int(figure) for figure in run.stdout.split()]


MEASURED = f"""
import subprocess, sys, time
from backfile.build.memory import MemoryWatch

holder = "import sys; block = b'x' * {BLOCK}; print(flush=True); sys.stdin.read()"
parent = f"import subprocess, sys; sys.exit(subprocess.call([sys.executable, '-c', {{holder!r}}]))"
watch = MemoryWatch(0.02)
watch.start()
child = subprocess.Popen(
    [sys.executable, "-c", parent], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
)
child.stdout.readline()
time.sleep(0.3)
child.communicate()
alone = MemoryWatch()
alone.start()
print(alone.stop(), watch.stop())
"""


def test_the_peak_is_that_of_all_processes_together_and_outlives_them():
    # In a process of its own: this one may have children of other tests.
    told = subprocess.run([sys.executable, "-c", MEASURED], capture_output=True, encoding="utf-8", check=True)
    small, large = map(int, told.stdout.split())

    assert BLOCK < large - small < 1.6 * BLOCK


def test_shared_pages_are_counted_once():
    alone, _ = watched("alone")
    together, _ = watched("share")

    assert BLOCK < alone
    assert together < 1.6 * alone


def test_a_second_stop_tells_the_same():
    first, second = watched("alone")

    assert first == second


def test_without_a_start_the_largest_process_is_told():
    assert MemoryWatch().stop() > 10_000_000
