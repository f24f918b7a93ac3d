"""The publisher's own pages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TextPage:
    """A page in the publisher's own words."""

    id: str
    """Its slug, from front matter or the file's name; ``about`` is the about page."""
    title: str
    description: str
    html: str
