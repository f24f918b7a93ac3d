"""Who wrote it: ``By Jane Doe``, ``Von Jane Doe, BFN``, as wires put it above the text and in fields."""

from __future__ import annotations

import re

_BY = re.compile(r"\s*(?:By|BY|Von|VON|Par|PAR|Por|POR|Door|Av|Af|Di|Da)\s+(?=[^\W\d_])")
_BYLINE = re.compile(
    r"\s*(?:By|BY|Von|VON|Par|PAR|Por|POR)\s+(?P<name>(?=[^\W\d_])[^a-z][^.!?:;]{2,70}\.?[^.!?:;]{0,30})\Z"
)
_ADDRESS = re.compile(r"[(<\[]?\b[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+[)>\]]?")
_SIGNATURE = re.compile(r"[a-z]{2,4}(?:[/-][a-z]{1,4})+|[a-z]{2}|/[^\W\d_]{2,12}/")


def byline_of(paragraph: str) -> str:
    """The name in a paragraph that is a byline and nothing else; empty for all others."""
    match = _BYLINE.match(paragraph) if len(paragraph) <= 110 else None
    return match.group("name").strip() if match else ""


def name_in_byline(field: str) -> str:
    """The name in a byline field, without ``By``. Empty where desks put their initials (``gr/bp``) or the agency (``/ritzau/``).
    Addresses for mail are left out."""
    name = _BY.sub("", " ".join(_ADDRESS.sub(" ", field).split()), count=1).strip(" ,;-–—")
    return "" if _SIGNATURE.fullmatch(name) else name
