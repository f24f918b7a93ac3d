"""Articles and the front page."""

from __future__ import annotations

from msgspec import Struct

from backfile.pages.views.parts import Card, CardGroup, Head, Histogram, Link, Moment
from backfile.pages.views.versions import VersionStep


class Notice(Struct, frozen=True, array_like=True, gc=False):
    """A dated notice on top of an article."""

    kind: str
    """``correction``, ``update``, ``withdrawn``, ``superseded``."""
    text: str
    when: Moment | None = None
    link: Link | None = None
    """To the version that it talks of, or to what it changed."""


class Picture(Struct, frozen=True, array_like=True, gc=False):
    """An image of an article."""

    url: str
    alt: str
    caption: str = ""
    credit: str = ""


class Step(Struct, frozen=True, array_like=True, gc=False):
    """A story of a storyline."""

    link: Link
    when: Moment
    here: bool = False
    """True for the story that the page is about."""
    gap: bool = False
    """True where stories are left out before it."""


class ArticleView(Struct, frozen=True, array_like=True, gc=False):
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
    """Other articles that are earlier and later versions of the same story, oldest first."""
    storyline: tuple[Step, ...] = ()
    """Its part of the storyline, oldest first: the first story, those before and after this one."""
    storyline_goes_on: bool = False
    """True when there are later stories than those shown."""
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
    subhead: str = ""
    """Second line of the headline."""
    usage_terms: str = ""
    genre: tuple[str, ...] = ()
    signals: tuple[str, ...] = ()
    """What its wire said that it was, in words: ``Correction``."""
    sent: tuple[VersionStep, ...] = ()
    """Versions that went out, oldest first, this one among them; in a long list the first and the last ones."""
    sent_count: int = 0
    """How many there are."""
    history: str = ""
    """Address of the page that compares them; empty when there is none."""


class HomeView(Struct, frozen=True, array_like=True, gc=False):
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
