"""Word lists as they are written in modules."""

from __future__ import annotations


def listed(text: str) -> frozenset[str]:
    """The words of a list, which white space parts."""
    return frozenset(text.split())
