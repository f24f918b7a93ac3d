"""How much memory a build takes: this process and all that it has started, together, at their largest.

On Linux a thread looks at the tree four times a second. Its processes share pages (the worker processes come from one
that has loaded the program), so their resident sizes must not be summed: the kernel's proportional set size divides
each shared page among those who hold it (``proc_pid_smaps(5)``). To find it the kernel walks the page tables, some
3 ms for a gigabyte, so it is asked only when the cheap sum of resident sizes has grown since it was asked last.
"""

from __future__ import annotations

import contextlib
import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

INTERVAL = 0.25
"""Seconds between two looks. What comes and goes between them is not seen."""

GROWTH = 1.02
"""By how much the sum of resident sizes must exceed that of the last weighing: the peak is told to this precision."""


class MemoryWatch:
    """Watches the process tree from ``start()`` to ``stop()``."""

    def __init__(self, interval: float = INTERVAL) -> None:
        """``interval``: seconds between two looks."""
        self._interval = interval
        self._peak = 0
        self._resident = 0
        self._over = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin to watch; where the system shows no process tree, nothing is begun."""
        if _tree_is_shown() and self._thread is None:
            self._thread = threading.Thread(target=self._watch, name="memory", daemon=True)
            self._thread.start()

    def stop(self) -> int:
        """End watching. Returns bytes: the peak of the tree; where it could not be watched, the most that any one
        process has held, or 0 where the system does not tell that either. A second call returns the same."""
        if self._thread is None:
            return _largest_process()
        if not self._over.is_set():
            self._over.set()
            self._thread.join()
            self._look()
        return self._peak

    def _watch(self) -> None:
        while not self._over.is_set():
            self._look()
            self._over.wait(self._interval)

    def _look(self) -> None:
        processes = list(_tree(os.getpid()))
        resident = sum(map(_resident, processes))
        if resident > self._resident * GROWTH:
            self._resident = resident
            self._peak = max(self._peak, sum(map(_proportional, processes)))


def _tree_is_shown() -> bool:
    return all(Path("/proc/self", name).exists() for name in ("smaps_rollup", f"task/{os.getpid()}/children"))


def _tree(process: int) -> Iterator[int]:
    """The process and its descendants; those that end meanwhile may be left out."""
    yield process
    with contextlib.suppress(OSError):
        for thread in Path(f"/proc/{process}/task").iterdir():
            with contextlib.suppress(OSError):
                for child in (thread / "children").read_text(encoding="ascii").split():
                    yield from _tree(int(child))


def _resident(process: int) -> int:
    """Bytes in memory, shared pages too; 0 when the process has ended."""
    try:
        return int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1]) * _PAGE
    except (OSError, IndexError):
        return 0


def _proportional(process: int) -> int:
    """Bytes in memory, of each shared page this process's part; all of it where the kernel does not show the parts."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return _resident(process)
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


_PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096


def _largest_process() -> int:
    """Bytes: the most that this process or any one that it has waited for has held."""
    if sys.platform == "win32":
        return 0
    import resource  # noqa: PLC0415 - not on every system

    kilobyte = 1 if sys.platform == "darwin" else 1024
    users = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return max(resource.getrusage(user).ru_maxrss for user in users) * kilobyte
