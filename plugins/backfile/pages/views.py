"""The views: for every template one frozen dataclass with all that its page shows, and nothing else.

``Any page = render(template, view)``. Views hold plain values (strings, numbers, tuples, other views), so that they can
be sent to a worker process, digested for the fingerprint of a page, and made by hand in a test.

Addresses in views are relative to the site's root (``topics/aviation/``); templates put ``root`` in front of them.
Strings are plain text, to be escaped; the only HTML are the fields called ``html``, which come from our own Markdown
renderer.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """A named address, often with a count of articles."""

    name: str
    url: str
    count: int = 0
    note: str = ""
    """A few words beside it: a kind, a country, a date."""
    lang: str = ""
    """Language of ``name`` where it is not the site's."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A time as a machine and as a person reads it."""

    iso: str
    """``2015-11-17T18:05:00+01:00`` or ``2015-11-17``; for the ``datetime`` attribute."""
    text: str
    """``17 November 2015, 18:05 CET``; where the zone has no name, ``UTC+01:00``."""
    short: str = ""
    """``17 Nov 2015``"""
    time: str = ""
    """``18:05``; empty when only the day is known."""


@dataclass(frozen=True, slots=True)
class Card:
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
    """On an entity's page: the sentence that mentions it, plain text; the mention itself is ``marked``."""
    marked: str = ""
    """The words in ``sentence`` to be marked, exactly as they stand there (the first occurrence counts)."""


@dataclass(frozen=True, slots=True)
class CardGroup:
    """Cards under one heading: a month of a topic, an hour of a day."""

    name: str
    url: str
    """Address of the month or day page; empty for none."""
    cards: tuple[Card, ...]
    anchor: str = ""
    """``m2015-11``: the ``id`` of the group's heading, which the bars of a list's histogram lead to; empty for none."""


@dataclass(frozen=True, slots=True)
class Bar:
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


@dataclass(frozen=True, slots=True)
class Histogram:
    """Articles over time: an SVG and the same numbers as a table."""

    title: str
    unit: str
    """Column heading of the table: ``Month`` or ``Year``."""
    bars: tuple[Bar, ...]
    highest: int


@dataclass(frozen=True, slots=True)
class Pager:
    """Pages of a list, numbered from the oldest so that addresses keep."""

    current: str
    """``Latest``, or ``Page 7 of 12``."""
    newer: Link | None = None
    older: Link | None = None
    pages: tuple[Link, ...] = ()
    """A short selection for jumping; entries with an empty url are gaps or the current page."""


@dataclass(frozen=True, slots=True)
class Head:
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
    """False asks search engines to keep out (tombstones, 404, search)."""


@dataclass(frozen=True, slots=True)
class Site:
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


@dataclass(frozen=True, slots=True)
class Notice:
    """A dated notice on top of an article."""

    kind: str
    """``correction``, ``update``, ``withdrawn``, ``superseded``."""
    text: str
    when: Moment | None = None
    link: Link | None = None
    """To the version that it talks of."""


@dataclass(frozen=True, slots=True)
class Picture:
    """An image of an article."""

    url: str
    alt: str
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True)
class ArticleView:
    """``article.html``. For a withdrawn article ``withdrawn`` is True and there is no text at all."""

    head: Head
    title: str
    when: Moment
    html: str
    """Body, dateline not included: the template runs the dateline into the first paragraph."""
    datelines: tuple[Link, ...] = ()
    """One per place, name as filed with region: ``MOSCOW``, ``CHATHAM, Mass.``"""
    dateline_date: str = ""
    """The date as filed in the dateline: ``Jan 21``; empty when there is none."""
    agencies: tuple[Link, ...] = ()
    modified: Moment | None = None
    byline: str = ""
    summary: str = ""
    slugline: str = ""
    version: int = 1
    notices: tuple[Notice, ...] = ()
    withdrawn: bool = False
    topics: tuple[Link, ...] = ()
    people: tuple[Link, ...] = ()
    organisations: tuple[Link, ...] = ()
    places: tuple[Link, ...] = ()
    events: tuple[Link, ...] = ()
    keywords: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()
    related: tuple[Card, ...] = ()
    versions: tuple[Card, ...] = ()
    """Earlier and later versions of the same story, oldest first, without this one."""
    newer: Link | None = None
    older: Link | None = None
    rights: str = ""
    source: str = ""
    lang: str = ""
    """Language of the article, always set."""
    dir: str = ""
    """``rtl`` or empty."""
    permalink: str = ""
    """Absolute address where the site has one, else relative to the root."""
    day: Link | None = None
    """The day page."""


@dataclass(frozen=True, slots=True)
class HomeView:
    """``home.html``."""

    head: Head
    span: str
    """``26 February 1987 to 20 October 1987``"""
    total: int
    latest: tuple[Card, ...]
    histogram: Histogram
    topics: tuple[Link, ...] = ()
    people: tuple[Link, ...] = ()
    organisations: tuple[Link, ...] = ()
    places: tuple[Link, ...] = ()
    events: tuple[Link, ...] = ()
    datelines: tuple[Link, ...] = ()
    agencies: tuple[Link, ...] = ()
    years: tuple[Link, ...] = ()
    on_this_day: tuple[CardGroup, ...] = ()
    """Articles of the month and day of the newest article, grouped by earlier year (a static site knows no today)."""
    on_this_day_title: str = ""


@dataclass(frozen=True, slots=True)
class TopicView:
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


@dataclass(frozen=True, slots=True)
class MapPoint:
    """A place on a map. x and y are percent of the map's width and height (plate carrée: 0,0 is 180°W 90°N)."""

    name: str
    url: str
    x: float
    y: float
    size: float
    """0 to 1, by the square root of the count."""
    count: int = 0


@dataclass(frozen=True, slots=True)
class EntityView:
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


@dataclass(frozen=True, slots=True)
class LetterGroup:
    """Entries of an A-Z under one letter."""

    letter: str
    entries: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class DirectoryView:
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


@dataclass(frozen=True, slots=True)
class TopicNode:
    """A topic in the tree of all topics."""

    link: Link
    children: tuple[TopicNode, ...] = ()


@dataclass(frozen=True, slots=True)
class TopicsView:
    """``topics.html``: the topic tree."""

    head: Head
    total: int
    tree: tuple[TopicNode, ...]


@dataclass(frozen=True, slots=True)
class ListView:
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


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day in a calendar; day 0 is an empty cell."""

    day: int
    count: int = 0
    url: str = ""
    weight: float = 0.0
    """0 to 1 by count, for the shade of the cell."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """A month, weeks starting on Monday."""

    name: str
    """``November 2015``"""
    short: str
    """``November``"""
    url: str
    total: int
    weeks: tuple[tuple[CalendarDay, ...], ...]


@dataclass(frozen=True, slots=True)
class YearsView:
    """``years.html``: all years."""

    head: Head
    total: int
    years: tuple[Link, ...]
    histogram: Histogram


@dataclass(frozen=True, slots=True)
class YearView:
    """``year.html``: twelve calendars."""

    head: Head
    name: str
    total: int
    calendars: tuple[Calendar, ...]
    newer: Link | None
    older: Link | None
    topics: tuple[Link, ...] = ()
    """The year's busiest topics."""


@dataclass(frozen=True, slots=True)
class MonthView:
    """``month.html``: a calendar with counts, and the month's articles by day when they are few enough for one page."""

    head: Head
    name: str
    total: int
    calendar: Calendar
    groups: tuple[CardGroup, ...]
    """By day, oldest first; empty when the month holds more than a page: its days then have them."""
    newer: Link | None
    older: Link | None
    topics: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class DayView:
    """``day.html``: a day's articles in order of time; paginated when there are many."""

    head: Head
    name: str
    """``Tuesday, 17 November 2015``"""
    total: int
    cards: tuple[Card, ...]
    pager: Pager
    newer: Link | None
    older: Link | None


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


@dataclass(frozen=True, slots=True)
class Page:
    """A page to be made: where, with which template, from which view."""

    url: str
    template: str
    view: object
