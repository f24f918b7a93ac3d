"""Run one command and account for every process that it starts: wall time, processor time, peak memory.

``measure`` runs the command below a small supervisor (``python -m backfile.bench.timed``), so that what the command
leaves behind is waited for and counted too, and nothing else that the measuring process does is.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

SAMPLE_SECONDS = 0.1
"""Between two looks at the memory of the tree."""

_PR_SET_CHILD_SUBREAPER = 36
"""From Linux' ``sys/prctl.h``: orphans of the tree become children of this process, which so learns what they used."""

_GRACE_SECONDS = 10.0
"""How long the processes that a finished command leaves behind may take to end by themselves."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What one run of a command took."""

    wall: float
    """Seconds from its start to its end."""
    cpu: float
    """Seconds of processor time, user and system, of all its processes."""
    memory: int
    """Bytes: the largest sum over its processes in any sample; on Linux each shared page is counted once (PSS)."""
    code: int
    """Its exit code; negative for the signal that ended it."""
    timed_out: bool
    output: str
    """What it printed to standard output."""
    errors: str
    """What it printed to standard error."""


def measure(command: Sequence[str], limit: float, folder: Path) -> Figures:
    """Run ``command`` in ``folder`` for at most ``limit`` seconds of wall time."""
    with tempfile.TemporaryDirectory(prefix="backfile-timed-") as scratch:
        files = [Path(scratch) / name for name in ("figures", "output", "errors")]
        supervisor = [sys.executable, "-m", "backfile.bench.timed", str(limit), *map(str, files), *command]
        process = subprocess.Popen(supervisor, cwd=folder, start_new_session=True)
        try:
            # The supervisor keeps the limit; this one is for a supervisor that hangs itself.
            process.wait(limit + 3 * _GRACE_SECONDS)
        finally:
            if process.poll() is None:
                _end_session(process.pid)
                process.wait()
        figures = json.loads(files[0].read_text(encoding="utf-8"))
        output, errors = (file.read_text(encoding="utf-8", errors="replace") for file in files[1:])
        return Figures(**figures, output=output, errors=errors)


@dataclass(frozen=True, slots=True)
class _Account:
    """The part of Figures that the supervisor knows."""

    wall: float
    cpu: float
    memory: int
    code: int
    timed_out: bool


def _supervise(limit: float, files: list[Path], command: list[str]) -> None:
    figures, output, errors = files
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    with output.open("wb") as out, errors.open("wb") as err:
        began = time.perf_counter()
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out, stderr=err)
        watch = _Watch(limit)
        watch.start()
        code = process.wait()
        wall = time.perf_counter() - began
    _reap(time.monotonic() + _GRACE_SECONDS)
    watch.stop()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    account = _Account(wall, used.ru_utime + used.ru_stime, watch.peak, code, watch.timed_out)
    figures.write_text(json.dumps(asdict(account)), encoding="utf-8")


class _Watch(threading.Thread):
    """Looks at the memory of the tree again and again, and ends the tree when its time is over."""

    def __init__(self, limit: float) -> None:
        super().__init__(daemon=True)
        self.peak = 0
        self.timed_out = False
        self._ends = time.monotonic() + limit
        self._done = threading.Event()

    def run(self) -> None:
        while not self._done.is_set():
            self.peak = max(self.peak, sum(map(_memory, _session())))
            if time.monotonic() > self._ends:
                self.timed_out = True
                _end_all(_session())
            self._done.wait(SAMPLE_SECONDS)

    def stop(self) -> None:
        self._done.set()
        self.join()


def _reap(until: float) -> None:
    """Wait for all that the command left behind; end it when it does not end by itself."""
    while True:
        try:
            pid, _ = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if not pid:
            if time.monotonic() > until:
                _end_all(_session())
            time.sleep(0.01)


def _session() -> list[int]:
    """The processes of this session besides this one: all that the command started, whoever is their parent now."""
    own, session = os.getpid(), os.getsid(0)
    if not Path("/proc/self/stat").exists():
        listing = subprocess.run(["ps", "-ax", "-o", "pid="], capture_output=True, text=True, check=True).stdout
        pids = [int(pid) for pid in listing.split()]
    else:
        pids = [int(entry.name) for entry in os.scandir("/proc") if entry.name.isdigit()]
    return [pid for pid in pids if pid != own and _session_of(pid) == session]


def _session_of(pid: int) -> int:
    try:
        return os.getsid(pid)
    except OSError:  # ended meanwhile
        return 0


def _memory(pid: int) -> int:
    """Bytes of memory of a process; 0 when it has ended."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    if sys.platform != "linux":
        shown = subprocess.run(["ps", "-o", "rss=", "-p", str(pid)], capture_output=True, text=True, check=False).stdout
        return int(shown.strip() or 0) * 1024
    return 0


def _end_session(leader: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(leader, signal.SIGKILL)


def _end_all(pids: list[int]) -> None:
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


if __name__ == "__main__":
    _supervise(float(sys.argv[1]), [Path(name) for name in sys.argv[2:5]], sys.argv[5:])
