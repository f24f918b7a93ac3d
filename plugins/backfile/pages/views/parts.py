"""What several views are made of: links, times, cards, drawings, the head of a page."""

from __future__ import annotations

from msgspec import Struct


class Link(Struct, frozen=True, array_like=True, gc=False):
    """A named address, often with a count of articles."""

    name: str
    url: str
    count: int = 0
    note: str = ""
    """A few words beside it: a kind, a country, a date."""
    lang: str = ""
    """Language of ``name`` where it is not the site's."""
    found: bool = False
    """True for a name found automatically in the articles, which no editor has looked at."""


class Moment(Struct, frozen=True, array_like=True, gc=False):
    """A time as a machine and as a person reads it."""

    iso: str
    """``2015-11-17T18:05:00+01:00`` or ``2015-11-17``; for the ``datetime`` attribute."""
    text: str
    """``17 November 2015, 18:05 CET``; where the zone has no name, ``UTC+01:00``."""
    short: str = ""
    """``17 Nov 2015``"""
    time: str = ""
    """``18:05``; empty when only the day is known."""


class Card(Struct, frozen=True, array_like=True, gc=False):
    """An article in a list."""

    url: str
    title: str
    when: Moment
    dateline: str = ""
    """Places in reading case, ``Moscow/Istanbul``."""
    agency: str = ""
    """Credits joined with "/"."""
    lead: str = ""
    lang: str = ""
    """Set only where it differs from the site's language."""
    dir: str = ""
    """``rtl`` where the article's script runs right to left, else empty."""
    withdrawn: bool = False
    corrected: bool = False
    sentence: str = ""
    """On an entity's page: what stands before the mention in its sentence, shortened where that is long; the whole
    sentence where the mention cannot be told."""
    marked: str = ""
    """The mention itself."""
    after: str = ""
    """What stands behind it."""


class CardGroup(Struct, frozen=True, array_like=True, gc=False):
    """Cards under one heading: a month of a topic, an hour of a day."""

    name: str
    url: str
    """Address of the month or day page; empty for none."""
    cards: tuple[Card, ...]
    anchor: str = ""
    """``m2015-11``: the ``id`` of the group's heading, which the bars of a list's histogram lead to; empty for none."""


class Bar(Struct, frozen=True, array_like=True, gc=False):
    """One bar of a histogram."""

    label: str
    """Full label, ``November 2015``."""
    short: str
    """Axis label, ``Nov``; empty where the axis has none."""
    url: str
    """Where a click leads; empty when the count is 0."""
    count: int
    height: float
    """0 to 100, percent of the highest bar."""


class Histogram(Struct, frozen=True, array_like=True, gc=False):
    """Articles over time: an SVG and the same numbers as a table."""

    title: str
    unit: str
    """Column heading of the table: ``Month`` or ``Year``."""
    bars: tuple[Bar, ...]
    highest: int


class MapPoint(Struct, frozen=True, array_like=True, gc=False):
    """A place on a map. x and y are percent of the map's width and height (plate carrée: 0,0 is 180°W 90°N)."""

    name: str
    url: str
    x: float
    y: float
    size: float
    """0 to 1, by the square root of the count."""
    count: int = 0


class Pager(Struct, frozen=True, array_like=True, gc=False):
    """Pages of a list, numbered from the oldest so that addresses keep."""

    current: str
    """``Latest``, or ``Page 7 of 12``."""
    newer: Link | None = None
    older: Link | None = None
    pages: tuple[Link, ...] = ()
    """A short selection for jumping; entries with an empty url are gaps or the current page."""


class Head(Struct, frozen=True, array_like=True, gc=False):
    """What stands in ``<head>``, and the trail above the heading."""

    title: str
    """Page title without the site's name."""
    url: str
    """This page's own address."""
    description: str = ""
    crumbs: tuple[Link, ...] = ()
    """From Home to the parent of this page."""
    feeds: tuple[Link, ...] = ()
    jsonld: str = ""
    """schema.org JSON-LD, already made safe to stand inside ``<script>``; empty for none."""
    lang: str = ""
    """Language of the page's main content, where it differs from the site's."""
    dir: str = ""
    """``rtl`` or empty, for the main content."""
    section: str = ""
    """Which entry of the main navigation is current: its url."""
    indexed: bool = True
    """False asks search engines to keep out (tombstones, histories, 404, search)."""
    canonical: str = ""
    """The address of the page that this one belongs to, where it is not to be found by itself."""


class Site(Struct, frozen=True, array_like=True, gc=False):
    """The same on every page."""

    name: str
    tagline: str
    lang: str
    base: str
    """Canonical root with trailing slash (``https://example.org/archive/``), or empty while the site has no address."""
    base_path: str
    """``/`` or ``/archive/``: for the 404 page, which is served at any depth."""
    nav: tuple[Link, ...]
    """Main navigation; holds only sections that have pages."""
    footer: tuple[Link, ...]
    agency: str = ""
    rights: str = ""
    offline: bool = False
    """Whether browsers may keep what they have loaded."""
