"""The generators that Backfile is compared with, each with a minimal theme of the same lists."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from backfile.bench.conversion import write_for_hugo, write_for_pelican

THEMES = Path(__file__).parent / "themes"

SEARCH_FOLDER = "pagefind/"
"""Where peers put their search index below the output."""


@dataclass(frozen=True, slots=True)
class Peer:
    """A generator, or a chain of programs that does the work of one."""

    name: str
    needs: tuple[str, ...]
    """Python packages that bring the programs."""
    convert: Callable[[Path, Path], None]
    """From a content folder of Backfile to one of its own."""
    theme: str
    """The folder below ``themes/``."""
    commands: Callable[[Path, Path], list[list[str]]]
    """From its site folder, which has the theme and ``content/``, and an output folder."""

    @property
    def missing(self) -> tuple[str, ...]:
        """What is not installed of that which it needs."""
        return tuple(name for name in self.needs if importlib.util.find_spec(name) is None)

    def prepare(self, content: Path, site: Path) -> None:
        """Make its site folder."""
        shutil.copytree(THEMES / self.theme, site)
        (site / "content").mkdir()
        self.convert(content, site / "content")

    def versions(self) -> str:
        """``Hugo 0.150.0, Pagefind 1.5.0``"""
        return ", ".join(f"{_PROGRAMS[name]} {version(name)}" for name in self.needs if name in _PROGRAMS)


_PROGRAMS = {"hugo": "Hugo", "pagefind": "Pagefind", "pelican": "Pelican"}


def _hugo(site: Path, output: Path) -> list[list[str]]:
    hugo = [sys.executable, "-m", "hugo", "--source", str(site), "--destination", str(output), "--noBuildLock"]
    return [
        [*hugo, "--cacheDir", str(site.parent / "hugo-cache"), "--quiet"],
        [sys.executable, "-m", "pagefind", "--site", str(output), "--quiet"],
    ]


def _pelican(site: Path, output: Path) -> list[list[str]]:
    settings, theme = str(site / "settings.py"), str(site)
    folders = [str(site / "content"), "-o", str(output), "-t", theme]
    return [[sys.executable, "-m", "pelican", *folders, "-s", settings, "--quiet"]]


PEERS = (
    Peer("Hugo + Pagefind", ("hugo", "pagefind", "pagefind_bin"), write_for_hugo, "hugo", _hugo),
    Peer("stock Pelican", ("pelican", "markdown"), write_for_pelican, "pelican", _pelican),
)
