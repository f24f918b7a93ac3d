"""The views: for every template one frozen dataclass with all that its page shows, and nothing else.

``Any page = render(template, view)``. Views hold plain values (strings, numbers, tuples, other views), so that they can
be sent to a worker process, digested for the fingerprint of a page, and made by hand in a test.

Addresses in views are relative to the site's root (``topics/aviation/``); templates put ``root`` in front of them.
Strings are plain text, to be escaped; the only HTML are the fields called ``html``, which come from our own Markdown
renderer.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from backfile.pages.views.calendars import Calendar, CalendarDay, DayView, MonthView, YearsView, YearView
from backfile.pages.views.fixed import AboutView, NotFoundView, RedirectView, Reject, SearchView, TextPageView
from backfile.pages.views.parts import Bar, Card, CardGroup, Head, Histogram, Link, MapPoint, Moment, Pager, Site
from backfile.pages.views.stories import ArticleView, HomeView, Notice, Picture
from backfile.pages.views.subjects import (
    DirectoryView,
    EntityView,
    LetterGroup,
    ListView,
    TopicNode,
    TopicsView,
    TopicView,
)

__all__ = [
    "AboutView",
    "ArticleView",
    "Assignment",
    "Bar",
    "Calendar",
    "CalendarDay",
    "Card",
    "CardGroup",
    "DayView",
    "DirectoryView",
    "EntityView",
    "Head",
    "Histogram",
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
    "SearchView",
    "Site",
    "TextPageView",
    "TopicNode",
    "TopicView",
    "TopicsView",
    "YearView",
    "YearsView",
]


@dataclass(frozen=True, slots=True)
class Page:
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
