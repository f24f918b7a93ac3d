"""A program that ingests hostile files one after the other and prints what became of each."""

from __future__ import annotations

import json
import re
import resource
import sys
import time
from pathlib import Path

from backfile.ingest import ingest


def main(wire: Path, content: Path) -> None:
    """Print ``[number, seconds of the processor, MB at most so far, reasons]`` for each numbered folder."""
    ingest(wire / "warm", content)  # imports and tables
    for folder in sorted(path for path in wire.iterdir() if path.name.isdigit()):
        begun = time.process_time()
        summary = ingest(folder, content)
        seconds = time.process_time() - begun
        reasons = [str(problem) for problem in (*summary.rejected, *summary.skipped)]
        print(json.dumps([int(folder.name), seconds, peak(), reasons]), flush=True)


def peak() -> int:
    """MB that this process has held at most. The kernel's other figure counts what it was forked from."""
    status = Path("/proc/self/status")
    if status.exists() and (match := re.search(r"VmHWM:\s+(\d+) kB", status.read_text())):
        return int(match.group(1)) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
