"""Lists by subject: topics, entities, directories, lists of one city or agency."""

from __future__ import annotations

from msgspec import Struct

from backfile.pages.views.parts import Card, CardGroup, Head, Histogram, Link, MapPoint, Pager


class TopicView(Struct, frozen=True, array_like=True, gc=False):
    """``topic.html``: a topic's pages, first and further."""

    head: Head
    name: str
    html: str
    """Editor's introduction."""
    total: int
    """Articles of the topic and its sub-topics; on a further page only those of that page, so that it never changes."""
    span: str
    """First and last day of what ``total`` counts."""
    groups: tuple[CardGroup, ...]
    """Articles by month, newest first."""
    pager: Pager
    first: bool
    """True on the newest page, which alone shows introduction, histogram and neighbours."""
    picks: tuple[Card, ...] = ()
    """Articles that the editors recommend, in their order."""
    parents: tuple[Link, ...] = ()
    """From the root of the topic tree to the direct parent."""
    children: tuple[Link, ...] = ()
    siblings: tuple[Link, ...] = ()
    histogram: Histogram | None = None
    people: tuple[Link, ...] = ()
    organisations: tuple[Link, ...] = ()
    places: tuple[Link, ...] = ()
    events: tuple[Link, ...] = ()
    other_names: tuple[str, ...] = ()
    external: tuple[Link, ...] = ()
    """Wikidata, IPTC; absolute addresses."""
    feed: str = ""


class RoleLine(Struct, frozen=True, array_like=True, gc=False):
    """A role that a person or organisation is given."""

    name: str
    period: str
    """``March 1987``, ``March to October 1987``; from editors ``since 3 May 2012``; empty where it is not known."""
    count: int = 0
    """Articles that give it; 0 for a role from the editors' record."""


class EntityView(Struct, frozen=True, array_like=True, gc=False):
    """``entity.html``: a person, organisation, place or event; its pages, first and further."""

    head: Head
    name: str
    kind: str
    """``Person``, ``Organisation``, ``Place``, ``Event``"""
    html: str
    total: int
    """On a further page the articles of that page; ``span`` likewise. See TopicView."""
    span: str
    groups: tuple[CardGroup, ...]
    pager: Pager
    first: bool
    other_names: tuple[str, ...] = ()
    external: tuple[Link, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    """Label and value: ``("Country", "France")``, ``("Date", "13 November 2015")``."""
    histogram: Histogram | None = None
    people: tuple[Link, ...] = ()
    organisations: tuple[Link, ...] = ()
    places: tuple[Link, ...] = ()
    events: tuple[Link, ...] = ()
    topics: tuple[Link, ...] = ()
    point: MapPoint | None = None
    feed: str = ""
    dateline: Link | None = None
    """For a place: the articles filed from it."""
    origin: str = ""
    """``text`` for one found automatically, ``vocabulary`` for a place that is known from the gazetteer alone; empty
    where editors have a record."""
    roles: tuple[RoleLine, ...] = ()
    """The editors', then those from the articles, each in order of time."""
    unlike: tuple[Link, ...] = ()
    """What it is not to be confused with; the note tells them apart."""
    country: Link | None = None
    """For a place whose country has a page."""
    places_in: tuple[Link, ...] = ()
    """For a country: its places, by name."""


class LetterGroup(Struct, frozen=True, array_like=True, gc=False):
    """Entries of an A-Z under one letter."""

    letter: str
    entries: tuple[Link, ...]


class DirectoryView(Struct, frozen=True, array_like=True, gc=False):
    """``directory.html``: an A-Z of people, organisations, places, events, agencies, datelines; or of topics."""

    head: Head
    name: str
    intro: str
    total: int
    letters: tuple[Link, ...]
    """All initials with counts; the url is an anchor on this page or, when the A-Z is split, the letter's own page."""
    groups: tuple[LetterGroup, ...]
    points: tuple[MapPoint, ...] = ()
    """For places and datelines with coordinates: the map."""
    current: str = ""
    """The letter that this page shows, when the A-Z is split; empty when it shows all."""
    title: str = ""
    """What of the letter it shows: ``M``, ``Ma``, ``Ma, page 2``; empty when it shows all."""
    parts: tuple[Link, ...] = ()
    """What a long letter is split into (``Ma``, ``Mc``, …); the one that this page shows has no address."""
    pages: tuple[Link, ...] = ()
    """Pages of names that no letter tells apart; the current one has no address."""
    names: str = ""
    """For a split A-Z: the folder of lists in which the filter finds all of its names."""
    found: bool = False
    """True when names found automatically are among the entries."""


class TopicNode(Struct, frozen=True, array_like=True, gc=False):
    """A topic in the tree of all topics."""

    link: Link
    children: tuple[TopicNode, ...] = ()


class TopicsView(Struct, frozen=True, array_like=True, gc=False):
    """``topics.html``: the topic tree."""

    head: Head
    total: int
    tree: tuple[TopicNode, ...]


class ListView(Struct, frozen=True, array_like=True, gc=False):
    """``list.html``: articles of one dateline, agency or month, newest first (a month or a day: in order of time)."""

    head: Head
    name: str
    kind: str
    """``Dateline``, ``Agency``, ``Month``"""
    total: int
    """On a further page the articles of that page; ``span`` likewise. See TopicView."""
    span: str
    groups: tuple[CardGroup, ...]
    pager: Pager
    histogram: Histogram | None = None
    point: MapPoint | None = None
    related: tuple[Link, ...] = ()
    """Neighbours worth a link: the place's own page, regions."""
    first: bool = True
    """False on further pages."""
