"""Time whole builds, each in a process of its own: everything new, nothing changed, one article edited."""

from __future__ import annotations

import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from backfile.bench.corpus import write_corpus
from backfile.model.problems import BackfileError
from backfile.reader import article_files

KINDS = ("cold", "nothing changed", "one edited")


def bench(project: Path, stories: int, corpus: Path | None, runs: int, json_file: str | None) -> list[str]:
    """Build ``corpus`` (or a generated one of ``stories``) ``runs`` times in each way; returns a Markdown table.

    ``project`` is the folder of ``pelicanconf.py``. The corpus itself is never changed: builds work on a copy.
    Raises BackfileError when a build does not end with a published site.
    """
    with tempfile.TemporaryDirectory(prefix="backfile-bench-") as scratch:
        content, output = Path(scratch) / "content", Path(scratch) / "output"
        if corpus:
            shutil.copytree(corpus, content)
        else:
            write_corpus(content, stories)
        edited = content / article_files(content)[-1]
        original = edited.read_bytes()
        seconds: dict[str, list[float]] = {kind: [] for kind in KINDS}
        reports: dict[str, dict[str, object]] = {}
        for number in range(runs):
            edited.write_bytes(original)
            for kind in KINDS:
                if kind == "cold":
                    for folder in (output, Path(scratch) / "cache"):
                        shutil.rmtree(folder, ignore_errors=True)
                if kind == "one edited":
                    edited.write_bytes(original + f"\nAn added paragraph, number {number}.\n".encode())
                began = time.perf_counter()
                reports[kind] = _build(project, content, output, Path(scratch) / "cache")
                seconds[kind].append(time.perf_counter() - began)
    if json_file:
        figures = {"seconds": seconds, "reports": reports, "machine": platform.platform(), "cores": os.cpu_count()}
        Path(json_file).write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    lines = ["| build | median s | min | max | files written |", "|---|---|---|---|---|"]
    for kind in KINDS:
        times = seconds[kind]
        lines.append(
            f"| {kind} | {statistics.median(times):.2f} | {min(times):.2f} | {max(times):.2f} "
            f"| {reports[kind]['pages_written']} |"
        )
    return lines


def _build(project: Path, content: Path, output: Path, cache: Path) -> dict[str, object]:
    overrides = {"PATH": str(content), "OUTPUT_PATH": str(output), "CACHE_PATH": str(cache), "REPORT_JSON": True}
    program = (
        "import sys, json; from pathlib import Path; from backfile.hooks.command import build_site; "
        "sys.exit(build_site(Path(sys.argv[1]), **json.loads(sys.argv[2])))"
    )
    run = subprocess.run(
        [sys.executable, "-c", program, str(project / "pelicanconf.py"), json.dumps(overrides)],
        capture_output=True,
        text=True,
        check=False,
        cwd=project,
    )
    if run.returncode not in (0, 1):
        raise BackfileError(f"A build failed:\n{run.stderr}")
    report: dict[str, object] = json.loads(run.stdout.splitlines()[-1])
    return report
