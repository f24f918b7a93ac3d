"""Lists by date: years, a year, a month, a day."""

from __future__ import annotations

from msgspec import Struct

from backfile.pages.views.parts import Card, CardGroup, Head, Histogram, Link, Pager


class CalendarDay(Struct, frozen=True, array_like=True, gc=False):
    """A day in a calendar; day 0 is an empty cell."""

    day: int
    count: int = 0
    url: str = ""
    weight: float = 0.0
    """0 to 1 by count, for the shade of the cell."""


class Calendar(Struct, frozen=True, array_like=True, gc=False):
    """A month, weeks starting on Monday."""

    name: str
    """``November 2015``"""
    short: str
    """``November``"""
    url: str
    total: int
    weeks: tuple[tuple[CalendarDay, ...], ...]


class YearsView(Struct, frozen=True, array_like=True, gc=False):
    """``years.html``: all years."""

    head: Head
    total: int
    years: tuple[Link, ...]
    histogram: Histogram


class YearView(Struct, frozen=True, array_like=True, gc=False):
    """``year.html``: twelve calendars."""

    head: Head
    name: str
    total: int
    calendars: tuple[Calendar, ...]
    newer: Link | None
    older: Link | None
    topics: tuple[Link, ...] = ()
    """The year's busiest topics."""


class MonthView(Struct, frozen=True, array_like=True, gc=False):
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


class DayView(Struct, frozen=True, array_like=True, gc=False):
    """``day.html``: a day's articles in order of time; paginated when there are many."""

    head: Head
    name: str
    """``Tuesday, 17 November 2015``"""
    total: int
    cards: tuple[Card, ...]
    pager: Pager
    newer: Link | None
    older: Link | None
    other_years: tuple[Link, ...] = ()
    """The same day in the nearest other years that have articles of it, oldest first."""
