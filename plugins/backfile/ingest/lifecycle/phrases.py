"""Patterns for set phrases, written one a line."""

from __future__ import annotations


def one_of(lines: str) -> str:
    """A pattern for one of several, one a line; a blank stands for any white space. Empty lines do not count."""
    found = (line.strip().replace(" ", r"\s+") for line in lines.splitlines())
    return f"(?:{'|'.join(filter(None, found))})"
