"""Pages of which there is one: search, about, texts, 404, redirects."""

from __future__ import annotations

from dataclasses import dataclass

from backfile.pages.views.parts import Head, Link


@dataclass(frozen=True, slots=True)
class SearchView:
    """``search.html``."""

    head: Head
    total: int
    browse: tuple[Link, ...]
    """Where to go without JavaScript."""
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reject:
    """A file that was set aside, as the about page names it."""

    path: str
    line: int
    message: str


@dataclass(frozen=True, slots=True)
class AboutView:
    """``about.html``."""

    head: Head
    name: str
    html: str
    """The publisher's own text, from ``content/pages/about.md``."""
    facts: tuple[tuple[str, str], ...]
    """Numbers: label and value."""
    languages: tuple[Link, ...] = ()
    agencies: tuple[Link, ...] = ()
    rejects: tuple[Reject, ...] = ()
    rejected: int = 0
    """All rejects, also those beyond the list."""
    feeds: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class TextPageView:
    """``page.html``: any other page of ``content/pages/``."""

    head: Head
    name: str
    html: str


@dataclass(frozen=True, slots=True)
class NotFoundView:
    """``404.html``."""

    head: Head
    browse: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class RedirectView:
    """``redirect.html``: an address that moved (an alias or a merged id)."""

    head: Head
    name: str
    target: str
