"""Pagefind on pages that Backfile has built: the same text, and a page that shows ten results with excerpts."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from importlib.metadata import version
from pathlib import Path

from backfile.bench.peers import THEMES
from backfile.bench.timed import measure
from backfile.model.problems import BackfileError

PAGE = "pagefind-search/"
"""The address of its search page."""

_NEEDS = ("pagefind", "pagefind_bin")
_ARTICLE = "article.story"
_NOT_TEXT = ".filed, .notice, .standfirst, figure, .dateline, .slip, .facts"
"""What stands on an article's page besides its headline and text, which is all that Backfile indexes as words."""


def missing() -> str:
    """Why Pagefind cannot be measured; empty when it can."""
    absent = [name for name in _NEEDS if importlib.util.find_spec(name) is None]
    return f"not installed: {', '.join(absent)} (pip install -r requirements/bench.lock)" if absent else ""


def pagefind_version() -> str:
    """``Pagefind 1.5.0``"""
    return f"Pagefind {version('pagefind')}"


def add_pagefind(site: Path, limit: float) -> float:
    """Index the articles of the site and add its search page; returns seconds of wall time.

    Raises BackfileError when Pagefind fails or takes more than ``limit`` seconds.
    """
    command = [sys.executable, "-m", "pagefind", "--site", str(site), "--quiet"]
    only = ["--glob", "[0-9]*/**/*.html", "--root-selector", _ARTICLE, "--exclude-selectors", _NOT_TEXT]
    figures = measure([*command, *only], limit, site.parent)
    if figures.timed_out or figures.code:
        why = f"was not done after {limit:g} seconds" if figures.timed_out else f"ended with {figures.code}"
        raise BackfileError(f"Pagefind {why}: {(figures.errors or figures.output)[-2000:]}")
    shutil.copytree(THEMES / "pagefind-search", site / PAGE)
    return figures.wall
