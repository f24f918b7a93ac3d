"""The sample archive, built once for all tests that look at a real site."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent

LONGEST = (
    "test_readers",
    "test_incremental",
    "test_build",
    "test_search_page",
    "test_bench",
    "test_killed",
    "test_rejects",
    "test_theme",
    "test_bench_search",
    "test_workers",
)
"""Files of few tests that take long: they come first, so that no process has one of them alone at the end."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files first, all others in their order."""
    rank = {name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: rank.get(item.path.stem, len(rank)))


@dataclass(frozen=True)
class Site:
    """A built site, served."""

    output: Path
    report: dict
    address: str
    """``http://127.0.0.1:PORT/``"""

    @property
    def pages(self) -> list[Path]:
        return sorted(self.output.rglob("*.html"))


def run_invoke(*arguments: str, cwd: Path = PROJECT, check: bool = True) -> subprocess.CompletedProcess[str]:
    """One command, as a user gives it."""
    command = [str(Path(sys.executable).parent / "invoke"), *arguments]
    run = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False, encoding="utf-8")
    if check and run.returncode:
        raise AssertionError(f"{' '.join(command)} ended with {run.returncode}:\n{run.stdout}\n{run.stderr}")
    return run


@pytest.fixture(scope="session")
def invoke():
    return run_invoke


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> Site:
    """The sample archive as ``invoke build`` makes it."""
    from backfile.serving.server import make_server

    folder = tmp_path_factory.mktemp("site")
    run = run_invoke("build", "--output", str(folder / "output"), "--json")
    report = json.loads(run.stdout.splitlines()[-1])
    server = make_server(folder / "output", 0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Site(folder / "output", report, f"http://127.0.0.1:{server.server_address[1]}/")
    server.shutdown()
