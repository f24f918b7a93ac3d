"""A name in a text, as a recogniser finds it."""

from __future__ import annotations

from dataclasses import dataclass

from backfile.model.authority import Kind


@dataclass(frozen=True, slots=True)
class Name:
    """One mention of a person, organisation or place (or event) in one of the texts of an article."""

    text: int
    """Which of the texts: an index."""
    start: int
    end: int
    """Characters of that text. Titles and roles before a name and a possessive ``'s`` are not part of it."""
    kind: Kind
    full: str
    """The fullest form in the same article that it stands for: ``Sergei Shoigu`` for ``Shoigu``, the organisation for
    its acronym; the words themselves where there is none."""
    sure: bool = True
    """False for one that is worth believing only where the rest of the archive confirms it."""
    role: str = ""
    """Title or role that stands with this mention: ``Russian Defence Minister``."""
