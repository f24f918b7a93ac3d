"""Pictures by reference: only what an article file can name."""

from __future__ import annotations

import re
from collections.abc import Callable

from backfile.ingest.text.xml import Element
from backfile.model.article import Image

_RELATIVE = re.compile(
    r"[\w][\w .,()+@-]*(?:/[\w][\w .,()+@-]*)*\.(?:jpe?g|png|gif|webp|avif|tiff?|svg)", re.IGNORECASE
)
_WEB = re.compile(r"https://[^\s/\"'<>\\]+/[^\s\"'<>\\]+")
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|tiff?|svg)(?:[?#]|\Z)", re.IGNORECASE)
_NO_PICTURE = re.compile(
    r"gravatar\.|feedburner\.|/(?:pixel|spacer|blank|clear|rt|1x1)(?:[/?]|\.gif|\Z)|tracking-?pixel|/track(?:ing|er)?[/.?]|/emoji/"
    r"|/smil(?:ey|ie)s?/|/ads?/|share-?button",
    re.IGNORECASE,
)
"""In addresses of what is no picture of the story: counters of readers, signs, faces of authors."""
_NO_PICTURE_CLASS = re.compile(
    r"\b(?:wp-)?(?:emoji|smiley|avatar|gravatar)|\bpixel\b|tracking|share-?button", re.IGNORECASE
)
_COUNTS = re.compile(r"\s*0*[012](?:\.\d*)?\s*(?:px)?\s*")
_TINY = re.compile(r"(?<![\w-])(?:width|height)\s*:\s*0*[012](?:px)?\s*(?:;|!|\Z)|display\s*:\s*none", re.IGNORECASE)
LONGEST = 2000
"""Characters of an address."""


def image(file: str, alt: str = "", caption: str = "", credit: str = "") -> Image | None:
    """The picture that ``file`` names: an https address, or a plain relative path to a picture; None for all else."""
    file = file.strip()
    if len(file) > LONGEST or not (_WEB.fullmatch(file) or _RELATIVE.fullmatch(file)):
        return None
    return Image(file, " ".join(alt.split()), " ".join(caption.split()), " ".join(credit.split()))


def image_in_text(
    element: Element, file: str = "", caption: str = "", credit: str = "", file_of: Callable[[str], str] = str
) -> Image | None:
    """The picture of an ``img`` element in a text; None for those that count readers: a pixel wide, or without a word
    on what they show and without a picture's name. ``file`` is its address where that is not in ``src``; ``file_of``
    makes of an address what an article file can name."""
    file = (file or element.get("src") or "").strip()
    sides = (element.get("width"), element.get("height"))
    if any(side is not None and _COUNTS.fullmatch(side) for side in sides) or _TINY.search(element.get("style") or ""):
        return None
    if _NO_PICTURE.search(file) or _NO_PICTURE_CLASS.search(element.get("class") or ""):
        return None
    alt = element.get("alt") or element.get("title") or ""
    if not (alt or caption or _PICTURE.search(file)):
        return None
    return image(file_of(file), alt, caption, credit)
