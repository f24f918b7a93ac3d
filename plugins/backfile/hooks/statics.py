"""Pelican's settings for static files, read as Pelican reads them: which files, and where they go."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from fnmatch import fnmatch
from pathlib import Path
from posixpath import normpath
from typing import Any

from backfile.model.options import SettingError

EXTRA = "extra"
"""The folder whose files go to the root of the site (CNAME, icons)."""


def static_files(content: Path, settings: Mapping[str, Any]) -> list[tuple[str, Path]]:
    """``(path below the output folder, source)`` of each file below ``STATIC_PATHS``, sorted.

    ``STATIC_EXCLUDES``, ``IGNORE_FILES`` and ``EXTRA_PATH_METADATA`` mean what they mean to Pelican. Raises
    SettingError for a place outside the site.
    """
    excluded = {normpath(str(path)) for path in settings["STATIC_EXCLUDES"]}
    places = settings.get("EXTRA_PATH_METADATA") or {}
    paths = settings["STATIC_PATHS"]
    found: dict[str, Path] = {}
    for start in [paths] if isinstance(paths, str) else paths:
        for inside in sorted(_walk(content, normpath(str(start)), excluded)):
            if any(fnmatch(inside.rpartition("/")[2], ignored) for ignored in settings["IGNORE_FILES"]):
                continue
            place = dict(places.get(inside, {})).get("path", inside.removeprefix(f"{EXTRA}/"))
            target = normpath(str(place))
            if target.startswith(("../", "/")) or target in ("..", "."):
                raise SettingError(f"EXTRA_PATH_METADATA sends {inside} to {place!r}: outside the site")
            found[target] = content / inside
    return sorted(found.items())


def _walk(content: Path, start: str, excluded: set[str]) -> Iterator[str]:
    """Paths of all files at or below ``start``, relative to the content folder, with forward slashes."""
    if (content / start).is_file():
        yield start
        return
    for parent, folders, names in os.walk(content / start, followlinks=True):
        here = os.path.relpath(parent, content).replace(os.sep, "/")
        here = "" if here == "." else f"{here}/"
        folders[:] = [name for name in folders if f"{here}{name}" not in excluded]
        yield from (f"{here}{name}" for name in names)
