"""Pictures by reference: only what an article file can name."""

from __future__ import annotations

import re
from collections.abc import Iterable

from backfile.model.article import Image

_RELATIVE = re.compile(
    r"[\w][\w .,()+@-]*(?:/[\w][\w .,()+@-]*)*\.(?:jpe?g|png|gif|webp|avif|tiff?|svg)", re.IGNORECASE
)
_WEB = re.compile(r"https://[^\s/\"'<>\\]+/[^\s\"'<>\\]+")
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|tiff?|svg)(?:[?#]|\Z)", re.IGNORECASE)
_COUNTS = frozenset(("0", "1", "2"))
LONGEST = 2000
"""Characters of an address."""


def image(file: str, alt: str = "", caption: str = "", credit: str = "") -> Image | None:
    """The picture that ``file`` names: an https address, or a plain relative path to a picture; None for all else."""
    file = file.strip()
    if len(file) > LONGEST or not (_WEB.fullmatch(file) or _RELATIVE.fullmatch(file)):
        return None
    return Image(file, " ".join(alt.split()), " ".join(caption.split()), " ".join(credit.split()))


def image_in_text(file: str, alt: str = "", caption: str = "", sides: Iterable[str | None] = ()) -> Image | None:
    """The picture of an ``img`` element in a text; None for those that count readers: a pixel wide (``sides`` are its
    width and height as given), or without a word on what they show and without a picture's name."""
    if not _COUNTS.isdisjoint(side or "" for side in sides) or not (alt or caption or _PICTURE.search(file)):
        return None
    return image(file, alt, caption)
