"""Of several renditions of a picture, the one that a page can show best."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from backfile.ingest.formats.json_items.values import Object, number, text
from backfile.ingest.text.images import image

WIDEST = 2048
"""Pixels; of several renditions the widest up to that one is taken, else the next wider one."""

_UNFIT = re.compile(r"thumb|watermark", re.IGNORECASE)


class _Rendition(NamedTuple):
    unfit: bool
    too_wide: bool
    distance: int
    place: int
    file: str


def best_rendition(renditions: Iterable[tuple[str, Object]]) -> str:
    """The file that a page can show best, of renditions by name; empty when none can be shown."""
    found = []
    for place, (name, rendition) in enumerate(renditions):
        file = text(rendition.get("href") or rendition.get("url"))
        kind = text(rendition.get("mimetype") or rendition.get("contenttype"))
        if image(file) is None or (kind and not kind.startswith("image/")):
            continue
        width = number(rendition.get("width"), 1, 1_000_000) or 0
        told = f"{name} {text(rendition.get('usage'))} {text(rendition.get('variant'))} {text(rendition.get('title'))}"
        unfit = bool(_UNFIT.search(f"{told} {file.rpartition('/')[2]}"))
        found.append(_Rendition(unfit, width > WIDEST, width if width > WIDEST else -width, place, file))
    return min(found).file if found else ""
