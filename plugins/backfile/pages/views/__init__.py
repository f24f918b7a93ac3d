"""The views: for every template one frozen struct with all that its page shows, and nothing else.

``Any page = render(template, view)``. Views hold plain values (strings, numbers, tuples, other views), so that they can
be sent to a worker process, digested for the fingerprint of a page, and made by hand in a test. As JSON a view is the
array of its fields in order; ``msgspec.json`` gives it back unchanged when told its type, which ``VIEWS`` knows.

Addresses in views are relative to the site's root (``topics/aviation/``); templates put ``root`` in front of them.
Strings are plain text, to be escaped; the only HTML are the fields called ``html``, which come from our own Markdown
renderer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from msgspec import Struct

from backfile.pages.views.calendars import Calendar, CalendarDay, DayView, MonthView, YearsView, YearView
from backfile.pages.views.fixed import (
    AboutView,
    FacetField,
    NotFoundView,
    RedirectView,
    Reject,
    SearchView,
    TextPageView,
)
from backfile.pages.views.parts import Bar, Card, CardGroup, Head, Histogram, Link, MapPoint, Moment, Pager, Site
from backfile.pages.views.stories import ArticleView, HomeView, Notice, Picture, Step
from backfile.pages.views.subjects import (
    DirectoryView,
    EntityView,
    LetterGroup,
    ListView,
    RoleLine,
    TopicNode,
    TopicsView,
    TopicView,
)
from backfile.pages.views.versions import (
    ComparedPassage,
    ComparedVersion,
    FieldChange,
    HistoryView,
    Run,
    Stretch,
    VersionStep,
)

__all__ = [
    "VIEWS",
    "AboutView",
    "ArticleView",
    "Assignment",
    "Bar",
    "Calendar",
    "CalendarDay",
    "Card",
    "CardGroup",
    "ComparedPassage",
    "ComparedVersion",
    "DayView",
    "DirectoryView",
    "EntityView",
    "FacetField",
    "FieldChange",
    "Head",
    "Histogram",
    "HistoryView",
    "HomeView",
    "LetterGroup",
    "Link",
    "ListView",
    "MapPoint",
    "Moment",
    "MonthView",
    "NotFoundView",
    "Notice",
    "Page",
    "Pager",
    "Picture",
    "RedirectView",
    "Reject",
    "RoleLine",
    "Run",
    "SearchView",
    "Site",
    "Step",
    "Stretch",
    "TextPageView",
    "TopicNode",
    "TopicView",
    "TopicsView",
    "VersionStep",
    "YearView",
    "YearsView",
]


class Page(Struct, frozen=True, array_like=True, gc=False):
    """A page to be made: where, with which template, from which view."""

    url: str
    template: str
    view: object


class Assignment(NamedTuple):
    """A page that the site is to have, before its view is made."""

    url: str
    template: str
    basis: bytes
    """Digest of everything in the index that its view is made from (``pages/bases.py``); empty when the view itself has
    to tell."""
    make: Callable[[], object]
    """Makes the view."""

    def page(self) -> Page:
        """The page, its view made."""
        return Page(self.url, self.template, self.make())


VIEWS: Mapping[str, type[Struct]] = MappingProxyType(
    {
        "404.html": NotFoundView,
        "about.html": AboutView,
        "article.html": ArticleView,
        "day.html": DayView,
        "directory.html": DirectoryView,
        "entity.html": EntityView,
        "history.html": HistoryView,
        "home.html": HomeView,
        "list.html": ListView,
        "month.html": MonthView,
        "page.html": TextPageView,
        "redirect.html": RedirectView,
        "search.html": SearchView,
        "topic.html": TopicView,
        "topics.html": TopicsView,
        "year.html": YearView,
        "years.html": YearsView,
    }
)
"""The one type of view that each template shows."""
