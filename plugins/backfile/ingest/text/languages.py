"""Language tags of wires as the archive writes them."""

from __future__ import annotations

from functools import cache

from babel.core import get_global

from backfile.model.options import LANGUAGE_TAG


@cache
def language(tag: str) -> str:
    """The BCP 47 tag for what a feed writes, ``de``, ``pt_BR``, ``swe``; empty for what is none."""
    tag = tag.strip().replace("_", "-")
    first, dash, rest = tag.partition("-")
    if len(first) == 3:
        first = get_global("language_aliases").get(first.lower(), first)
    tag = first.lower() + dash + rest
    return tag if tag not in ("x-default", "mul", "und", "zxx") and LANGUAGE_TAG.fullmatch(tag) else ""
