"""Pictures by reference: only what an article file can name."""

from __future__ import annotations

import re

from backfile.model.article import Image

_RELATIVE = re.compile(
    r"[\w][\w .,()+@-]*(?:/[\w][\w .,()+@-]*)*\.(?:jpe?g|png|gif|webp|avif|tiff?|svg)", re.IGNORECASE
)
_WEB = re.compile(r"https://[^\s/\"'<>\\]+/[^\s\"'<>\\]+")
LONGEST = 2000
"""Characters of an address."""


def image(file: str, alt: str = "", caption: str = "", credit: str = "") -> Image | None:
    """The picture that ``file`` names: an https address, or a plain relative path to a picture; None for all else."""
    file = file.strip()
    if len(file) > LONGEST or not (_WEB.fullmatch(file) or _RELATIVE.fullmatch(file)):
        return None
    return Image(file, " ".join(alt.split()), " ".join(caption.split()), " ".join(credit.split()))
