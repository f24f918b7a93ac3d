"""Pages of which there is one: search, about, texts, 404, redirects."""

from __future__ import annotations

from msgspec import Struct

from backfile.pages.views.parts import Head, Link


class FacetField(Struct, frozen=True, array_like=True, gc=False):
    """What a result can be narrowed by."""

    field: str
    """As the index and the address name it: ``topic``, ``person``, ``org``, ``place``, ``dateline``, …, ``year``."""
    name: str


class SearchView(Struct, frozen=True, array_like=True, gc=False):
    """``search.html``."""

    head: Head
    browse: tuple[Link, ...]
    """Where to go without JavaScript."""
    examples: tuple[str, ...] = ()
    facets: tuple[FacetField, ...] = ()
    """Those that the archive has more than one value of."""


class Reject(Struct, frozen=True, array_like=True, gc=False):
    """A file that was set aside, as the about page names it."""

    path: str
    line: int
    message: str


class AboutView(Struct, frozen=True, array_like=True, gc=False):
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
    credits: tuple[Link, ...] = ()
    """Published vocabularies that have gone into the pages; absolute addresses."""


class TextPageView(Struct, frozen=True, array_like=True, gc=False):
    """``page.html``: any other page of ``content/pages/``."""

    head: Head
    name: str
    html: str


class NotFoundView(Struct, frozen=True, array_like=True, gc=False):
    """``404.html``."""

    head: Head
    browse: tuple[Link, ...]


class RedirectView(Struct, frozen=True, array_like=True, gc=False):
    """``redirect.html``: an address that moved (an alias or a merged id)."""

    head: Head
    name: str
    target: str
