"""Which files below the content folder are articles, and which are their earlier versions."""

from __future__ import annotations

import os
from pathlib import Path

from backfile.model.problems import BackfileError

FOLDER = "articles"

HISTORY = "history"
"""Below it: a folder for each article that has a history, with a file for every version that went out."""


def article_files(content: Path) -> list[str]:
    """Paths of all article files below ``content``, relative, with forward slashes, sorted. Hidden files are none.

    Raises BackfileError when a folder cannot be listed.
    """
    return _files(content, FOLDER)


def history_files(content: Path) -> list[str]:
    """Paths of all files with a version of a story, in the same way."""
    return _files(content, HISTORY)


def is_history(path: str) -> bool:
    """Whether a file holds a version of a story and not the article itself."""
    return path.startswith(f"{HISTORY}/")


def article_of_history(path: str) -> str:
    """``articles/2015/11/17/port.md`` for each file in ``history/2015/11/17/port/``."""
    return f"{FOLDER}{path.removeprefix(HISTORY).rpartition('/')[0]}.md"


def _files(content: Path, top: str) -> list[str]:
    if not (content / top).exists():
        return []
    found: list[str] = []
    pending: list[tuple[str, tuple[str, ...]]] = [(top, ())]
    while pending:
        folder, links = pending.pop()
        try:
            entries = list(os.scandir(content / folder))
        except OSError as error:
            raise BackfileError(f"{content / folder} cannot be listed: {error.strerror}") from error
        for entry in entries:
            path = f"{folder}/{entry.name}"
            if entry.name.startswith("."):
                continue
            if entry.is_dir():
                target = os.path.realpath(entry) if entry.is_symlink() else ""
                if not target:
                    pending.append((path, links))
                elif target not in links and not _is_within(os.path.realpath(content / folder), target):
                    pending.append((path, (*links, target)))  # a link to a folder above would never end
            elif path.endswith(".md"):
                found.append(path)
    return sorted(found)


def _is_within(folder: str, other: str) -> bool:
    return os.path.commonpath((folder, other)) == other
